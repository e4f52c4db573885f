"""Choosing and stopping: what may be asked, what is asked, and in which words it is explained."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.domain.adaptive.ability import Ability, Answer, estimate
from jupyter_interview.domain.adaptive.explaining import explain
from jupyter_interview.domain.adaptive.exposure import CAP, GRACE, Exposure, outside_window
from jupyter_interview.domain.adaptive.items import Item, Items, prepare
from jupyter_interview.domain.adaptive.response import information
from jupyter_interview.domain.adaptive.scoring import WORTH, Outcome, score
from jupyter_interview.domain.adaptive.selection import NEARLY, RANDOMESQUE, Choice, choose
from jupyter_interview.domain.adaptive.stopping import StoppingRule, stop
from jupyter_interview.domain.questions import HINT_STEPS
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import InvalidRequest
from tests.core.values import unhurried

NOW = datetime(2026, 3, 2, tzinfo=UTC)
BANK = prepare(
    Item(f"{topic}-{place}", topic, 1.7, difficulty)
    for topic in ("graphs", "heap", "trees")
    for place, difficulty in enumerate((-1.5, -0.5, 0.0, 0.5, 1.5))
)
EVERYTHING = np.ones(len(BANK), dtype=np.bool_)


def chosen(
    answers: list[Answer], *, allowed: np.ndarray = EVERYTHING, exposure: Exposure | None = None, seed: int = 0
) -> Choice | None:
    return choose(
        BANK,
        estimate(BANK, answers),
        [answer.item for answer in answers],
        allowed=allowed,
        exposure=exposure or Exposure.none(BANK),
        rng=np.random.default_rng(seed),
    )


def only(*names: str) -> np.ndarray:
    flags = np.zeros(len(BANK), dtype=np.bool_)
    flags[[BANK.index[name] for name in names]] = True
    return flags


@unhurried
@given(
    st.lists(st.tuples(st.integers(0, len(BANK) - 1), st.floats(0, 1)), max_size=10, unique_by=lambda pair: pair[0]),
    st.lists(st.integers(0, 12), min_size=len(BANK), max_size=len(BANK)),
    st.sets(st.integers(0, len(BANK) - 1)),
    st.integers(0, 2**32),
)
def test_what_is_chosen_may_be_asked_and_is_worth_it(
    taken: list[tuple[int, float]], asked: list[int], barred: set[int], seed: int
) -> None:
    answers = [Answer(*pair) for pair in taken]
    allowed = EVERYTHING.copy()
    allowed[list(barred)] = False
    exposure = Exposure(np.array(asked), 30)
    free = allowed & exposure.open() & ~np.isin(np.arange(len(BANK)), [answer.item for answer in answers])
    choice = chosen(answers, allowed=allowed, exposure=exposure, seed=seed)
    if choice is None:
        assert not free.any()
        return
    assert free[choice.item]
    turns = np.bincount(BANK.topic[[answer.item for answer in answers]], minlength=3) if answers else np.zeros(3)
    waiting = {int(topic) for topic in BANK.topic[free]}
    assert turns[BANK.topic[choice.item]] == min(turns[topic] for topic in waiting)
    ability = estimate(BANK, answers)
    fitting = np.flatnonzero(free & (turns[BANK.topic] == turns[BANK.topic[choice.item]]))
    says = information(ability.topic_means[BANK.topic], BANK.discrimination, BANK.difficulty) * exposure.weight()
    assert says[choice.item] >= NEARLY * says[fitting].max() - 1e-12
    assert 1 + (says[fitting] > says[choice.item]).sum() <= choice.rank <= RANDOMESQUE


def test_equal_inputs_give_equal_choices_and_seeds_differ() -> None:
    answers = [Answer(BANK.index["trees-2"], 1.0)]
    assert chosen(answers, seed=4) == chosen(answers, seed=4)
    assert len({choice.question for seed in range(20) if (choice := chosen([], seed=seed))}) == 3


def test_a_better_candidate_gets_a_harder_question() -> None:
    solved = chosen([Answer(BANK.index[name], 1.0) for name in ("graphs-3", "trees-3")])
    failed = chosen([Answer(BANK.index[name], 0.0) for name in ("graphs-1", "trees-1")])
    assert solved is not None
    assert failed is not None
    assert solved.topic == failed.topic == "heap"
    assert BANK.difficulty[solved.item] > 0 > BANK.difficulty[failed.item]


def test_an_estimate_of_nought_has_no_minus() -> None:
    numbers = {"sd": 1.0, "chance": 0.44}
    said = explain(
        topic="graphs", turns=0, ability=-0.04, **numbers, rank=1, drawn_from=1, fitting=9, capped=0, cap=0.2
    )
    assert "estimated at +0.0 ± 1.0" in said


def test_a_choice_explains_itself_in_numbers_that_can_be_checked() -> None:
    answers = [Answer(BANK.index["graphs-2"], 1.0)]
    ability = estimate(BANK, answers)
    choice = chosen(answers, allowed=only("heap-3"))
    assert choice is not None
    heap = BANK.topics.index("heap")
    assert choice.explanation == (
        "Chosen because heap had no question yet, and it is the only question that fits to tell more about an ability "
        f"estimated at {ability.topic_means[heap]:+z.1f} ± {ability.topic_sds[heap]:.1f} there: "
        f"the chance of solving it is about {choice.chance:.0%}."
    )
    again = chosen([*answers, Answer(BANK.index["heap-2"], 0.0), Answer(BANK.index["trees-2"], 0.0)], seed=1)
    assert again is not None
    assert f"{again.topic} had 1 question, no topic with questions left had fewer" in again.explanation
    assert again.fitting == 12


def test_a_question_that_everybody_got_rests_and_the_explanation_says_so() -> None:
    counts = np.zeros(len(BANK), dtype=np.int64)
    counts[BANK.index["heap-2"]] = 25
    choice = chosen([], allowed=only("heap-2", "heap-4"), exposure=Exposure(counts, 100))
    assert choice is not None
    assert choice.question == "heap-4"
    assert choice.explanation.endswith("1 more informative question was left out, already asked in 25% of interviews.")
    assert chosen([], allowed=only("heap-2"), exposure=Exposure(counts, 100)) is None
    assert chosen([], allowed=only("heap-2"), exposure=Exposure(counts, 104)) is not None


def test_information_counts_less_towards_the_cap() -> None:
    weights = Exposure(np.array([0, 10, 20, 25, 30]), 100).weight()
    assert weights[0] == 1.0
    assert (np.diff(weights[:4]) < 0).all()
    assert weights[3] == weights[4] == 0.0


@unhurried
@given(st.integers(0, 200), st.integers(1, 400))
def test_the_cap_holds_after_the_grace(asked: int, interviews: int) -> None:
    if Exposure(np.array([asked]), interviews).open()[0]:
        assert asked + 1 <= max(CAP * interviews, GRACE)


def test_the_window_bars_what_was_asked_lately() -> None:
    last = {
        "heap-0": NOW - timedelta(days=29, hours=23),
        "heap-1": NOW - timedelta(days=30),
        "left-the-bank": NOW,
    }
    assert (outside_window(BANK, last, NOW) == ~only("heap-0")).all()
    assert outside_window(BANK, last, NOW, timedelta(0)).all()


@unhurried
@given(
    st.sampled_from([verdict for verdict in Verdict if verdict is not Verdict.INTERNAL_ERROR]),
    st.integers(1, 40).flatmap(lambda total: st.tuples(st.integers(0, total - 1), st.just(total))),
    st.integers(0, HINT_STEPS),
    st.floats(0, 7200),
)
def test_more_passed_fewer_hints_and_less_time_never_lower_a_score(
    verdict: Verdict, tests: tuple[int, int], hints: int, elapsed: float
) -> None:
    passed, total = tests

    def of(verdict: Verdict = verdict, passed: int = passed, hints: int = hints, elapsed: float = elapsed) -> float:
        found = score(Outcome(verdict, passed, total, hints, elapsed, expected=1500.0))
        assert found is not None
        assert 0 <= found <= 1
        return found

    assert of(passed=passed + 1) >= of()
    assert of(hints=0) >= of() >= of(hints=HINT_STEPS)
    assert of(elapsed=0.0) >= of() >= of(elapsed=7200.0)
    if verdict is not Verdict.ACCEPTED:
        assert of() < of(Verdict.ACCEPTED, total, HINT_STEPS, 7200.0)


def test_scores_by_hand() -> None:
    assert score(Outcome(None)) == 0.0
    assert score(Outcome(Verdict.ACCEPTED, 20, 20)) == 1.0
    assert score(Outcome(Verdict.ACCEPTED, 20, 20, hints=1, elapsed=1800, expected=1200)) == pytest.approx(0.83)
    assert score(Outcome(Verdict.ACCEPTED, 20, 20, hints=3, elapsed=9999, expected=1200)) == pytest.approx(0.54)
    assert score(Outcome(Verdict.WRONG_ANSWER, 10, 20)) == pytest.approx(0.2)
    assert score(Outcome(Verdict.TIME_LIMIT, 10, 20)) == pytest.approx(0.25)
    assert score(Outcome(Verdict.COMPILE_ERROR, 0, 20)) == 0.0
    assert score(Outcome(Verdict.INTERNAL_ERROR, 3, 20)) is None, "it is ours"
    assert WORTH.keys() == set(Verdict) - {Verdict.INTERNAL_ERROR}
    for outcome in (Outcome(Verdict.WRONG_ANSWER, 3, 2), Outcome(None, hints=4), Outcome(None, hints=-1)):
        with pytest.raises(InvalidRequest):
            score(outcome)


def known_to(sd: float) -> Ability:
    return Ability(0.0, sd, np.zeros(3), np.full(3, sd))


def test_stopping_at_the_first_reason() -> None:
    rule = StoppingRule(sd=0.4, least=3, most=6, shortest=timedelta(minutes=5))
    assert stop(known_to(0.5), 3, timedelta(minutes=20), rule) is None
    assert stop(known_to(0.4), 2, None, rule) is None, "too few to be sure that one is sure"
    sure = stop(known_to(0.4), 3, None, rule)
    assert sure is not None
    assert "± 0.40" in sure
    late = stop(known_to(0.9), 0, timedelta(minutes=4, seconds=59), rule)
    assert late is not None
    assert "less than 5 minutes" in late
    many = stop(known_to(0.9), 6, timedelta(hours=2), rule)
    assert many is not None
    assert "6 questions" in many


def test_an_empty_bank_has_nothing_to_ask() -> None:
    nothing: Items = prepare([])
    ability = estimate(nothing, [])
    flags = np.ones(0, dtype=np.bool_)
    rng = np.random.default_rng(0)
    assert choose(nothing, ability, [], allowed=flags, exposure=Exposure.none(nothing), rng=rng) is None
