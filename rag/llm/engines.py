"""Models in this process: GGUF files by llama.cpp, and what transformers can load."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..errors import GeneratorError
from ..records import Language
from .generate import STOPS, Engine, InProcess, Task, Write, piece
from .prompt import NO_ANSWER, Message

logger = logging.getLogger(__name__)

_SLOTS = {"zh": 0, "en": 1, "choice": 2}  # each keeps what its prompts begin with
_NEVER = -12.0  # the log-probability of what is not even among the likeliest

# Each sentence ends in a mark, before or after its full stop. A small model that leaves marks
# out of half its answers then puts the right ones, and its words are the same.
_GRAMMAR: dict[Language, str] = {
    "zh": rf"""root ::= "{NO_ANSWER["zh"]}" | s ("\n"? s)*
s ::= [^\[\]\n。！？]+ [。！？]? m "。"?
m ::= ("[" [1-9] [0-9]? "]")+
""",
    "en": rf"""root ::= "{NO_ANSWER["en"]}" | s ("\n"? s)*
s ::= [^\[\]\n]+ m "."?
m ::= ("[" [1-9] [0-9]? "]")+
""",
}

_QUESTION = r"""root ::= [^\n。！？?]+ [？?]"""

Hear = Callable[[dict[str, Any]], bool]
"""Takes a chunk of a streamed chat completion; False when no more is wanted."""


class Llama(InProcess):
    """A GGUF file read in this process by llama.cpp.

    A small model declines one in five questions whose answer stands before it, so that is not
    believed: the draft is then empty. It is better asked first which sentence answers (`choose`).
    `threads`: of the CPU; by default as many as the cores this process may use.
    """

    def __init__(self, path: Path, threads: int | None = None) -> None:
        super().__init__(path.stem, lambda: _llama(path, threads or _cores()))


class Transformers(InProcess):
    """A causal language model of transformers: a folder, or a name on the hub.

    On the GPU where there is one. Code that a model brings is never run.
    """

    def __init__(self, name: str) -> None:
        super().__init__(Path(name).name, lambda: _transformers(name))


def _llama(path: Path, threads: int) -> Engine:
    if not path.is_file():
        raise GeneratorError(f"There is no model {path}. Fetch it with `huiwen models pull`.")
    import torch  # noqa: F401 - brings the libgomp that xllamacpp links to but does not carry
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel = len(_SLOTS) * 3072, len(_SLOTS)
    params.n_batch = 128  # how often it looks up from a prompt; no slower than 2048
    params.cache_ram_mib = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.verbosity = 3 if logger.isEnabledFor(logging.DEBUG) else 0
    # The server listens on a port of this machine whether it is wanted or not: lock it.
    params.api_keys, params.ui, params.endpoint_slots = [secrets.token_hex(32)], False, False
    try:
        server = xllamacpp.Server(params)
    except RuntimeError as error:
        raise GeneratorError(
            f"The model {path} cannot be loaded: it is damaged, no GGUF, or there is not enough "
            "memory. Check it with `huiwen models verify`, or take the extractive generator."
        ) from error

    def ask(messages: list[Message], slot: str, hear: Hear, **how: Any) -> None:
        failures: list[str] = []

        def take(chunk: dict[str, Any]) -> bool:
            if "error" in chunk:
                failures.append(str(chunk["error"].get("message", "no reason given")))
                return True
            return not hear(chunk)

        server.handle_chat_completions(
            {
                "messages": messages,
                "temperature": 0,
                "seed": 1,
                "stream": True,
                "return_progress": True,  # so that `take` is called while the prompt is read
                "cache_prompt": True,
                "id_slot": _SLOTS[slot],
                "chat_template_kwargs": {"enable_thinking": False},
                **how,
            },
            take,
        )
        if failures:
            raise GeneratorError(f"The model {path.stem} cannot answer: {failures[0]}.")

    def answer(task: Task, write: Write) -> None:
        if task.writes == "question":  # in the other slot: the next to come here is its answer
            ask(
                task.messages,
                "en" if task.language == "zh" else "zh",
                lambda chunk: write(piece(chunk)),
                max_tokens=task.longest,
                grammar=_QUESTION,
            )
            return
        if task.labels:
            ask(
                task.messages,
                "choice",
                lambda chunk: write(_likelihoods(chunk, task.labels)),
                max_tokens=1,
                logprobs=True,
                top_logprobs=20,
            )
            return
        ask(
            task.messages,
            task.language,
            _Unless(NO_ANSWER[task.language], write),
            max_tokens=task.longest,
            stop=STOPS,
            grammar=_GRAMMAR[task.language],
        )

    return answer


class _Unless:
    """Hears a draft and writes it, unless it is `declined` to the letter."""

    def __init__(self, declined: str, write: Write) -> None:
        self._declined, self._write = declined, write
        self._held = ""

    def __call__(self, chunk: dict[str, Any]) -> bool:
        self._held += piece(chunk)
        if self._declined.startswith(self._held):
            return self._write("")
        said, self._held = self._held, ""
        self._declined = ""  # whatever comes now is written
        return self._write(said)


def _likelihoods(chunk: dict[str, Any], labels: Sequence[str]) -> str:
    """The log-probability of each label, where a chunk brings the likeliest first tokens."""
    for choice in chunk.get("choices", ()):
        for place in (choice.get("logprobs") or {}).get("content") or ():
            told = {t["token"].strip(): t["logprob"] for t in reversed(place["top_logprobs"])}
            return " ".join(f"{max(_NEVER, told.get(label, _NEVER)):.4f}" for label in labels)
    return ""


def _transformers(name: str) -> Engine:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, TextStreamer

    device = "cuda" if torch.cuda.is_available() else "cpu"
    if torch.backends.mps.is_available():
        device = "mps"
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
        model = AutoModelForCausalLM.from_pretrained(name, trust_remote_code=False, dtype="auto")
        model = model.to(device).eval()
    except (OSError, ValueError, RuntimeError) as error:
        raise GeneratorError(
            f"The model {name} cannot be loaded: {str(error).splitlines()[0]} "
            "Name a folder or a hub model of a causal language model."
        ) from error
    if not tokenizer.chat_template:
        raise GeneratorError(f"The model {name} has no chat template. Take an instruct model.")

    class Streamer(TextStreamer):  # type: ignore[misc]
        def __init__(self, write: Write) -> None:
            super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
            self._write = write

        def on_finalized_text(self, text: str, *_: Any, **__: Any) -> None:
            self._write(text)

    def answer(task: Task, write: Write) -> None:
        inputs = tokenizer.apply_chat_template(
            task.messages,
            add_generation_prompt=True,
            return_tensors="pt",
            sanitize_control_tokens=True,
            enable_thinking=False,
        ).to(device)
        with torch.inference_mode():
            if task.labels:
                likely = model(**inputs).logits[0, -1].float().log_softmax(-1)
                ids = [
                    tokenizer.encode(label, add_special_tokens=False)[0] for label in task.labels
                ]
                write(" ".join(f"{float(likely[id_]):.4f}" for id_ in ids))
                return
            model.generate(
                **inputs,
                max_new_tokens=task.longest,
                do_sample=False,
                stop_strings=STOPS,
                tokenizer=tokenizer,
                streamer=Streamer(write),
                stopping_criteria=[lambda *_, **__: not write("")],
            )

    return answer


def _cores() -> int:
    """The physical cores that this process may run on; -1 (llama.cpp counts) where unknown."""
    if not hasattr(os, "sched_getaffinity"):
        return -1
    siblings = "/sys/devices/system/cpu/cpu{}/topology/thread_siblings_list"
    allowed = os.sched_getaffinity(0)
    try:
        return len({Path(siblings.format(cpu)).read_text("ascii") for cpu in allowed})
    except OSError:
        return len(allowed)
