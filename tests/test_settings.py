from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import SettingsError
from rag.settings import Settings


def test_defaults_file_environment_flags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.load().port == 7860
    (tmp_path / "huiwen.toml").write_text("port = 1111\ntop_k = 5\n", encoding="utf-8")
    assert Settings.load().port == 1111
    monkeypatch.setenv("HUIWEN_PORT", "2222")
    assert Settings.load().port == 2222
    assert Settings.load(port=3333, host=None).port == 3333
    assert Settings.load().top_k == 5


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("port = 'x'", "port"),
        ("colour = 1", "colour"),
        ("port = ", "huiwen"),
        ("top_k = 0", "top_k"),
    ],
)
def test_a_wrong_setting_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, names: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "huiwen.toml").write_text(file, encoding="utf-8")
    with pytest.raises(SettingsError, match=names):
        Settings.load()


def test_the_fingerprint_is_of_what_shapes_an_index() -> None:
    one = Settings.load()
    assert one.fingerprint() == Settings.load(port=1, top_k=3).fingerprint()
    assert one.fingerprint() != Settings.load(passage_chars=200).fingerprint()
    assert one.fingerprint() != Settings.load(encoders=("hashing",)).fingerprint()
