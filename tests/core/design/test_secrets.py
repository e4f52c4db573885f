"""The filter before a language model's words, over the hidden half of a system-design question."""

from __future__ import annotations

import pytest

from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.domain.design.secrets import hidden_design, public_design
from jupyter_interview.domain.leaks import Gate

QUESTION = FolderBank().design("exhibit-codes")


def released(sentence: str, *shown: str, agreed: bool = False, hints: int = 0) -> str | None:
    public = public_design(QUESTION, hints, agreed)
    return Gate(hidden_design(QUESTION, hints, agreed), (public, *shown)).release(sentence)


SECRETS = [
    *(line.text for line in QUESTION.rubric),
    *(one.because for one in QUESTION.estimates),
    *(ask.missed for ask in (*QUESTION.discussions, *QUESTION.mistakes)),
    *(ask.met for ask in QUESTION.discussions if len(ask.met.split()) > 3),
    *QUESTION.hints,
    *(one.text for one in QUESTION.requirements),
    "You should put a cache in front of that.",
    "Have you thought of Redis?",
    "A load balancer would help.",
    "I come to about 46 requests a second.",
    "It is 9 GB in all.",
    "That makes 9000 MB.",
    "Think of 18 million codes.",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_kept_back(secret: str) -> None:
    assert released(secret) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Good, that belongs in, and what else must it do?",
        "Your drawing has 5 boxes and 4 arrows.",
        "How well must it work on its worst day?",
        "I would like to hear the reason for that.",
    ],
)
def test_what_is_no_secret_passes(sentence: str) -> None:
    assert released(sentence) is not None


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("What does your cache do when it is full?", "I put a Redis cache there."),
        ("So you come to 46 redirects a second.", "I get 46 redirects a second"),
    ],
)
def test_what_the_candidate_said_may_be_said(sentence: str, shown: str) -> None:
    assert released(sentence) is None
    assert released(sentence, shown) is not None


def test_requirements_are_public_after_the_first_step() -> None:
    text = QUESTION.requirements[0].text
    assert released(text) is None
    assert released(text, agreed=True) is not None


def test_a_given_hint_is_public() -> None:
    assert released(QUESTION.hints[0], hints=1) is not None
