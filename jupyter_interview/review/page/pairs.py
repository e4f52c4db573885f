"""The evidence of similarity: two submissions side by side, the lines that they share marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

import msgspec

from jupyter_interview.review.page.policy import policy
from jupyter_interview.review.similarity import Pair


class Compared(msgspec.Struct, frozen=True):
    """One question's pairs, and the sources that they are of."""

    title: str
    language: str
    sources: Mapping[str, str]
    pairs: Sequence[Pair]


def pairs_page(found: Sequence[Compared]) -> str:
    """One HTML file that needs no network and runs no script."""
    styles = files("jupyter_interview.review.page").joinpath("page.css").read_text("utf-8")
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy(styles)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Similar submissions</title><style>{styles}</style></head><body><main><h1>Similar submissions</h1>",
        "<p>A share is of the fingerprints that are neither in the starter code nor in most submissions. It flags; "
        "whether somebody copied, a person decides.</p>",
    ]
    for compared in found:
        parts.append(f"<h2>{escape(compared.title)} · {escape(compared.language)}</h2>")
        parts += [_pair(pair, compared.sources) for pair in compared.pairs]
    return "".join([*parts, "</main></body></html>\n"])


def _pair(pair: Pair, sources: Mapping[str, str]) -> str:
    sides = "".join(
        f"<div><h4>{escape(name)}</h4>{_marked(sources[name], frozenset(lines))}</div>"
        for name, lines in zip((pair.first, pair.second), pair.lines, strict=True)
    )
    heading = f"{escape(pair.first)} and {escape(pair.second)}: {pair.share:.0%}, {pair.shared} fingerprints"
    return f'<details><summary>{heading}</summary><div class="sides">{sides}</div></details>'


def _marked(source: str, lines: frozenset[int]) -> str:
    told = [
        f"<mark>{escape(line)}</mark>" if number in lines else escape(line)
        for number, line in enumerate(source.split("\n"), 1)
    ]
    return '<pre tabindex="0">' + "\n".join(told) + "</pre>"
