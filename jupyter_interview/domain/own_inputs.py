"""The candidate's own inputs: read strictly, refused with a sentence that names the line."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from jupyter_interview.domain.signatures import FunctionSignature, ProgramSignature, Signature
from jupyter_interview.errors import InvalidRequest

MAX_OWN_INPUTS = 20
MAX_OWN_BYTES = 64 * 1024


def parse_own_inputs(text: str, signature: Signature) -> tuple[tuple[Any, ...], ...]:
    """One JSON array of arguments a line, empty lines skipped, at most 20 and 64 KB.

    Raises InvalidRequest with a sentence that names the line.
    """
    if len(text.encode("utf-8", "replace")) > MAX_OWN_BYTES:
        raise InvalidRequest(f"Own inputs may have at most {MAX_OWN_BYTES // 1024} KB. Please shorten them.")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > MAX_OWN_INPUTS:
        raise InvalidRequest(f"At most {MAX_OWN_INPUTS} own inputs run at a time. Please remove some.")
    return tuple(_own_input(number, line, signature) for number, line in lines)


def own_input_shape(signature: Signature) -> str:
    """What one line of own inputs must be, as the rest of a sentence."""
    if isinstance(signature, FunctionSignature):
        names = ", ".join(f"{parameter.name} ({parameter.type})" for parameter in signature.parameters)
        return f"the arguments as one array: {names}"
    if isinstance(signature, ProgramSignature):
        return 'an array of one text, the standard input, such as ["3\\n1 2 3\\n"]'
    some = signature.methods[0].name
    return (
        "an array of two lists, the operations and the arguments of each,"
        f' such as [["{signature.class_name}", "{some}", …], [[…], […], …]]'
    )


def _own_input(number: int, line: str, signature: Signature) -> tuple[Any, ...]:
    try:
        arguments = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise InvalidRequest(f"Line {number} is not JSON. Write {own_input_shape(signature)}.") from None
    if not isinstance(arguments, list):
        raise InvalidRequest(f"Line {number} must be {own_input_shape(signature)}.")
    if fault := signature.argument_fault(arguments):
        raise InvalidRequest(f"Line {number}: {fault}. Write {own_input_shape(signature)}.")
    return tuple(arguments)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
