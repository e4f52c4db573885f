"""What was asked: of one candidate ever, and of everybody lately."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.domain.adaptive.asked import Asked, SharedScore
from jupyter_interview.domain.payloads import QuestionChosen, QuestionScored, decode

LATEST = 2000
"""Interviews that exposure is counted over: what was asked long before is no longer known to everybody."""

# The kinds are written out, or the partial index would not be used.
ASKED = """
SELECT e.interview_id, e.at, e.kind, p.payload
FROM events e JOIN event_payloads p ON p.event_id = e.id
WHERE e.user_id = %s AND e.kind IN ('question.chosen', 'question.scored')
ORDER BY e.at, e.seq
"""

EXPOSURE = """
WITH latest AS (
    SELECT id, plan FROM interviews WHERE kind = %(kind)s AND plan <> '[]' ORDER BY created_at DESC LIMIT %(latest)s
)
SELECT q->>'questionId' AS question_id, count(*) AS asked, (SELECT count(*) FROM latest) AS interviews
FROM latest, jsonb_array_elements(plan) q
GROUP BY 1
"""

# What was asked again says what was remembered, so the first time counts. An abandoned interview has no score.
SHARED = """
SELECT e.user_id, p.payload
FROM events e JOIN event_payloads p ON p.event_id = e.id JOIN users u ON u.id = e.user_id
WHERE u.shares_scores AND e.kind = 'question.scored'
ORDER BY e.at, e.seq
"""


async def of_user(connection: Connection, user_id: UUID) -> tuple[Asked, ...]:
    """A question's score takes the place of the one that was open; an erased payload is as if it had not been."""
    found: dict[tuple[UUID, int], Asked] = {}
    for row in await (await connection.execute(ASKED, [user_id])).fetchall():
        payload = decode(row["kind"], row["payload"])
        assert isinstance(payload, QuestionChosen | QuestionScored)
        place = (row["interview_id"], payload.number)
        one = found.get(place) or Asked(*place, payload.question_id, row["at"])
        if isinstance(payload, QuestionScored):
            one = replace(one, score=payload.score)
        found[place] = replace(one, review=payload.review)
    return tuple(found.values())


async def exposure(connection: Connection, kind: str) -> tuple[dict[str, int], int]:
    rows = await (await connection.execute(EXPOSURE, {"kind": kind, "latest": LATEST})).fetchall()
    return {row["question_id"]: row["asked"] for row in rows}, rows[0]["interviews"] if rows else 0


async def shared_scores(connection: Connection) -> tuple[SharedScore, ...]:
    found: dict[tuple[UUID, str], SharedScore] = {}
    for row in await (await connection.execute(SHARED)).fetchall():
        payload = decode(QuestionScored.kind, row["payload"])
        assert isinstance(payload, QuestionScored)
        if payload.score is not None and not payload.review:
            one = SharedScore(row["user_id"], payload.question_id, payload.score)
            found.setdefault((one.user_id, one.question), one)
    return tuple(found.values())
