"""What is suggested after an interview: weak topics, and only what was never asked."""

from __future__ import annotations

from jupyter_interview.domain.browsing import Status
from jupyter_interview.domain.facts import ScoreLine
from jupyter_interview.domain.questions import Difficulty, PublicQuestion
from jupyter_interview.domain.scoring import QuestionScore
from jupyter_interview.domain.suggestions import MOST, suggest


def question(name: str, topic: str, level: Difficulty = Difficulty.EASY, language: str = "python") -> PublicQuestion:
    return PublicQuestion(name, "digest", name.title(), level, (topic, "arrays"), (language,))


def scored(name: str, outcome: str, *scores: int | None) -> QuestionScore:
    lines = tuple(ScoreLine("approach", score, "", ()) for score in scores)
    return QuestionScore(name, name.title(), outcome, 1, 0, 9.0, None, lines, bounds=None, measured=None)


BANK = (
    question("asked", "stack"),
    question("hard", "stack", Difficulty.HARD),
    question("easy", "stack"),
    question("medium", "stack", Difficulty.MEDIUM),
    question("medium-too", "stack", Difficulty.MEDIUM),
    question("java", "stack", language="java"),
    question("tree", "trees"),
    question("leaf", "trees"),
)


def topics(*scores: QuestionScore, known: tuple[str, ...] = ("asked",)) -> dict[str, list[str]]:
    seen = dict.fromkeys(known, Status.TRIED)
    return {one.topic: [each.id for each in one.questions] for one in suggest(scores, BANK, seen, "python")}


def test_a_question_that_was_not_solved_suggests_unseen_ones_on_its_topic_easiest_first() -> None:
    found = topics(scored("asked", "skipped"))
    assert found == {"stack": ["easy", "medium", "medium-too"]}
    assert len(found["stack"]) == MOST


def test_a_solved_one_suggests_something_only_where_a_score_is_low() -> None:
    assert topics(scored("asked", "accepted", 4, None, 3)) == {}
    assert "stack" in topics(scored("asked", "accepted", 4, 2))


def test_what_was_seen_is_never_suggested_and_a_topic_without_more_is_left_out() -> None:
    assert topics(scored("tree", "skipped"), scored("asked", "skipped"), known=("asked", "tree", "leaf", "easy")) == {
        "stack": ["medium", "medium-too", "hard"]
    }


def test_two_weak_questions_on_a_topic_suggest_it_once() -> None:
    assert list(topics(scored("asked", "skipped"), scored("easy", "open"), scored("tree", "open"))) == [
        "stack",
        "trees",
    ]
