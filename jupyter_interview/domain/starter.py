"""What a candidate is given of a question: the code cell to start from, the Markdown of the question cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from jupyter_interview.domain.questions import Question, Signature, TestCase
from jupyter_interview.errors import UnknownLanguage

_PYTHON_TYPES = {"int": "int", "float": "float", "bool": "bool", "string": "str"}
_ONE_LINE = 72
"""Characters up to which a list of lists stays on one line."""


def starter_code(signature: Signature, language: str) -> str:
    """Source that parses, declares the function and raises until the candidate has written it.

    Raises:
        UnknownLanguage: no question can be answered in `language`.
    """
    writer = _STARTERS.get(language)
    if writer is None:
        raise UnknownLanguage(f"Questions can be answered in {', '.join(_STARTERS)}. Choose one of these.")
    return writer(signature)


def render_statement(question: Question) -> str:
    """The whole Markdown of the question cell."""
    parts = [
        f"## {question.title}",
        f"Difficulty: **{question.difficulty}** · Topics: {', '.join(question.topics)}",
        question.statement,
        "### Examples",
        render_examples(question),
    ]
    rules = [*question.constraints, *_time_limits(question)]
    if rules:
        parts += ["### Constraints", "\n".join(f"- {rule}" for rule in rules)]
    return "\n\n".join(parts) + "\n"


def render_examples(question: Question) -> str:
    """The visible examples as Markdown; values in JSON notation, whatever the language."""
    numbered = enumerate(question.examples, 1)
    return "\n\n".join(_example(number, example, question.signature) for number, example in numbered)


def _python(signature: Signature) -> str:
    parameters = ", ".join(f"{parameter.name}: {_python_type(parameter.type)}" for parameter in signature.parameters)
    return (
        f"def {signature.function}({parameters}) -> {_python_type(signature.returns)}:\n"
        "    # Replace the next line with your solution. Keep the function's name and parameters.\n"
        "    raise NotImplementedError\n"
    )


def _python_type(kind: str) -> str:
    if kind.endswith("[]"):
        return f"list[{_python_type(kind.removesuffix('[]'))}]"
    return _PYTHON_TYPES[kind]


_STARTERS: dict[str, Callable[[Signature], str]] = {"python": _python}


def _example(number: int, example: TestCase, signature: Signature) -> str:
    lines = [
        f"{parameter.name} = {_notation(argument)}"
        for parameter, argument in zip(signature.parameters, example.arguments, strict=True)
    ]
    lines.append(f"returns {_notation(example.expected)}")
    shown = f"**Example {number}**\n\n```text\n" + "\n".join(lines) + "\n```"
    return f"{shown}\n\n{example.explanation}" if example.explanation else shown


def _notation(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    if len(text) <= _ONE_LINE or not isinstance(value, list) or not isinstance(value[0], list | str):
        return text
    rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
    return f"[\n{rows}\n]"


def _time_limits(question: Question) -> list[str]:
    limits = question.time_limits.items()
    return [f"Time limit in {language.capitalize()}: {seconds:g} s a test" for language, seconds in limits]
