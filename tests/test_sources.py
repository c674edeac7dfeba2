"""Files as they come: encodings, kinds, and every way in which one can be unreadable."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import SourceError
from rag.language import text
from rag.reading import sources

PAGE = (
    "《徐汇报》数字报\r\n\r\n第 28 期 (总第 1839 期)\n\n区长王华做客“夏令热线”，问诊民生痛点。\n"
    "7月14日下午，全体会议举行，审议通过《实施方案》。会议指出，要全力服务上海国际科技创新中心建设，"
    "抢抓新一轮人工智能发展机遇，为上海加快建设具有国际竞争力的人工智能创新高地而努力。\n"
)


def traditional(page: str) -> str:
    return text.to_traditional(page).replace("爲", "為")  # as Big5 has it


SHORT = "图为市民在花展上打卡留影。\n"


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("page", [PAGE, SHORT], ids=["page", "line"])
@pytest.mark.parametrize("script", [str, traditional], ids=["hans", "hant"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_every_encoding_gives_the_same_characters(tmp_path, page, script, encoding):
    wanted = script(page)
    if encoding == "big5" and script is str:
        pytest.skip("Big5 has no Simplified characters")
    data = wanted.encode(encoding)
    source = sources.read(write(tmp_path, "a.txt", data), "x/a.txt")
    assert source.raw == wanted
    assert source.file == "x/a.txt"
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
        lambda s: s.strip("\ufeff \u3000\xa0") and not s.startswith("\ufeff")
    ),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028"]),
)
def test_utf8_is_kept_character_for_character(tmp_path_factory, line, newline):
    page = line + newline + line
    path = write(tmp_path_factory.mktemp("p"), "a.md", page.encode())
    assert sources.read(path, "a.md").raw == page


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "no text"),
        ("a.txt", " \n\u3000\ufeff\n".encode(), "no text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text"),
        ("a.txt", b"ab\0cd", "not text"),
        ("a.txt", PAGE.encode()[:-3] + b"\xff" + PAGE.encode(), "not text"),
        ("a.txt", bytes(range(128, 256)) * 4, "not text"),
        ("a.xyz", b"words", "cannot be read"),
        ("a", b"words", "without a suffix"),
        ("a.docx", b"words", "not a Word file"),
        ("a.pdf", b"words", "not a PDF"),
        ("a.png", b"words", "not a picture"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, data, says):
    path = write(tmp_path, name, data)
    with pytest.raises(SourceError, match=says) as error:
        sources.read(path, name)
    assert str(path) in str(error.value)


def test_what_is_not_a_file_says_so(tmp_path):
    with pytest.raises(SourceError, match="does not exist"):
        sources.read(tmp_path / "gone.txt", "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(SourceError, match="not a file"):
        sources.read(tmp_path / "folder.txt", "folder.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_forbidden_file_says_so(tmp_path):
    path = write(tmp_path, "a.txt", b"words")
    path.chmod(0)
    with pytest.raises(SourceError, match="permissions"):
        sources.read(path, "a.txt")


def test_what_is_too_large_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", b"x" * 200)
    monkeypatch.setattr(sources, "MAX_CHARACTERS", 100)
    with pytest.raises(SourceError, match="200 characters"):
        sources.read(path, "a.txt")
    monkeypatch.setattr(sources, "MAX_BYTES", 100)
    with pytest.raises(SourceError, match="MiB"):
        sources.read(path, "a.txt")


def test_walk_takes_pages_in_order_and_nothing_else(tmp_path):
    for name in ("b.txt", "a.txt", "2023/c.txt", "README.md", ".hidden.txt", "d.exe"):
        write(tmp_path, name, b"x")
    write(tmp_path, ".git/e.txt", b"x")
    assert [name for name, _ in sources.walk([tmp_path])] == ["2023/c.txt", "a.txt", "b.txt"]
    assert [name for name, _ in sources.walk([tmp_path / "README.md"])] == ["README.md"]


def test_names_of_two_roots_stay_apart(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for root in (one, two):
        write(root, "a.txt", b"x")
    deeper = write(tmp_path, "three/two/a.txt", b"x").parent
    found = dict(sources.walk([one, two, deeper, one / "a.txt"]))
    assert found == {
        "a.txt": one / "a.txt",
        "two/a.txt": two / "a.txt",
        "three/two/a.txt": deeper / "a.txt",
    }


def test_walk_refuses_what_holds_no_page(tmp_path):
    write(tmp_path, "README.md", b"x")
    with pytest.raises(SourceError, match="no file that can be read"):
        list(sources.walk([tmp_path]))
    with pytest.raises(SourceError, match="does not exist"):
        list(sources.walk([tmp_path / "gone"]))


def test_html_is_its_words_in_paragraphs(tmp_path):
    page = """<!doctype html><html><head><title>报</title><style>p{}</style></head><body>
    <nav><a href="/">首页</a></nav><article><h1>区长做客<br>“夏令热线”</h1>
    <p>□ 记者 <b>刘坤</b>
       朱亮<p>第一段没有合上。<script>alert(1)</script>
    <table><tr><td>姓名</td><td>票数</td></tr><tr><td>王华</td><td>12</td></tr></table>
    </article><footer>版权所有</footer></body></html>"""
    path = write(tmp_path, "a.html", page.encode("gb18030"))
    assert [line for line in sources.read(path, "a").raw.split("\n") if line] == [
        "区长做客",
        "“夏令热线”",
        "□ 记者 刘坤 朱亮",
        "第一段没有合上。",
        "姓名\t\t票数",
        "王华\t\t12",
    ]


def docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<w:body>{body}</w:body></w:document>",
        )
    return out.getvalue()


def test_docx_has_paragraphs_tables_and_text_boxes_once(tmp_path):
    def paragraph(words):
        return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"

    box = f"<w:txbxContent>{paragraph('框中的话')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>区长做客</w:t><w:br/><w:t>“夏令热线”</w:t></w:r></w:p>"
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent>"
        "<w:p><w:r><w:t>留下</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('姓名')}</w:tc><w:tc>{paragraph('票数')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('王华')}</w:tc><w:tc>{paragraph('12')}</w:tc></w:tr></w:tbl>"
    )
    raw = sources.read(write(tmp_path, "a.docx", docx(body)), "a").raw
    words = [line.split() for line in raw.split("\n") if line]
    assert words == [
        ["区长做客"],
        ["“夏令热线”"],
        ["框中的话"],
        ["留下"],
        ["姓名", "票数"],
        ["王华", "12"],
    ]


def test_a_bomb_in_a_docx_is_refused(tmp_path):
    out = io.BytesIO()
    entities = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "aaaaaaaaaa">'
        for n in range(12)
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<!DOCTYPE d [{entities}]><d>&a11;</d>")
    with pytest.raises(SourceError, match="not a Word file"):
        sources.read(write(tmp_path, "a.docx", out.getvalue()), "a")


def pdf(*pages: list[tuple[float, float, float, str]]) -> bytes:
    """A PDF of words at (x, y, size) in a font that readers have, as Chinese tools write it."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        " /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo"
        " << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
    ]
    for number, words in enumerate(pages):
        shown = "".join(
            f"/F {size} Tf 1 0 0 1 {x} {y} Tm <{string.encode('utf-16-be').hex()}> Tj\n"
            for x, y, size, string in words
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>",
            f"<< /Length {len(shown) + 6} >>\nstream\nBT\n{shown}ET\nendstream",
        ]
    out, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{item}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
        ).encode()
    )


