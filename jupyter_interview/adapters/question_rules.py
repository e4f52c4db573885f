"""What must hold within question.yaml and between it and the tests: counts, names, arity and value types.

Every function raises `BadQuestion` at the first rule broken, naming the file and the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from jupyter_interview.adapters.question_files import (
    GENERATOR_FILE,
    STATEMENT_FILE,
    TESTS_FILE,
    YAML_FILE,
    QuestionEntry,
    TestEntry,
    broken,
)
from jupyter_interview.domain.limits import LIMITS
from jupyter_interview.domain.questions import (
    DISCRIMINATIONS,
    HINT_STEPS,
    MAX_DIFFICULTY,
    MIN_HIDDEN_TESTS,
    MIN_WRONG_SOLUTIONS,
    SOURCE_SUFFIXES,
    Complexity,
    FollowUp,
    ItemPrior,
    ShippedSolution,
)
from jupyter_interview.domain.signatures import Comparison, Signature
from jupyter_interview.domain.value_types import MAX_INT, MAX_SAFE_INTEGER

TODO = "TODO"
"""How a text begins that is still to be written."""

RESERVED_CATEGORIES = ("example", "own")
"""Categories of visible tests; a hidden one must not look like them."""

MAX_MINUTES = 180
"""As long as an interview may take."""

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BIG_O = re.compile(r"O\(.+\)")
_PRIOR_RULE = (
    f"prior needs a difficulty from {-MAX_DIFFICULTY:g} to {MAX_DIFFICULTY:g} "
    f"and a discrimination from {DISCRIMINATIONS[0]:g} to {DISCRIMINATIONS[1]:g}"
)


def check_folder_name(folder: Path) -> None:
    """The folder's name is the id."""
    if not KEBAB.fullmatch(folder.name):
        raise broken(folder, ".", "the folder's name is the question's id and must be kebab-case")


def check_yaml(folder: Path, entry: QuestionEntry, signature: Signature) -> None:
    """Everything about question.yaml that its types and its signature do not say."""

    def demand(holds: bool, rule: str) -> None:
        if not holds:
            raise broken(folder, YAML_FILE, rule)

    demand(bool(entry.title.strip()), "title must not be empty")
    left = next(_unwritten(msgspec.to_builtins(entry)), None)
    demand(left is None, f"is not finished: {left!r}")
    demand(bool(entry.topics), "topics must name at least one topic")
    demand(all(map(KEBAB.fullmatch, entry.topics)), "topics must be kebab-case")
    demand(len(set(entry.topics)) == len(entry.topics), "topics must differ from each other")
    demand(all_said(entry.constraints), "constraints must not hold an empty line")
    demand(len(entry.hints) == HINT_STEPS, f"hints must have exactly {HINT_STEPS} steps: nudge, idea, outline")
    demand(all_said(entry.hints), "hints must not be empty")
    demand(_all_big_o(entry.complexity), "complexity must be written in big-O notation, such as O(n log n)")
    demand(all(map(_asks, entry.follow_ups)), "each of follow_ups needs ask, keywords, met and missed")
    demand(
        all(map(_answers, entry.clarifications)),
        "each of clarifications needs keywords and met, nothing else",
    )
    demand(all_said(line.criterion for line in entry.rubric), "each of rubric needs a criterion")
    demand(all_said(line.text for line in entry.rubric), "each of rubric needs a text")
    demand(entry.time_limits.keys() <= SOURCE_SUFFIXES.keys(), f"time_limits knows {', '.join(SOURCE_SUFFIXES)}")
    demand(
        all(0 < seconds <= LIMITS.wall_seconds for seconds in entry.time_limits.values()),
        f"time_limits must lie above 0 and not above {LIMITS.wall_seconds:g} s",
    )
    demand(entry.prior is None or plausible(entry.prior), _PRIOR_RULE)
    demand(
        entry.minutes is None or 0 < entry.minutes <= MAX_MINUTES,
        f"minutes must lie above 0 and not above {MAX_MINUTES}",
    )
    demand(bool(entry.examples), "examples must show at least one example")
    for number, example in enumerate(entry.examples, 1):
        check_values(folder, YAML_FILE, f"example {number}", signature, example.arguments, example.expected)


