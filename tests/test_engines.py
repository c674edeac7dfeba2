"""Models in this process: the real one, a tiny one, and files that are none."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import models
from rag.errors import GeneratorError
from rag.llm.engines import Llama, Transformers
from rag.llm.generate import InProcess
from rag.llm.prompt import declined
from rag.llm.rephrase import task
from rag.records import Turn
from rag.settings import Settings

from .clippings import evidence


def ask(model: InProcess, question: str, stop: threading.Event | None = None) -> Iterator[str]:
    return model.draft(question, evidence("甲乙。"), "zh", stop)


def test_a_file_that_is_missing_or_no_model(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="huiwen models pull"):
        list(ask(Llama(tmp_path / "none.gguf"), "1"))
    (tmp_path / "bad.gguf").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(GeneratorError, match="cannot be loaded"):
        list(ask(Llama(tmp_path / "bad.gguf"), "1"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A causal language model of a few thousand random weights, over bytes."""
    from tokenizers import Tokenizer, decoders, pre_tokenizers
    from tokenizers.models import BPE
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, set_seed

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    raw = Tokenizer(BPE({letter: i for i, letter in enumerate(letters)}, []))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|end|>")
    tokenizer.chat_template = (
        "{% for m in messages %}{{ m.role }}: {{ m.content }}<|end|>{% endfor %}assistant: "
    )
    set_seed(1)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=4096,
    )
    folder = tmp_path_factory.mktemp("tiny")
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_transformers_drafts_and_stops(tiny: Path) -> None:
    model = Transformers(str(tiny))
    whole = list(ask(model, "谁？"))
    assert "".join(whole)
    stop = threading.Event()
    draft = ask(model, "谁？", stop)
    first = next(draft)
    stop.set()
    assert list(draft) == []
    assert "".join(whole).startswith(first)
    model.close()


def test_transformers_chooses(tiny: Path) -> None:
    model = Transformers(str(tiny))
    likely = model.choose("谁？", evidence("甲。", "乙。"))
    assert len(likely) == 3
    assert all(each < 0 for each in likely)
    assert sum(map(math.exp, likely)) <= 1
    stop = threading.Event()
    stop.set()
    assert model.choose("谁？", evidence("甲。"), stop) == ()
    model.close()


def test_transformers_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="cannot be loaded"):
        list(ask(Transformers(str(tmp_path)), "1"))


@pytest.fixture(scope="module")
def llama() -> Iterator[Llama]:
    settings = Settings.load()
    path = models.find("qwen2.5-coder-1.5b", settings.models)
    if path is None:
        pytest.skip("needs the LLM: huiwen models pull qwen2.5-coder-1.5b")
    model = Llama(path)
    yield model
    model.close()


OPENING = (
    "9月28日，上海“模速空間”創新生態社區揭牌儀式在徐匯西岸隆重舉辦。"
    "徐匯區委書記曹立強，區委副書記、區長鍾曉詠出席儀式。"
)


@pytest.mark.slow
def test_the_real_model_answers_and_declines(llama: Llama) -> None:
    llama.warm()
    page = evidence(OPENING, title="上海“模速空間”揭牌")
    when = "".join(llama.draft("模速空间是什么时候揭牌的？", page, "zh"))
    assert "2023年9月28日" in when
    assert not declined(when)
    where = "".join(llama.draft("揭牌儀式在哪裡舉辦？", page, "zh"))
    assert "徐匯西岸" in where


@pytest.mark.slow
def test_the_real_model_chooses(llama: Llama) -> None:
    page = evidence("读者来信请寄编辑部。", OPENING, "新馆免费开放，市民可凭身份证入场。")
    none, *each = llama.choose("模速空间是什么时候揭牌的？", page)
    assert max(each) == each[1]
    absent, *_ = llama.choose("上海迪士尼乐园的门票多少钱？", page)
    assert absent > none + 1


@pytest.mark.slow
def test_the_real_model_writes_a_question(llama: Llama) -> None:
    turns = [Turn("图书馆新馆是哪天开放的？", "图书馆新馆于11月3日开放。")]
    said = "".join(llama.tell(task("总共花了多少钱？", turns)))
    assert said.endswith(("？", "?"))
    assert "\n" not in said


@pytest.mark.slow
def test_the_real_model_stops(llama: Llama) -> None:
    stop = threading.Event()
    pieces = llama.draft("谁出席了揭牌仪式？", evidence(OPENING), "zh", stop)
    next(pieces)
    stop.set()
    assert list(pieces) == []
    assert "".join(llama.draft("区长是谁？", evidence(OPENING), "zh"))
