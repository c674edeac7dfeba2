"""A path becomes a `Source`: the text of a page, decoded but otherwise as it is.

Plain text and Markdown are taken character for character. Of other kinds the raw text is
what is drawn out of them: paragraphs of HTML and Word files, lines of PDF pages and
scans in the order of their columns, a form feed between the pages of a PDF.
"""

from __future__ import annotations

import functools
import hashlib
import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ..errors import SourceError
from ..records import Source
from . import charset
from .columns import Box, flow

MAX_BYTES = 256 * 2**20
"""The largest file that is read: a scanned issue. A page of text has some 20 kB."""
MAX_CHARACTERS = 8 * 2**20
"""The longest text that one file may hold."""


def read(path: Path, file: str) -> Source:
    """The page at `path`, to be known to readers as `file`.

    Raises SourceError where it is missing, not allowed to be read, of a kind that is
    not understood, too large, empty, damaged, or text in an encoding other than UTF-8,
    UTF-16 with a byte order mark, GB18030 or Big5.
    """
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise SourceError(
            f"{path}: {suffix or 'a file without a suffix'} cannot be read;"
            f" give one of {', '.join(_READERS)}."
        )
    data = _bytes(path)
    raw = _READERS[suffix](data, path)
    if not raw.strip("\ufeff \t\r\n\f\v\u3000\xa0"):
        raise SourceError(f"{path} holds no text. Remove it or put the page's text in it.")
    if len(raw) > MAX_CHARACTERS:
        raise SourceError(
            f"{path} has {len(raw):,} characters, at most {MAX_CHARACTERS:,} are read."
            " Split it into pages."
        )
    return Source(file=file, raw=raw, sha256=hashlib.sha256(data).hexdigest())


def fingerprint(path: Path) -> str:
    """The `sha256` that `read` would give the page, which is not decoded or parsed for it.

    Raises SourceError where the file is missing, too large or not allowed to be read.
    """
    return hashlib.sha256(_bytes(path)).hexdigest()


def walk(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Name and path of every page below `paths`, in order; nothing is opened.

    Folders are searched to the bottom, names sorted; hidden entries, files named
    README and kinds that `read` does not understand are passed over. A file that is
    named itself is always taken. A name is the POSIX path below the folder given, or
    the file's own name; where an earlier root has that name, the folders above it are
    put before it until it is new. One file reached twice is listed once.

    Raises SourceError where a path does not exist or a folder holds no page.
    """
    names: set[str] = set()
    seen: set[Path] = set()
    for root in paths:
        if root.is_dir():
            found = list(_pages(root))
            if not found:
                raise SourceError(f"{root} holds no file that can be read ({', '.join(_READERS)}).")
            top = root.resolve()
        elif root.exists():
            found, top = [root], root.resolve().parent
        else:
            raise SourceError(f"{root} does not exist. Check the path.")
        for path in found:
            below = Path(path.name) if path == root else path.relative_to(root)
            # Folders that are links are not entered: only the file itself may be one.
            place = path.resolve() if path.is_symlink() else top / below
            if place in seen:
                continue
            seen.add(place)
            name, above = below.as_posix(), top
            while name in names and above.name:
                name, above = f"{above.name}/{name}", above.parent
            names.add(name)
            yield name, path


def _pages(folder: Path) -> Iterator[Path]:
    """The pages in `folder` by sorted name below it."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(parent, name)
            for name in files
            if not name.startswith(".")
            and not name.lower().startswith("readme")
            and Path(name).suffix.lower() in _READERS
        ]
    return iter(sorted(found, key=lambda path: path.as_posix()))


def _bytes(path: Path) -> bytes:
    """What the file holds, where it is a plain file of at most `MAX_BYTES`."""
    try:
        if not path.exists():
            raise SourceError(f"{path} does not exist. Check the path.")
        if not path.is_file():
            raise SourceError(f"{path} is not a file. Give a file, or a folder to index.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"{path} has {size / 2**20:.0f} MiB; at most {MAX_BYTES / 2**20:.0f} MiB are"
                " read. Split it into pages."
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path} cannot be opened: {error.strerror or error}. Check its permissions."
        ) from error


