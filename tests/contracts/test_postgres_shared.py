"""What calibration reads: the scores of those who let them be used, and of nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.adaptive.asked import SharedScore
from jupyter_interview.domain.interview import User
from tests.contracts.past import Past

JUNE = datetime(2026, 6, 1, 9, tzinfo=UTC)


def sat(url: str, user: User, at: datetime, *scores: tuple[str, float | None], review: bool = False) -> None:
    past = Past.of(user, at)
    for number, (question, score) in enumerate(scores, 1):
        past.add(at, p.QuestionScored(question, number, score, None, 0, 10, 0, 0.0, review=review))
    past.end(at + timedelta(minutes=30))
    past.write(url)


async def test_only_scores_of_those_who_said_yes(store: PostgresStore, user: User, database_url: str) -> None:
    other = await store.ensure_user("local", "bob", "Bob")
    sat(database_url, user, JUNE, ("first-bracket-fault", 1.0), ("fullest-bin", 0.25))
    sat(database_url, other, JUNE, ("first-bracket-fault", 0.0))
    assert await store.shared_scores() == ()
    await store.set_shares_scores(other.id, True)
    assert await store.shared_scores() == (SharedScore(other.id, "first-bracket-fault", 0.0),)
    await store.set_shares_scores(user.id, True)
    await store.set_shares_scores(other.id, False)  # it can be taken back
    assert [one.score for one in await store.shared_scores()] == [1.0, 0.25]
    assert (await store.ensure_user("local", "ada", "Ada")).shares_scores
    assert not (await store.ensure_user("local", "bob", "Bob")).shares_scores


async def test_the_first_score_of_a_question_counts(store: PostgresStore, user: User, database_url: str) -> None:
    await store.set_shares_scores(user.id, True)
    sat(database_url, user, JUNE + timedelta(days=60), ("fullest-bin", 1.0))
    sat(database_url, user, JUNE, ("fullest-bin", 0.0), ("gift-card-pair", None))
    sat(database_url, user, JUNE + timedelta(days=9), ("gift-card-pair", 1.0), review=True)
    assert await store.shared_scores() == (SharedScore(user.id, "fullest-bin", 0.0),)
