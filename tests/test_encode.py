from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag import models
from rag.errors import ModelError
from rag.retrieval.encode import Encoder, Hashing, Reranker, Vectors, prompts
from rag.settings import Settings

USE = "use-multilingual"
here = models.find(USE, Settings().models)
needs_weights = pytest.mark.skipif(here is None, reason=f"run: huiwen models pull {USE}")


def test_vectors_are_unit_and_in_the_order_given() -> None:
    encoder = Encoder([Hashing()], {"hashing": "1"})
    texts = ["徐汇区" * n for n in (3, 1, 40, 2)]
    vectors = encoder.passages(texts)
    assert vectors.shape == (4, 256)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert encoder.query(text) == pytest.approx(vector)


def test_two_models_stand_side_by_side() -> None:
    one, two = Encoder([Hashing()], {"a": ""}), Encoder([Hashing(), Hashing()], {"a": "", "b": ""})
    a, b = "模速空间揭牌", "模速空间正式揭牌"
    assert two.query(a).shape == (512,)
    assert two.query(a) @ two.query(b) == pytest.approx(one.query(a) @ one.query(b), abs=1e-6)


def test_scripts_are_one_to_the_models() -> None:
    encoder = Encoder([Hashing()], {"hashing": "1"})
    assert encoder.query("上海植物園北區") == pytest.approx(encoder.query("上海植物园北区"))


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    Encoder([Hashing()], {"": ""}).passages(["a"] * 70, lambda *now: told.append(now))
    assert told == [(32, 70), (64, 70), (70, 70)]


def test_no_texts_no_vectors() -> None:
    assert Encoder([Hashing()], {"": ""}).passages([]).shape == (0, 256)


def test_what_is_missing_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"huiwen models pull {USE}"):
        Encoder.open([USE], tmp_path)
    with pytest.raises(ModelError, match="Name at least one"):
        Encoder.open([], tmp_path)


def test_what_cannot_be_loaded_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    (tmp_path / "model.onnx").write_bytes(b"not a graph")
    with pytest.raises(ModelError, match=r"cannot be loaded.*huiwen models list"):
        Encoder.open([str(tmp_path)], tmp_path).query("徐汇")


def test_any_sentence_transformers_folder_can_be_set(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers import models as token_models

    vocabulary = {"[UNK]": 0, "徐": 1, "汇": 2, "区": 3}
    tokenizer = Tokenizer(token_models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    weights = np.eye(4, dtype=np.float32)
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)])
    model.save(str(tmp_path / "tiny"))

    encoder = Encoder.open([str(tmp_path / "tiny")], tmp_path)
    assert encoder.query("徐汇").shape == (4,)
    assert encoder.query("徐汇") @ encoder.query("徐匯") == pytest.approx(1)
    (revision,) = encoder.names.values()
    assert len(revision) == 64
    (tmp_path / "tiny" / "README.md").unlink(missing_ok=True)
    assert Encoder.open([str(tmp_path / "tiny")], tmp_path).names == encoder.names


@needs_weights
def test_the_multilingual_model_knows_both_languages() -> None:
    encoder = Encoder.open([USE], Settings().models)
    english, same, other = (
        encoder.query("When did the botanical garden open?"),
        encoder.query("植物园什么时候开放？"),
        encoder.query("红烧肉怎么做才好吃？"),
    )
    assert english.shape == (512,)
    assert english @ same > english @ other + 0.2
    passages = encoder.passages(["植物园什么时候开放？", "红烧肉"])
    # int8 scales depend a little on what else is in the batch.
    assert passages[0] @ same > 0.99


def test_sentences_are_remembered_and_the_oldest_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    class Counting(Hashing):
        seen = 0

        def encode_document(self, inputs: list[str], **options: object) -> Vectors:
            self.seen += len(inputs)
            return super().encode_document(inputs, **options)

    monkeypatch.setattr("rag.retrieval.encode._REMEMBERED", 2)
    model = Counting()
    encoder = Encoder([model], {"": ""})
    first = encoder.sentences(["一个句子", "又一个", "一个句子"])
    assert first == pytest.approx(encoder.passages(["一个句子", "又一个", "一个句子"]))
    model.seen = 0
    assert encoder.sentences(["又一个", "一个句子"]) == pytest.approx(first[[1, 0]])
    assert model.seen == 0
    encoder.sentences(["第三个"])
    model.seen = 0
    encoder.sentences(["第三个", "一个句子"])
    assert model.seen == 1
    assert encoder.sentences([]).shape == (0, 256)


@needs_weights
def test_a_text_has_one_vector_whatever_stands_beside_it() -> None:
    encoder = Encoder.open([USE], Settings().models)
    texts = ["上海植物园北区改建", "模速空间" * 60, "MiniMax"]
    together = encoder.passages(texts)
    assert np.array_equal(together, np.vstack([encoder.passages([text]) for text in texts]))


@pytest.mark.parametrize(
    ("name", "own", "expected"),
    [
        ("intfloat/multilingual-e5-small", {"query": "", "document": ""}, ("query: ", "passage: ")),
        ("/models/e5-large-v2", {}, ("query: ", "passage: ")),
        ("BAAI/bge-small-zh-v1.5", {}, ("为这个句子生成表示以用于检索相关文章：", "")),
        ("BAAI/bge-m3", {}, ("", "")),
        ("any/e5-small", {"query": "q ", "document": "d "}, ("q ", "d ")),
    ],
)
def test_prompts_are_the_models_own_or_its_familys(
    name: str, own: dict[str, str], expected: tuple[str, str]
) -> None:
    found = prompts(name, own)
    assert (found.get("query", ""), found.get("document", "")) == expected


def test_a_reranker_that_is_not_there_says_so() -> None:
    with pytest.raises(ModelError, match="reranker no-such-folder/model"):
        Reranker.open("no-such-folder/model").scores("问", ["答"])
