"""Grades: what the scorer gave, what an educator gave instead, and a book that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from jupyter_interview.domain.facts import ScoreLine
from jupyter_interview.domain.grading import (
    GradedCandidate,
    Override,
    check_override,
    grade,
    gradebook,
    said,
    with_remarks,
)
from jupyter_interview.domain.rejudging import Rejudging, ReplacedVerdict, amended, judgements
from jupyter_interview.domain.scoring import SCORER, Feedback, QuestionScore
from jupyter_interview.domain.verdicts import Evidence, Judgement, Verdict
from jupyter_interview.errors import InvalidRequest
from tests.core.transcripts import sample_room

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def scored(name: str, *scores: int | None) -> QuestionScore:
    lines = tuple(ScoreLine(f"line {i}", score, "said", ()) for i, score in enumerate(scores))
    return QuestionScore(name, name.title(), "accepted", 1, 0, 9.5, None, lines, None, None)


def feedback(*questions: QuestionScore) -> Feedback:
    return Feedback(SCORER, str(uuid4()), "0" * 64, questions, (), (), (), ())


def override(question: str, points: float, reason: str = "It was the judge's fault.") -> Override:
    return Override(1, str(uuid4()), question, points, reason, str(uuid4()), NOW, "0" * 64, "key")


def test_a_question_is_worth_the_mean_of_what_could_be_scored() -> None:
    made = grade(feedback(scored("a", 4, 3, None), scored("b", None)), 3, [])
    assert [(one.automatic, one.points) for one in made.questions] == [(3.5, 3.5), (None, 0.0)]
    assert (made.points, made.possible) == (3.5, 12.0)  # the third was not reached


def test_the_last_override_counts_and_none_is_lost() -> None:
    given = [override("a", 1), override("b", 4), override("a", 2.5)]
    made = grade(feedback(scored("a", 4), scored("b", None)), 2, given)
    assert [(one.automatic, one.points) for one in made.questions] == [(4.0, 2.5), (None, 4.0)]
    assert made.questions[0].overrides == (given[0], given[2])


def rejudging(question: str, submission: UUID, old: Verdict, new: Verdict, at: datetime = NOW) -> Rejudging:
    pair = ReplacedVerdict(str(submission), *(Judgement(one, (), 7, 8, Evidence(), True) for one in (old, new)))
    digests = ("sha256:old", "sha256:new")
    return Rejudging(1, "rejudging", str(uuid4()), question, *digests, (pair,), str(uuid4()), at, "0" * 64, "key")


def test_new_verdicts_give_new_points_and_an_override_counts_last() -> None:
    first = override("a", 1)
    again = rejudging("a", uuid4(), Verdict.WRONG_ANSWER, Verdict.ACCEPTED)
    made = grade(feedback(scored("a", 4)), 1, [first, again], feedback(scored("a", 2)))
    (question,) = made.questions
    assert (question.before, question.automatic, question.points) == (2.0, 4.0, 1)
    assert question.rejudgings == (again,)
    told = with_remarks(feedback(scored("a", 4)), made).questions[0].remarks
    assert told == (
        "Judged again on 2026-11-25, because the question was corrected: wrong answer became accepted.",
        "The scorer's points: 2 before, 4 now.",
        "An educator gave 1 of 4 points on 2026-11-25: It was the judge's fault.",
    )


def test_feedback_without_amendments_is_what_the_log_alone_gives() -> None:
    plain = feedback(scored("a", 4))
    assert with_remarks(plain, grade(plain, 1, [])).to_bytes() == plain.to_bytes()
    assert b"remarks" not in plain.to_bytes()


def test_statements_are_read_back_as_what_they_are() -> None:
    for made in (override("a", 2.5), rejudging("a", uuid4(), Verdict.ACCEPTED, Verdict.TIME_LIMIT)):
        assert said(made.to_bytes()) == made
    for nothing in (b"[]", b'{"kind": "other"}', b"{}", b"\xff"):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever of its kinds it is
            said(nothing)


def test_the_last_verdict_that_could_be_run_takes_the_old_ones_place() -> None:
    room = sample_room()
    submission, before = next(iter(judgements(room.events).items()))
    assert before.verdict is not Verdict.TIME_LIMIT
    again = [
        rejudging("a", submission, before.verdict, Verdict.TIME_LIMIT),
        rejudging("a", submission, Verdict.TIME_LIMIT, Verdict.INTERNAL_ERROR),
    ]
    found = amended(room.events, again)
    assert judgements(found)[submission].verdict is Verdict.TIME_LIMIT
    assert judgements(room.events)[submission] == before
    assert [event.envelope for event in found] == [event.envelope for event in room.events]
    assert amended(room.events, again[1:]) is room.events


@pytest.mark.parametrize(
    ("points", "reason"), [(-0.1, "why"), (4.1, "why"), (float("nan"), "why"), (3, " \n"), (3, "x" * 2001)]
)
def test_an_override_that_says_too_little_is_refused(points: float, reason: str) -> None:
    with pytest.raises(InvalidRequest):
        check_override(points, reason)


def test_the_book_has_a_line_a_student_and_says_what_it_is_worth() -> None:
    made = grade(feedback(scored("a", 4)), 1, [override("a", 3, "=HYPERLINK(1)")])
    interview = uuid4()
    rows = [
        GradedCandidate(uuid4(), "=cmd|' /C calc'!A0", interview, 2, made),
        GradedCandidate(uuid4(), 'Ada "the first", Lovelace', None, 0, None),
    ]
    read = list(csv.reader(io.StringIO(gradebook("+Week 3", rows))))
    assert read[0] == ["Student", "ID", "'+Week 3", "Interview", "Attempts", "Reasons"]
    assert read[1][:3] == ["Points Possible", "", "4.0"]
    assert read[2] == [
        "'=cmd|' /C calc'!A0", str(rows[0].user_id), "3", str(interview), "2", "'=HYPERLINK(1)"
    ]  # fmt: skip
    assert read[3] == ['Ada "the first", Lovelace', str(rows[1].user_id), "", "", "0", ""]