def _text(data: bytes, path: Path) -> str:
    text = charset.decode(data)
    if text is None:
        raise SourceError(
            f"{path} is not text, whatever its name says, or is damaged or in an encoding"
            " that is not understood. Save it as UTF-8."
        )
    return text


_DROPPED = [
    *("script", "style", "noscript", "template", "head", "svg", "iframe", "button", "form"),
    *("nav", "aside", "footer"),
]
_BLOCKS = frozenset(
    "address article blockquote body dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header"
    " hr li main ol p pre section table ul".split()
)


def _html(data: bytes, path: Path) -> str:
    """The words of a page's one <article>, else of <main>, else of all, in paragraphs."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_text(data, path))
    tree.strip_tags(_DROPPED, recursive=True)
    articles = tree.css("article")
    root = articles[0] if len(articles) == 1 else tree.css_first("main") or tree.body
    out: list[str] = []
    stack: list[Any] = [root] if root is not None else []
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(node)
        elif node.tag == "-text":
            out.append(re.sub(r"[ \t\r\n\f]+", " ", node.text_content or ""))
        elif node.tag == "br":
            out.append("\n")
        else:
            mark = "\n\n" if node.tag in _BLOCKS else {"tr": "\n", "td": "\t"}.get(node.tag, "")
            stack += [mark, *reversed(list(node.iter(include_text=True))), mark]
    return _tidy("".join(out))


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORD_MARKS = {
    ("start", f"{_WORD}tab"): "\t",
    ("start", f"{_WORD}br"): "\n",
    ("start", f"{_WORD}cr"): "\n",
    ("end", f"{_WORD}p"): "\n\n",
    ("end", f"{_WORD}tr"): "\n",
    ("end", f"{_WORD}tbl"): "\n",
}


_BROKEN_DOCX = (
    *(zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, KeyError, OSError),
    *(ValueError, RuntimeError),  # offsets outside the file; encrypted, unknown compression
)


def _docx(data: bytes, path: Path) -> str:
    """Paragraphs, text boxes and tables (a row a line, cells by tabs) as they come."""
    out: list[str] = []
    skipped = cells = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("word/document.xml").file_size > MAX_BYTES:
                raise SourceError(f"{path} unpacks to more than can be read. Split it.")
            document = archive.open("word/document.xml")
            # Expat from 2.4.1 on, which Python 3.11 brings, refuses entity bombs itself.
            for event, element in ElementTree.iterparse(document, ("start", "end")):  # noqa: S314
                step = 1 if event == "start" else -1
                # A text box is written twice, the second time for older programs.
                skipped += step * (element.tag == _FALLBACK)
                cells += step * (element.tag == f"{_WORD}tc")
                if skipped:
                    continue
                if event == "end" and element.tag == f"{_WORD}tc":
                    out.append("\t")
                elif event == "end" and element.tag == f"{_WORD}t":
                    out.append(element.text or "")
                elif cells and element.tag == f"{_WORD}p":
                    out.append(" " if event == "end" else "")
                else:
                    out.append(_WORD_MARKS.get((event, element.tag), ""))
                if event == "end":
                    element.clear()
    except _BROKEN_DOCX as error:
        raise SourceError(f"{path} is not a Word file, or damaged: {error}.") from error
    return _tidy("".join(out))


def _tidy(text: str) -> str:
    """No spaces at the ends of lines, one blank line at most between paragraphs."""
    text = "\n".join(line.strip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


_SCANNED = 20  # a PDF page with fewer characters is taken for a scan
_DPI = 200
_LONGEST = 3200  # pixels of a scan; RapidOCR's own 2000 blurs the small print of a whole page


def _pdf(data: bytes, path: Path) -> str:
    """Each page's text layer in columns; the scan through OCR where it has none."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        with pypdfium2.PdfDocument(data) as document:
            return "\f".join(_pdf_page(page, path) for page in document)
    except pypdfium2.PdfiumError as error:
        raise SourceError(
            f"{path} is not a PDF that can be opened: damaged, or locked by a password."
        ) from error


