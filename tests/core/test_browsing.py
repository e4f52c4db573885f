"""Finding questions: each filter narrows, and a user's standing comes from the user's interviews."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from jupyter_interview.domain.browsing import Filter, Status, browse, statuses
from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.progress import Progress, QuestionProgress
from jupyter_interview.domain.questions import Difficulty, PublicQuestion
from jupyter_interview.errors import InvalidRequest


def question(name: str, difficulty: Difficulty, topics: str, languages: str = "python") -> PublicQuestion:
    title = name.replace("-", " ").capitalize()
    return PublicQuestion(
        name, "sha256:" + 64 * "0", title, difficulty, tuple(topics.split()), tuple(languages.split())
    )


BANK = (
    question("gift-card-pair", Difficulty.EASY, "arrays-hashing", "python java"),
    question("late-trains", Difficulty.MEDIUM, "heap greedy-intervals"),
    question("long-way-home", Difficulty.HARD, "graphs heap", "python javascript java"),
)


def interview(*questions: QuestionProgress) -> Interview:
    return Interview(
        id=uuid4(),
        user_id=uuid4(),
        kind="dsa",
        language="python",
        sandboxed=True,
        plan=(),
        clock=Clock(budget=timedelta(minutes=45)),
        created_at=datetime.now(UTC),
        notebook_path="interviews/one.ipynb",
        kernel_name="interview-python",
        progress=Progress(questions=questions),
    )


def found(known: dict[str, Status] | None = None, **wanted: str) -> str:
    """First words of the titles."""
    return " ".join(one.title.split()[0].lower() for one in browse(BANK, known or {}, Filter(**wanted)))


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, "gift late long"),
        ({"topic": "heap"}, "late long"),
        ({"difficulty": "hard"}, "long"),
        ({"language": "java"}, "gift long"),
        ({"language": "java", "topic": "heap"}, "long"),
        ({"search": "TRAIN"}, "late"),
        ({"search": "home lo"}, "long"),
        ({"search": "interv"}, "late"),
        ({"search": "rain"}, ""),
        ({"topic": "unheard-of"}, ""),
    ],
)
def test_each_filter_narrows(wanted: dict[str, str], titles: str) -> None:
    assert found(**wanted) == titles


@pytest.mark.parametrize("wanted", [{"difficulty": "brutal"}, {"status": "seen"}, {"search": "x" * 201}])
def test_what_no_question_can_have_is_refused(wanted: dict[str, str]) -> None:
    with pytest.raises(InvalidRequest):
        found(**wanted)


def test_standing_is_the_best_over_all_interviews() -> None:
    tried = QuestionProgress("gift-card-pair", 1, "Gift", attempts=2, outcome="skipped")
    solved = QuestionProgress("gift-card-pair", 1, "Gift", attempts=1, accepted=True, outcome="accepted")
    other = QuestionProgress("late-trains", 2, "Late")
    for interviews in ([interview(tried, other), interview(solved)], [interview(solved), interview(tried, other)]):
        known = statuses(interviews)
        assert known == {"gift-card-pair": Status.SOLVED, "late-trains": Status.TRIED}
        assert [found(known, status=status) for status in Status] == ["long", "late", "gift"]
