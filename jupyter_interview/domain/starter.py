"""The code cell that a candidate starts from: it parses, declares what is asked for, and raises."""

from __future__ import annotations

from collections.abc import Callable

from jupyter_interview.domain import starter_java, starter_javascript, starter_python
from jupyter_interview.domain.signatures import Signature
from jupyter_interview.errors import UnknownLanguage

_WRITERS: dict[str, Callable[[Signature], str]] = {
    "python": starter_python.write,
    "javascript": starter_javascript.write,
    "java": starter_java.write,
}


def starter_code(signature: Signature, language: str) -> str:
    """The source for a language.

    It defines the node classes that its values are made of, so that it also runs outside the judge.

    Raises:
        UnknownLanguage: no question can be answered in `language`.
    """
    writer = _WRITERS.get(language)
    if writer is None:
        raise UnknownLanguage(f"Questions can be answered in {', '.join(_WRITERS)}. Choose one of these.")
    return writer(signature)
