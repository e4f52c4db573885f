"""The response model and the ability: two other implementations agree, and what must hold for any answers does."""

from __future__ import annotations

import math

import catsim.irt
import girth
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.domain.adaptive.ability import Answer, Prior, estimate
from jupyter_interview.domain.adaptive.items import SCALE, Item, Items, prepare
from jupyter_interview.domain.adaptive.response import chance, information, log_likelihood
from jupyter_interview.errors import BadQuestion, InvalidRequest
from tests.core.values import unhurried

ONE_ABILITY = Prior(topic_sd=0)

slopes = st.floats(0.2, 3.0).map(lambda a: SCALE * a)
difficulties = st.floats(-4.0, 4.0)
scores = st.floats(0.0, 1.0)


@st.composite
def banks(draw: st.DrawFn) -> Items:
    """Some questions on up to three topics."""
    parameters = draw(st.lists(st.tuples(slopes, difficulties, st.sampled_from("abc")), min_size=1, max_size=8))
    return prepare(Item(f"q{place}", topic, a, b) for place, (a, b, topic) in enumerate(parameters))


@st.composite
def sittings(draw: st.DrawFn) -> tuple[Items, list[Answer]]:
    """A bank and a score for each of its questions."""
    items = draw(banks())
    return items, [Answer(place, draw(scores)) for place in range(len(items))]


@unhurried
@given(ability=st.floats(-6, 6), slope=slopes, difficulty=difficulties)
def test_catsim_agrees_on_chance_and_information(ability: float, slope: float, difficulty: float) -> None:
    at, a, b = np.array([ability]), np.array([slope]), np.array([difficulty])
    assert chance(at, a, b)[0] == pytest.approx(catsim.irt.icc(ability, slope, difficulty), abs=1e-9)
    assert information(at, a, b)[0] == pytest.approx(catsim.irt.inf(ability, slope, difficulty), abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_girth_agrees_on_the_ability(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 15))
    slope, difficulty = SCALE * rng.uniform(0.2, 3.0, count), rng.uniform(-3, 3, count)
    solved = rng.integers(0, 2, count)
    # Its default grid has 41 points within 4.5; with its borders moved out only rounding is left to differ in.
    options = {"quadrature_bounds": (-6.0, 6.0), "quadrature_n": 121}
    theirs = girth.ability_eap(solved[:, np.newaxis], difficulty, slope, options)[0]
    items = prepare(Item(f"q{place:02}", "a", slope[place], difficulty[place]) for place in range(count))
    ours = estimate(items, [Answer(place, float(solved[place])) for place in range(count)], ONE_ABILITY)
    assert ours.mean == pytest.approx(theirs, abs=1e-6)


def test_the_grid_is_fine_enough_for_the_integrals() -> None:
    """Against a grid ten times as fine and wider, for the steepest question that the format allows."""
    items = prepare([Item("q", "a", SCALE * 3.0, 0.7)])
    ours = estimate(items, [Answer(0, 1.0)], ONE_ABILITY)
    fine = np.linspace(-8, 8, 1601)
    weights = np.exp(-0.5 * fine**2 + log_likelihood(np.array(1.0), fine, np.array(SCALE * 3.0), np.array(0.7)))
    mean = float((weights * fine).sum() / weights.sum())
    assert ours.mean == pytest.approx(mean, abs=1e-6)
    assert ours.sd == pytest.approx(math.sqrt((weights * (fine - mean) ** 2).sum() / weights.sum()), abs=1e-6)


def test_the_topics_are_summed_out_as_by_brute_force() -> None:
    """The joint posterior of g and two offsets on a three-dimensional grid."""
    items = prepare([Item("p", "a", 2.0, 0.0), Item("q", "b", 1.5, 0.5), Item("r", "b", 2.5, -0.5)])
    answers = [Answer(0, 1.0), Answer(1, 0.0), Answer(2, 0.3)]
    prior = Prior(mean=0.2, sd=0.8, topic_sd=0.4)
    ours = estimate(items, answers, prior)
    g, da, db = np.meshgrid(np.linspace(-5, 5, 101), *[np.linspace(-2.4, 2.4, 97)] * 2, indexing="ij")
    logs = -0.5 * (((g - 0.2) / 0.8) ** 2 + (da / 0.4) ** 2 + (db / 0.4) ** 2)
    for answer, offset in zip(answers, (da, db, db), strict=True):
        a, b = items.discrimination[answer.item], items.difficulty[answer.item]
        logs = logs + log_likelihood(np.array(answer.score), g + offset, np.array(a), np.array(b))
    joint = np.exp(logs - logs.max())
    joint /= joint.sum()
    assert ours.mean == pytest.approx((joint * g).sum(), abs=1e-5)
    assert ours.topic_means[0] == pytest.approx((joint * (g + da)).sum(), abs=1e-5)
    assert ours.topic_means[1] == pytest.approx((joint * (g + db)).sum(), abs=1e-5)
    variance = (joint * (g + db) ** 2).sum() - (joint * (g + db)).sum() ** 2
    assert ours.topic_sds[1] == pytest.approx(math.sqrt(variance), abs=1e-5)