def check_statement(folder: Path, statement: str) -> None:
    """Its author has written it."""
    if statement.lstrip().startswith(TODO):
        raise broken(folder, STATEMENT_FILE, "is not finished")


def check_counts(folder: Path, tests: Sequence[TestEntry], wrong: Sequence[ShippedSolution]) -> None:
    """Enough hidden tests and enough wrong solutions to tell right from wrong."""
    if len(tests) < MIN_HIDDEN_TESTS:
        raise broken(folder, TESTS_FILE, f"at least {MIN_HIDDEN_TESTS} hidden tests are needed, {len(tests)} are there")
    if len(wrong) < MIN_WRONG_SOLUTIONS:
        raise broken(folder, "wrong/", f"at least {MIN_WRONG_SOLUTIONS} wrong solutions are needed")


def check_test(folder: Path, number: int, entry: TestEntry, signature: Signature, has_generators: bool) -> None:
    """One entry of tests.json; `number` counts from 1."""

    def demand(holds: bool, rule: str) -> None:
        if not holds:
            raise broken(folder, TESTS_FILE, f"test {number}: {rule}")

    demand(bool(entry.category.strip()), "category must not be empty")
    demand(entry.category not in RESERVED_CATEGORIES, f"category {entry.category} is kept for visible tests")
    unset = msgspec.UNSET
    stated = (entry.arguments is not unset, entry.expected is not unset)
    generated = (entry.generator is not unset, entry.seed is not unset)
    demand(
        (all(stated) and not any(generated)) or (all(generated) and not any(stated)),
        "states either arguments and expected, or generator and seed",
    )
    if entry.arguments is not unset:
        check_values(folder, TESTS_FILE, f"test {number}", signature, entry.arguments, entry.expected)
    else:
        demand(has_generators, f"names a generator, but there is no {GENERATOR_FILE}")


def check_values(
    folder: Path, file: str, what: str, signature: Signature, arguments: Sequence[Any], expected: Any
) -> None:
    """Arguments and expected value of `what` are as the signature declares.

    A hidden test's expected value is the checker's own business where there is one; an example always shows an answer.
    """
    fault = signature.argument_fault(arguments)
    free = signature.compare is Comparison.CHECKER and file == TESTS_FILE
    if fault is None and not free and not signature.fits_answer(arguments, expected):
        fault = f"the expected value must be {signature.answer}"
    largest = max(_largest(list(arguments)), _largest(expected))
    if fault:
        hint = f"; an int is at most {MAX_INT}, a long at most 2^53 - 1" if largest > MAX_INT else ""
        raise broken(folder, file, f"{what}: {fault}{hint}")
    if largest > MAX_SAFE_INTEGER:
        raise broken(folder, file, f"{what} holds an integer beyond 2^53 - 1, which not every language reads exactly")


def _largest(value: Any) -> int:
    """The largest integer in a value, by its distance from 0."""
    if isinstance(value, dict):
        return max(map(_largest, value.values()), default=0)
    if isinstance(value, list | tuple):
        return max(map(_largest, value), default=0)
    return abs(value) if isinstance(value, int) else 0


def _unwritten(value: Any) -> Iterator[str]:
    """Texts that the author of a new question has not written yet."""
    if isinstance(value, str) and value.startswith(TODO):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_unwritten, value.values()))
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(_unwritten, value))


def all_said(texts: Iterable[str]) -> bool:
    return all(text.strip() for text in texts)


def _all_big_o(complexity: Complexity) -> bool:
    bounds = (complexity.time, complexity.space, *complexity.accepted_time, *complexity.accepted_space)
    return all(map(_BIG_O.fullmatch, bounds))


def plausible(prior: ItemPrior) -> bool:
    least, largest = DISCRIMINATIONS
    return abs(prior.difficulty) <= MAX_DIFFICULTY and least <= prior.discrimination <= largest


def _asks(follow_up: FollowUp) -> bool:
    return bool(follow_up.keywords) and all_said((*follow_up.keywords, follow_up.ask, follow_up.met, follow_up.missed))


def _answers(clarification: FollowUp) -> bool:
    said = bool(clarification.keywords) and all_said((*clarification.keywords, clarification.met))
    return said and not clarification.ask and not clarification.missed
