"""What a language model may see of a résumé, and what of its answer may be believed."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from jupyter_interview.domain.profile.text import sections, without_contact
from jupyter_interview.domain.profile.values import MAX_TERMS, Profile, distinct, personal
from jupyter_interview.domain.profile.vocabulary import Vocabulary

MAX_TEXT = 12_000
"""Characters of a résumé that a model is shown."""
MAX_WORDS, MAX_LENGTH = 4, 40
"""Of a term that a model found."""
HEAD_LINES = 6
"""Where no heading tells, name and address are in so many lines."""

_WORD = re.compile(r"\w+")


class Suggested(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A model's answer."""

    skills: tuple[str, ...]
    roles: tuple[str, ...]


def shown(text: str) -> str:
    """The sections on work, skills and projects, without contact data: neither the head nor references nor schools."""
    parts = sections(without_contact(text))
    if len(parts) == 1:
        return "\n".join(parts[0][1].split("\n")[HEAD_LINES:])[:MAX_TEXT]
    return "\n".join(part for kind, part in parts if kind in ("experience", "skills", "projects"))[:MAX_TEXT]


def refined(found: Profile, suggested: Suggested, text: str, vocabulary: Vocabulary) -> Profile:
    """`found` with the suggestions that stand in what the model was shown. Nothing is taken away, no years change."""
    seen = shown(text)
    named = _head_words(text)

    def believed(terms: Iterable[str]) -> list[str]:
        return [term for term in map(_tidy, terms) if _is_term(term, named) and _stands(term, seen)]

    skills = [vocabulary.skill(term) or term for term in believed(suggested.skills)]
    return Profile(
        skills=distinct((*found.skills, *skills))[:MAX_TERMS],
        roles=distinct((*found.roles, *believed(suggested.roles)))[:MAX_TERMS],
        years=found.years,
    )


def _tidy(term: str) -> str:
    return " ".join(term.split())


def _is_term(term: str, named: frozenset[str]) -> bool:
    """Short, no way to a person, and none of the words with which the résumé begins: those are the writer's name."""
    words = _WORD.findall(term.casefold())
    fits = 0 < len(words) <= MAX_WORDS and len(term) <= MAX_LENGTH
    return fits and not personal(term) and named.isdisjoint(words)


def _stands(term: str, text: str) -> bool:
    pattern = r"\s+".join(map(re.escape, term.split()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None


def _head_words(text: str) -> frozenset[str]:
    """Words of the first line that is not empty: in all but a few résumés the name."""
    head = next((line for line in text.split("\n") if line.strip()), "")
    return frozenset(_WORD.findall(head.casefold()))
