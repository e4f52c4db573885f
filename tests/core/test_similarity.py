"""Similarity: renaming and reformatting hide nothing, the starter code and the common way say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_interview.review.page.pairs import Compared, pairs_page
from jupyter_interview.review.similarity import GRAM, WINDOW, compare, prints, tokens
from tests.bank import bank

BANK = bank()
ORIGINAL = """
def pair(prices, balance):
    seen = {}
    for place, price in enumerate(prices):
        rest = balance - price
        if rest in seen and seen[rest] != place:
            return [seen[rest], place]
        if price not in seen:
            seen[price] = place
    return []
"""
DISGUISED = '''
def pair(p, b):
    """Mine."""
    d = dict()
    d = {}  # a map
    for i, x in enumerate(p):

        r = b - x
        if r in d and d[r] != i: return [d[r], i]
        if x not in d:
            d[x]     = i
    return []
'''
OTHER = """
def pair(prices, balance):
    order = sorted(range(len(prices)), key=prices.__getitem__)
    low, high = 0, len(order) - 1
    while low < high:
        total = prices[order[low]] + prices[order[high]]
        if total == balance:
            return sorted([order[low], order[high]])
        low, high = (low + 1, high) if total < balance else (low, high - 1)
    return []
"""


def share(first: str, second: str, language: str = "python", starters: tuple[str, ...] = ()) -> float:
    pairs = compare({"a": first, "b": second}, language, starters)
    return pairs[0].share if pairs else 0.0


def test_a_disguise_does_not_help() -> None:
    assert share(ORIGINAL, ORIGINAL) == 1.0
    assert share(ORIGINAL, DISGUISED) > 0.6
    assert share(ORIGINAL, OTHER) < 0.2


def test_the_starter_code_says_nothing() -> None:
    starter = "\n".join(f"value_{n} = call(first[{n}], second) + {n} * (third - {n})" for n in range(5))
    assert share(starter + ORIGINAL, starter + OTHER) > 0.3
    assert share(starter + ORIGINAL, starter + OTHER, starters=(starter,)) < 0.2


def test_how_most_solve_it_says_nothing() -> None:
    sources = {f"candidate-{number}": ORIGINAL + f"# {number}" for number in range(8)}
    assert compare(sources, "python") == []
    few = dict(list(sources.items())[:2])
    assert [pair.share for pair in compare(few, "python")] == [1.0]


def test_the_evidence_names_the_lines() -> None:
    (pair,) = compare({"a": "\n\n\n" + ORIGINAL, "b": ORIGINAL}, "python")
    first, second = pair.lines
    assert [line - 3 for line in first] == list(second)
    assert set(second) >= set(range(3, 10))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["x", "+", "(", ")", "1", "if", "for", "in", "[", "]"]), max_size=80), st.data())
def test_any_long_enough_common_run_is_found(run: list[str], data: st.DataObject) -> None:
    """The guarantee of winnowing, on tokens that are apart on lines of their own."""
    common = run + ["while", "x", "-", "1", ":"] * 6
    before, after = (data.draw(st.lists(st.sampled_from(["y", "*", "{", "}"]), max_size=20)) for _ in range(2))
    assert len(common) >= GRAM + WINDOW - 1
    first, second = "\n".join([*before, *common]), "\n".join([*common, *after])
    assert share(first, second, "javascript") > 0


@pytest.mark.parametrize("language", ["python", "javascript", "java"])
def test_two_solutions_of_different_questions_are_unlike(language: str) -> None:
    ids = [question.id for question in BANK.public() if language in question.languages][:6]
    sources = {name: next(one.source for one in BANK.get(name).solutions if one.language == language) for name in ids}
    assert len(sources) > 1
    assert max((pair.share for pair in compare(sources, language)), default=0.0) < 0.5
    assert all(share(source, source, language) == 1.0 for source in sources.values() if prints(source, language))


def test_short_and_strange_sources_are_no_error() -> None:
    for source in ("", "x", "\x00\ud800'''", "def (", "(" * 5000):
        assert compare({"a": source, "b": ORIGINAL}, "python") == []
    assert list(tokens("a b c", "no-such-language")) == []


def test_the_page_of_pairs_is_inert(tmp_path: Path) -> None:
    hostile = ORIGINAL + "x = '</pre><script>alert(1)</script>'\n"
    sources = {"<img src=x onerror=alert(1)>": hostile, "b": hostile}
    page = pairs_page([Compared("<b>title", "python", sources, compare(sources, "python"))])
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("<mark>") >= 14
