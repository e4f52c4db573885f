"""From a résumé's text to a profile: by rules alone, the same every time."""

from __future__ import annotations

from datetime import date

from jupyter_interview.domain.profile.text import sections, without_contact
from jupyter_interview.domain.profile.values import MAX_TERMS, Profile
from jupyter_interview.domain.profile.vocabulary import Vocabulary
from jupyter_interview.domain.profile.years import years_in


def understand(text: str, vocabulary: Vocabulary, today: date) -> Profile:
    """What `legible` text says. Only words of the vocabulary can be in it, so nothing that names the writer can."""
    readable = without_contact(text)
    return Profile(
        skills=vocabulary.skills_in(readable)[:MAX_TERMS],
        roles=vocabulary.roles_in(readable)[:MAX_TERMS],
        years=years_in(_work(text), today),
    )


def _work(text: str) -> str:
    """Where years of work are told: in the sections on it, else everywhere but in those on school."""
    parts = sections(text)
    work = [part for kind, part in parts if kind == "experience"]
    return "\n".join(work or [part for kind, part in parts if kind != "education"])
