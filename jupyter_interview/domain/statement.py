"""The Markdown of the question cell."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from jupyter_interview.domain.notation import call
from jupyter_interview.domain.questions import LANGUAGE_NAMES, Question, TestCase
from jupyter_interview.domain.signatures import ClassSignature, ProgramSignature, Signature

_ONE_LINE = 72
"""Characters up to which a list of lists stays on one line."""


def render_statement(question: Question) -> str:
    """The whole of it."""
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


def _example(number: int, example: TestCase, signature: Signature) -> str:
    parts = [f"**Example {number}**", *_blocks(example, signature)]
    return "\n\n".join([*parts, example.explanation] if example.explanation else parts)


def _blocks(example: TestCase, signature: Signature) -> list[str]:
    if isinstance(signature, ProgramSignature):
        (text,) = example.arguments
        return ["Input:", _fenced(text), "Output:", _fenced(example.expected)]
    if isinstance(signature, ClassSignature):
        operations, lists = example.arguments
        return [_fenced("\n".join(_calls(signature, operations, lists, example.expected)))]
    lines = [
        f"{parameter.name} = {_notation(argument)}"
        for parameter, argument in zip(signature.parameters, example.arguments, strict=True)
    ]
    return [_fenced("\n".join([*lines, f"returns {_notation(example.expected)}"]))]


def _calls(signature: ClassSignature, operations: Sequence[str], lists: Sequence[Any], answers: Any) -> list[str]:
    """One call a line, with what it returns."""
    silent = {signature.class_name, *(method.name for method in signature.methods if method.returns == "void")}
    return [
        call(name, given) if name in silent else f"{call(name, given)} returns {_notation(answer)}"
        for name, given, answer in zip(operations, lists, answers, strict=True)
    ]


def _fenced(text: str) -> str:
    """A block of plain text, with a fence that is not in it."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.removesuffix(chr(10))}\n{fence}"


def _notation(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    if len(text) <= _ONE_LINE or not isinstance(value, list) or not isinstance(value[0], list | str):
        return text
    rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
    return f"[\n{rows}\n]"


def _time_limits(question: Question) -> list[str]:
    limits = question.time_limits.items()
    return [f"Time limit in {LANGUAGE_NAMES[language]}: {seconds:g} s a test" for language, seconds in limits]
