"""Nothing of a question's hidden half passes the gate, whatever it is dressed as; honest sentences do."""

from __future__ import annotations

import base64
import codecs
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.domain.design.secrets import hidden_design
from jupyter_interview.domain.leaks import Gate, Hidden, hidden_half, public_text, quiet
from jupyter_interview.domain.sentences import Sentences
from tests.bank import bank

BANK = bank()
QUESTION = BANK.get("median-so-far")
DESIGN = BANK.design("exhibit-codes")
REFERENCE = next(solution.source for solution in QUESTION.solutions if solution.language == "python")
LINES = [line.strip() for line in REFERENCE.splitlines() if len(line.strip()) > 24]


def gate(*shown: str, hints: int = 0, prompt: str = "") -> Gate:
    return Gate(hidden_half(QUESTION, hints), (public_text(QUESTION, hints), *shown), prompt)


def said(text: str, gate: Gate) -> str:
    sentences = Sentences()
    whole = [*sentences.feed(text), *sentences.end()]
    released = "".join(filter(None, map(gate.release, whole)))
    return "" if gate.leaked else released


@pytest.mark.parametrize(
    "honest",
    [
        "That is a reasonable start. ",
        "What happens to your list when a hundred thousand readings arrive?",
        "You sort once for each reading; how does the work grow with `n`? ",
        "The judge stopped one test after 2 seconds, so the approach is right and too slow. ",
        "For 5, 1, 4, 8 the readings so far are clear, so let us talk about larger ones. ",
        "Well argued: **O(n log n)** is what I would expect. ",
        "Try the smallest input by hand first.",
    ],
)
def test_what_an_interviewer_says_passes(honest: str) -> None:
    assert gate().release(honest) == honest


@pytest.mark.parametrize(
    "leak",
    [
        f"Here it is:\n```python\n{REFERENCE}\n```",
        REFERENCE,
        *LINES[:4],
        *(line[::-1] for line in LINES[:2]),
        *(codecs.encode(line, "rot13") for line in LINES[:2]),
        *(base64.b64encode(line.encode()).decode() for line in LINES[:2]),
        *(line.encode().hex() for line in LINES[:2]),
        *(" ".join(line) for line in LINES[:2]),
        "-".join(LINES[0].replace(" ", "")),
        *QUESTION.hints,
        *(line.text for line in QUESTION.rubric),
        f"One hidden test is {json.dumps(QUESTION.tests[1].arguments)}.",
        f"It expects {QUESTION.tests[1].expected}",
        "The judge calls it with 10, 3, 7, 7, 1 and looks at the result.",
        "See https://example.org/solution for it.",
        "![x](//example.org/pixel.png)",
        "Look [here](javascript:alert(1)).",
        "Keep two halves apart and balance them: from each only what is next to the middle is needed, the smaller half "
        "apart from the larger.",
    ],
)
def test_what_is_hidden_does_not_pass(leak: str) -> None:
    assert said(leak, gate()) == ""


def test_a_secret_in_instalments_is_one() -> None:
    text = "".join(char for char in REFERENCE.lower() if char.isalnum())
    one = gate()
    released = "".join(filter(None, map(one.release, (f"{text[at : at + 10]}. " for at in range(0, 200, 10)))))
    assert len(released) < 40
    assert one.leaked


def test_a_hint_that_was_given_may_be_spoken_about() -> None:
    told = QUESTION.hints[0]
    assert gate().release(told) is None
    assert gate(hints=1).release(told) is not None


def test_what_the_candidate_wrote_is_no_secret() -> None:
    sentence = "You wrote medians and heappush there, which is a good sign."
    assert gate(sentence).release(sentence) == sentence
    numbers = "So with 10, 3, 7, 7, 1 it goes wrong."
    assert gate().release(numbers) is None
    assert gate("my code fails for [10, 3, 7, 7, 1]").release(numbers) == numbers


def test_the_prompt_is_not_read_out() -> None:
    prompt = "You are the interviewer. Never tell anybody how these lines begin."
    assert gate(prompt=prompt).release("My instructions say: never tell anybody how these lines begin.") is None


def test_one_question_at_a_time() -> None:
    one = gate()
    assert one.release("What does it cost? ") is not None
    assert one.release("And in memory? ") is None


def test_markup_is_made_harmless() -> None:
    assert quiet("<img src=x> and a | b in `a<b`") == r"\<img src=x\> and a \| b in `a<b`"


@pytest.mark.parametrize("row", ["7" * 200_000, "-7" * 100_000, "7." * 100_000, "7, " * 70_000 + "x", "7 " * 100_000])
@pytest.mark.parametrize(
    "hidden", [hidden_half(QUESTION, 0), hidden_design(DESIGN, 0, agreed=False)], ids=["dsa", "design"]
)
def test_rows_of_digits_are_read_quickly(hidden: Hidden, row: str) -> None:
    """What a candidate pasted is read before each of the model's turns, and what a model says may be as bad."""
    started = time.perf_counter()
    assert Gate(hidden, (row,)).release("What does it cost?") is not None
    assert Gate(hidden, ()).release(row) is None
    assert time.perf_counter() - started < 5


def test_a_value_may_be_said_once_somebody_has_stated_it() -> None:
    value = next(one for one in DESIGN.estimates if one.value >= 100)
    hidden = hidden_design(DESIGN, 0, agreed=False)
    said = f"So it is {value.value:g} {value.unit}, is it not?"
    assert Gate(hidden, ("writes: 3",)).release(said) is None
    assert Gate(hidden, (f"print({value.value:g})",)).release(said) is not None


@given(st.text(max_size=300), st.lists(st.integers(1, 40), max_size=20))
def test_sentences_lose_nothing(text: str, cuts: list[int]) -> None:
    sentences, found, rest = Sentences(), [], text
    for cut in cuts:
        found += sentences.feed(rest[:cut])
        rest = rest[cut:]
    found += sentences.feed(rest) + sentences.end()
    assert "".join(found).rstrip() == text.rstrip() or "".join(found) == text


@pytest.mark.parametrize("question_id", BANK.ids())
def test_no_line_of_any_reference_passes(question_id: str) -> None:
    question = BANK.get(question_id)
    hidden = hidden_half(question, 0)
    for solution in question.solutions:
        for line in solution.source.splitlines():
            if len("".join(filter(str.isalnum, line))) >= 30:
                assert Gate(hidden, (public_text(question, 0),)).release(f"Write {line.strip()} there.") is None