def test_pdf_columns_are_read_one_after_the_other(tmp_path):
    left = [(50, 600 - 15 * n, 10, f"左栏第{n}行的文字在此") for n in range(6)]
    right = [(250, 600 - 15 * n, 10, f"右栏第{n}行的文字在此") for n in range(6)]
    rows = [line for pair in zip(left, right, strict=True) for line in pair]  # as it is drawn
    data = pdf(
        [(50, 650, 24, "横跨两栏的大字标题"), *rows], [(50, 600, 10, "第二版只有这一行文字")]
    )
    raw = sources.read(write(tmp_path, "a.pdf", data), "a").raw
    assert raw == (
        "横跨两栏的大字标题\n\n"
        + "\n".join(words for *_, words in left)
        + "\n\n"
        + "\n".join(words for *_, words in right)
        + "\f第二版只有这一行文字"
    )


def test_a_scan_is_read_in_columns(tmp_path):
    pytest.importorskip("rapidocr", reason="the extra huiwen[ocr] is not installed")
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (760, 400), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(28)
    for column, words in enumerate(("ONE TWO THREE FOUR FIVE", "SIX SEVEN EIGHT NINE TEN")):
        for row, word in enumerate(words.split()):
            draw.text((40 + 380 * column, 60 + 50 * row), f"{word} 2025", font=font, fill="black")
    for name in ("a.png", "a.pdf"):
        image.save(tmp_path / name)
        raw = sources.read(tmp_path / name, name).raw
        found = raw.replace("2025", " ").split()
        assert found == "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN".split()


def test_without_ocr_a_scan_says_how_to_get_it(tmp_path, monkeypatch):
    from PIL import Image

    def missing():
        raise ImportError("rapidocr")

    monkeypatch.setattr(sources, "_engine", missing)
    Image.new("RGB", (60, 60), "white").save(tmp_path / "a.png")
    with pytest.raises(SourceError, match=r"huiwen\[ocr\]"):
        sources.read(tmp_path / "a.png", "a.png")