@unhurried
@given(sittings(), st.data())
def test_a_better_score_never_lowers_an_ability(taken: tuple[Items, list[Answer]], data: st.DataObject) -> None:
    items, answers = taken
    place = data.draw(st.integers(0, len(answers) - 1))
    better = data.draw(st.floats(answers[place].score, 1.0))
    before = estimate(items, answers)
    after = estimate(items, [*answers[:place], Answer(answers[place].item, better), *answers[place + 1 :]])
    assert after.mean >= before.mean - 1e-9
    assert (after.topic_means >= before.topic_means - 1e-9).all()


@unhurried
@given(sittings())
def test_answers_make_it_surer_than_the_prior(taken: tuple[Items, list[Answer]]) -> None:
    """A log-concave likelihood never widens a normal prior, whatever the answers were."""
    items, answers = taken
    assert estimate(items, answers).sd <= 1.0


@unhurried
@given(sittings(), st.data())
def test_one_more_answer_shrinks_the_posterior_on_average(
    taken: tuple[Items, list[Answer]], data: st.DataObject
) -> None:
    """Not each one does: solving a hard question and then failing an easy one leaves more doubt than before."""
    items, answers = taken
    item = data.draw(st.integers(0, len(items) - 1))
    before = estimate(items, answers, ONE_ABILITY)
    solved, failed = (estimate(items, [*answers, Answer(item, score)], ONE_ABILITY) for score in (1.0, 0.0))
    p = (before.mean - failed.mean) / (solved.mean - failed.mean)
    assert 0 <= p <= 1
    assert p * solved.sd**2 + (1 - p) * failed.sd**2 < before.sd**2


@unhurried
@given(sittings())
def test_the_order_of_answers_does_not_matter(taken: tuple[Items, list[Answer]]) -> None:
    items, answers = taken
    assert estimate(items, answers[::-1]).mean == pytest.approx(estimate(items, answers).mean, abs=1e-9)


def test_a_topic_without_answers_has_the_general_ability_and_few_move_it_little() -> None:
    items = prepare([Item(f"q{n}", "trees", 2.0, 0.0) for n in range(6)] + [Item("r", "heap", 2.0, 0.0)])
    few, many = (estimate(items, [Answer(items.index[f"q{n}"], 1.0) for n in range(count)]) for count in (1, 6))
    heap, trees = items.topics.index("heap"), items.topics.index("trees")
    assert few.offsets[heap] == pytest.approx(0.0, abs=1e-3)
    assert few.topic_sds[heap] > few.sd
    assert 0 < few.offsets[trees] < many.offsets[trees] < 0.3
    assert estimate(items, [], Prior(topic_sd=0)).offsets == pytest.approx([0.0, 0.0])


def test_what_cannot_be_is_refused() -> None:
    items = prepare([Item("q", "a", 1.0, 0.0)])
    for score in (-0.01, 1.01, math.nan):
        with pytest.raises(InvalidRequest, match="between 0 and 1"):
            estimate(items, [Answer(0, score)])
    for bad in (Item("r", "a", 0.0, 0.0), Item("r", "a", 1.0, math.inf), Item("r", "a", math.nan, 0.0)):
        with pytest.raises(BadQuestion) as refused:
            prepare([Item("q", "a", 1.0, 0.0), bad])
        assert refused.value.details["question"] == "r"
    with pytest.raises(BadQuestion, match="same id"):
        prepare([Item("q", "a", 1.0, 0.0)] * 2)
    for prior in ({"mean": 3.1}, {"sd": 0.0}, {"topic_sd": 0.05}, {"mean": math.nan}):
        with pytest.raises(InvalidRequest):
            Prior(**prior)
