"""Markup in which every character that is not ours is escaped.

What is shown comes from three who are not trusted: the reader, the page that was scanned
and the model that wrote. All of it goes through `el`, which escapes every string that is
not itself the work of `el`; so no character of theirs can become markup, Markdown, LaTeX
or a template.
"""

from __future__ import annotations

_INERT = {code: f"&#{code};" for code in range(128) if code != 32 and not chr(code).isalnum()}


class Html(str):
    """Markup made by `el`; any other string is text."""

    __slots__ = ()


def text(plain: str) -> Html:
    """`plain` with every ASCII character that some markup gives a meaning escaped."""
    return Html(plain.translate(_INERT))


def join(*content: str) -> Html:
    """The parts one after the other, those that are not `Html` escaped."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in content))


def el(tag: str, *content: str, **attributes: str | bool) -> Html:
    """An element; strings that are not `Html` are escaped, in it and in its attributes.

    An attribute is written as Python allows (`class_`, `data_page`); True stands without
    a value, False not at all.
    """
    given = "".join(
        f" {name.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(value)}"')
        for name, value in attributes.items()
        if value is not False
    )
    return Html(f"<{tag}{given}>{join(*content)}</{tag}>")


def document(title: str, body: Html, language: str) -> Html:
    """A page of its own, with the style of the reading room."""
    head = el(
        "head",
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        el("title", title),
        Html('<link rel="stylesheet" href="/huiwen/page.css">'),
        Html('<link rel="icon" href="/huiwen/seal.svg">'),
        Html('<script src="/huiwen/theme.js"></script>'),
    )
    return Html("<!doctype html>" + el("html", head, el("body", body), lang=language))
