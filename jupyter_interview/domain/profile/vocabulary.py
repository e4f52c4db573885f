"""Terms that a résumé is searched for, and the search. What is found is the vocabulary's word, never the résumé's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

SENIORITY = r"(?:(senior|sr\.?|lead|staff|principal|junior|jr\.?)\s+)?"
_SHORT = {"sr": "senior", "jr": "junior"}
_BEFORE, _AFTER = r"(?<![\w.#+/-])", r"(?![\w+#]|-\w|\.\w)"
_ITEM_BEFORE, _ITEM_AFTER = r"(?:(?<=^)|(?<=[,;:/|•·(\t\n])|(?<=[,;:/|•·(-] ))", r"(?=\s*(?:$|[,;/|•·)\n\t]|\.\s))"


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One skill or role under the name that is shown."""

    name: str
    aliases: tuple[str, ...] = ()
    listed: bool = False
    """The name is an everyday word or a letter too: it counts only with its capital, and as an item of a list."""


@dataclass(frozen=True)
class Vocabulary:
    """Skills and roles."""

    skills: tuple[Term, ...]
    roles: tuple[Term, ...]
    _names: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {word.casefold(): term.name for term in self.skills for word in (term.name, *term.aliases)}
        object.__setattr__(self, "_names", names)

    def skill(self, word: str) -> str | None:
        """The name of the skill that is written so."""
        return self._names.get(word.casefold())

    def skills_in(self, text: str) -> tuple[str, ...]:
        """Names of skills in the order in which the text first has them."""
        found: dict[str, int] = {}
        for match in self._everywhere.finditer(text):
            found.setdefault(self._names[_folded(match[0])], match.start())
        for match in self._as_items.finditer(text):
            found.setdefault(match[0], match.start())
        return tuple(sorted(found, key=found.__getitem__))

    def roles_in(self, text: str) -> tuple[str, ...]:
        """Names of roles with their seniority, in the order in which the text first has them."""
        names = {word.casefold(): term.name for term in self.roles for word in (term.name, *term.aliases)}
        found: dict[str, None] = {}
        for match in self._roles.finditer(text):
            level = (match[1] or "").lower().rstrip(".")
            role = names[_folded(match[2])]
            found[f"{_SHORT.get(level, level).title()} {role}".strip()] = None
        return tuple(found)

    @cached_property
    def _everywhere(self) -> re.Pattern[str]:
        words = [word for term in self.skills for word in (term.aliases if term.listed else (term.name, *term.aliases))]
        return re.compile(f"{_BEFORE}(?:{_any(words)}){_AFTER}", re.IGNORECASE)

    @cached_property
    def _as_items(self) -> re.Pattern[str]:
        words = [term.name for term in self.skills if term.listed]
        return re.compile(f"{_ITEM_BEFORE}(?:{_any(words)}){_ITEM_AFTER}", re.MULTILINE)

    @cached_property
    def _roles(self) -> re.Pattern[str]:
        words = [word for term in self.roles for word in (term.name, *term.aliases)]
        return re.compile(rf"(?<!\w){SENIORITY}({_any(words)})(?!\w)", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    """The longest first, or `SQL` would be found in `SQL Server`; their spaces may be any.

    Capitals are those of ASCII: to `re` the dotless i is an i too, to `casefold` it is none, and such a name was lost.
    """
    longest = sorted(words, key=len, reverse=True)
    found = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest) or r"(?!)"
    return f"(?a:{found})"


def _folded(found: str) -> str:
    return " ".join(found.split()).casefold()
