"""A résumé's text as its reader sees it, and its parts."""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTACT = re.compile(r"[\w.+-]{1,64}@\S{1,255}|\b(?:https?://|www\.)\S+|\+?(?:\d[\s().-]{0,2}){7,}")

HEADINGS: dict[str, tuple[str, ...]] = {
    "experience": (
        "experience", "work experience", "professional experience", "employment", "employment history", "work history",
        "career", "career history", "relevant experience", "industry experience", "internships", "positions",
    ),
    "education": ("education", "academic background", "education and training", "studies", "academic history"),
    "skills": (
        "skills", "technical skills", "core skills", "key skills", "technologies", "tools", "skills and tools",
        "tech stack", "competencies", "expertise", "programming languages", "technical expertise",
    ),
    "projects": ("projects", "personal projects", "selected projects", "open source", "side projects"),
    "other": (
        "summary", "profile", "about", "about me", "objective", "languages", "interests", "hobbies", "references",
        "certifications", "certificates", "courses", "awards", "publications", "volunteering", "personal details",
        "contact", "personal information", "activities",
    ),
}  # fmt: skip
"""What a section is called, by what it holds. `head` is what stands before the first heading: name and address."""
_KIND = {name: kind for kind, names in HEADINGS.items() for name in names}
_NOT_A_WORD = re.compile(r"[^a-z ]+")


def legible(text: str) -> str:
    """`text` without what nobody sees: zero-width, bidi and other format characters, tags, controls, private use.

    Compatibility forms become plain letters, so that a word is the same word in whichever font it was set.
    """
    lines = _LINE_END.sub("\n", unicodedata.normalize("NFKC", text))
    return "".join(character for character in lines if character in "\n\t" or not _unseen(character))


def _unseen(character: str) -> bool:
    return unicodedata.category(character).startswith("C") or "\ufe00" <= character <= "\ufe0f"


def sections(text: str) -> list[tuple[str, str]]:
    """What a résumé holds, in order: the kind of each section and its text without the heading."""
    found: list[tuple[str, list[str]]] = [("head", [])]
    for line in text.split("\n"):
        kind = heading(line)
        if kind is None:
            found[-1][1].append(line)
        else:
            found.append((kind, []))
    return [(kind, "\n".join(lines)) for kind, lines in found]


def heading(line: str) -> str | None:
    """The kind of section that begins with this line; None for any other line."""
    if len(line) > 60:
        return None
    words = " ".join(_NOT_A_WORD.sub(" ", line.lower().replace("&", " and ")).split())
    return _KIND.get(words)


def without_contact(text: str) -> str:
    """`text` with e-mail and web addresses and telephone numbers taken out."""
    return _CONTACT.sub(" ", text)
