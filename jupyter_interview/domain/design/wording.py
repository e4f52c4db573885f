"""Keywords in what a candidate writes: at the beginning of a word, in upper or lower case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

READ = 4000
"""Characters of a text that are read: a bound on the work."""


def plain_words(text: str, limit: int | None = READ) -> str:
    """Lower case, single spaces; underscores, hyphens and camelCase are taken apart."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text[:limit])
    return " ".join(re.sub(r"[_\-\u2010-\u2014]", " ", apart).lower().replace("\u2019", "'").split())


def longest_match(text: str, keywords: Iterable[str]) -> int:
    """The length of the longest keyword that stands in the text; 0 when none does."""
    words = plain_words(text)
    found = (len(keyword) for keyword in map(plain_words, keywords) if _stands_in(keyword, words))
    return max(found, default=0)


def says(text: str, keywords: Sequence[str]) -> bool:
    return longest_match(text, keywords) > 0


def says_anywhere(text: str, keywords: Sequence[str]) -> bool:
    """The same for a text of ours, however long it is."""
    words = plain_words(text, None)
    return any(_stands_in(keyword, words) for keyword in map(plain_words, keywords))


def _stands_in(keyword: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(keyword)}", words) is not None