def _pdf_page(page: Any, path: Path) -> str:
    boxes = _pdf_boxes(page)
    if sum(len(box.text) for box in boxes) < _SCANNED:
        import pypdfium2.raw  # type: ignore[import-untyped]

        has_image = any(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        if has_image:
            scale = min(_DPI / 72, _LONGEST / max(page.get_size()))
            return _ocr(page.render(scale=scale).to_pil(), path)
    return flow(boxes)


def _pdf_boxes(page: Any) -> list[Box]:
    """Runs of characters that follow one another on a line; y goes down."""
    layer, height = page.get_textpage(), page.get_height()
    chars: list[str] = list(layer.get_text_range(errors="ignore"))
    if len(chars) != layer.count_chars():  # characters beyond the BMP, or damaged ones
        chars = [layer.get_text_range(n, 1) or " " for n in range(layer.count_chars())]
    out: list[Box] = []
    for n, char in enumerate(chars):
        if char.isspace():
            if out and char in " \u3000" and not out[-1].text.endswith(" "):
                last = out[-1]
                out[-1] = Box(last.left, last.top, last.right, last.bottom, last.text + " ")
            continue
        left, bottom, right, top = layer.get_charbox(n, loose=True)
        box = Box(left, height - top, right, height - bottom, char)
        out[-1:] = _appended(out[-1], box) if out else [box]
    return out


def _appended(run: Box, box: Box) -> list[Box]:
    """`box` as part of `run` where it goes on with it, else both."""
    size = max(run.height, box.height)
    level = abs(run.middle - box.middle) < 0.4 * size
    if level and -0.5 * size < box.left - run.right < 0.6 * size:
        top, bottom = min(run.top, box.top), max(run.bottom, box.bottom)
        return [Box(run.left, top, max(run.right, box.right), bottom, run.text + box.text)]
    return [run, box]


_BROKEN_IMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error)  # as Pillow has it


def _image(data: bytes, path: Path) -> str:
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as image:
            pages = []
            for n in range(getattr(image, "n_frames", 1)):
                image.seek(n)
                pages.append(_ocr(ImageOps.exif_transpose(image).convert("RGB"), path))
    except (Image.DecompressionBombError, *_BROKEN_IMAGE) as error:
        raise SourceError(f"{path} is not a picture that can be read: {error}.") from error
    return "\f".join(pages)


def _ocr(image: Any, path: Path) -> str:
    """The text of a picture of a page, read with RapidOCR's own models, offline."""
    import numpy as np

    try:
        engine = _engine()
    except ImportError as error:
        raise SourceError(
            f"{path} is a scan, and reading scans needs OCR: pip install 'huiwen[ocr]'."
        ) from error
    found = engine(np.asarray(image.convert("RGB"))[:, :, ::-1])
    if found.boxes is None:
        return ""
    boxes = [
        Box(corners[:, 0].min(), corners[:, 1].min(), corners[:, 0].max(), corners[:, 1].max(), t)
        for corners, t in zip(found.boxes, found.txts, strict=True)
    ]
    return flow(boxes)


@functools.cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # type: ignore[import-untyped, import-not-found, unused-ignore]

    return RapidOCR(params={"Global.max_side_len": _LONGEST, "Global.log_level": "error"})


_READERS: dict[str, Callable[[bytes, Path], str]] = {
    **dict.fromkeys((".txt", ".md"), _text),
    **dict.fromkeys((".html", ".htm"), _html),
    ".docx": _docx,
    ".pdf": _pdf,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"), _image),
}
"""What `walk` finds in a folder and `read` understands."""

SUFFIXES = tuple(_READERS)
"""The kinds of files that `read` understands."""
