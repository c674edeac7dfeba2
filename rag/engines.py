"""Models in this process: GGUF files by llama.cpp, and what transformers can load."""

from __future__ import annotations

import logging
import math
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .errors import GeneratorError
from .generate import STOPS, Engine, InProcess, Task, Write, piece
from .prompt import NO_ANSWER, Message
from .records import Language

logger = logging.getLogger(__name__)

_GATE = "\n\nDo the passages above state the answer? Answer only yes or no."
SURE = 1.0
"""Log-odds, of the evidence's confidence and the model's yes together, at which it drafts.

Of 106 questions on the seeds whose evidence was good enough to quote, 8 have no answer there:
the sum refuses 3 of these and 1 of the other 98; on all 206 that were tried, it refuses .79 of
those without an answer where confidence alone, cross-validated, refuses .75 (and both .04 of
the others)."""
_SELDOM = -1.5  # log-odds that the model hardly ever goes below

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

    A small model answers whatever it is asked; asked whether the evidence states the answer,
    it is right more often. So where the evidence leaves a doubt that is asked first, and where
    its log-odds of yes over no and those of the evidence's confidence together are under
    `sure`, the draft is `NO_ANSWER`. That costs half a second, for the evidence has been read.
    Where it then declines all the same it is not believed (it declines one in five of what can
    be answered), and has nothing to say: the draft is empty. `threads`: of the CPU; by default
    as many as the cores this process may use.
    """

    def __init__(self, path: Path, threads: int | None = None, sure: float = SURE) -> None:
        super().__init__(path.stem, lambda: _llama(path, threads or _cores(), sure))


class Transformers(InProcess):
    """A causal language model of transformers: a folder, or a name on the hub.

    On the GPU where there is one. Code that a model brings is never run.
    """

    def __init__(self, name: str) -> None:
        super().__init__(Path(name).name, lambda: _transformers(name))


def _llama(path: Path, threads: int, sure: float) -> Engine:
    if not path.is_file():
        raise GeneratorError(f"There is no model {path}. Fetch it with `huiwen models pull`.")
    import torch  # noqa: F401 - brings the libgomp that xllamacpp links to but does not carry
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel = 2 * 3072, 2  # a slot for the prefix of each language
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

    def ask(messages: list[Message], language: Language, hear: Hear, **how: Any) -> None:
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
                "id_slot": 0 if language == "zh" else 1,
                "chat_template_kwargs": {"enable_thinking": False},
                **how,
            },
            take,
        )
        if failures:
            raise GeneratorError(f"The model {path.stem} cannot answer: {failures[0]}.")

    def answer(task: Task, write: Write) -> None:
        messages, language = task.messages, task.language
        if task.writes == "question":  # in the other slot: the next to come here is its answer
            ask(
                messages,
                "en" if language == "zh" else "zh",
                lambda chunk: write(piece(chunk)),
                max_tokens=task.longest,
                grammar=_QUESTION,
            )
            return
        odds: list[float] = []

        def weigh(chunk: dict[str, Any]) -> bool:
            odds.extend(_log_odds(chunk))
            return write("")

        doubt = sure - _logit(task.confidence)
        if doubt > _SELDOM:
            *rest, asked = messages
            gate = [*rest, asked | {"content": asked["content"] + _GATE}]
            ask(gate, language, weigh, max_tokens=1, logprobs=True, top_logprobs=20)
        if odds and odds[0] < doubt:
            write(NO_ANSWER[language])
        elif write(""):
            ask(
                messages,
                language,
                _Unless(NO_ANSWER[language], write),
                max_tokens=task.longest,
                stop=STOPS,
                grammar=_GRAMMAR[language],
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


def _logit(share: float) -> float:
    return math.log(share / (1 - share)) if 0 < share < 1 else math.copysign(math.inf, share - 0.5)


def _log_odds(chunk: dict[str, Any]) -> Iterator[float]:
    """Log-odds of yes over no, where a chunk brings the likeliest tokens of its place."""
    for choice in chunk.get("choices", ()):
        for place in (choice.get("logprobs") or {}).get("content") or ():
            mass = {"yes": 1e-6, "no": 1e-6}
            for token in place["top_logprobs"]:
                for word in mass:
                    if token["token"].strip().lower().startswith(word):
                        mass[word] += math.exp(token["logprob"])
            yield math.log(mass["yes"] / mass["no"])


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
