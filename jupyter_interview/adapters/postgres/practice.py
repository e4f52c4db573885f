"""A user's interviews summed up: one query for each figure, over that user's rows alone.

Days and phases read events, and of those only the kinds in the partial index `events_practice`: a query that does not
write out some of the kinds in its predicate cannot use it. The others read interviews, by `interviews_by_user`.
"""

from __future__ import annotations

from typing import LiteralString
from uuid import UUID

from psycopg.rows import DictRow

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.domain.practice import AskedQuestion, Counts, PhaseTime, PracticeDay, Week
from jupyter_interview.service.ports import PracticeRecord

# Durations are ISO 8601, as msgspec writes them. A server that was off stops a clock late.
_SECONDS = """extract(epoch FROM least(
    (clock->>'used')::interval, (clock->>'budget')::interval + (clock->>'credited')::interval))"""

COUNTS = f"""
SELECT count(*) AS interviews,
       count(*) FILTER (WHERE state = 'completed') AS completed,
       count(*) FILTER (WHERE state = 'abandoned') AS abandoned,
       count(*) FILTER (WHERE state NOT IN ('completed', 'abandoned')) AS unfinished,
       coalesce(sum(q.questions) FILTER (WHERE kind = 'dsa'), 0)::int AS questions,
       coalesce(sum(q.accepted), 0)::int AS accepted,
       coalesce(sum(q.attempts), 0)::int AS attempts,
       coalesce(sum(q.hints), 0)::int AS hints,
       coalesce(sum({_SECONDS}), 0)::int AS seconds
FROM interviews CROSS JOIN LATERAL (
    SELECT count(*) AS questions,
           count(*) FILTER (WHERE (q->>'accepted')::boolean) AS accepted,
           sum((q->>'attempts')::int) AS attempts,
           sum((q->>'hints_given')::int) AS hints
    FROM jsonb_array_elements(progress->'questions') q WHERE q->>'outcome' IS NOT NULL
) q
WHERE user_id = %(user)s
"""  # noqa: S608 - constants

# What only the candidate can cause: a reconnecting tab, a verdict or a deadline may come when nobody is there.
DAYS = """
SELECT (e.at AT TIME ZONE z.zone)::date AS day, z.zone, min(e.at) AS first, max(e.at) AS last,
       count(DISTINCT e.interview_id) AS interviews
FROM events e
JOIN interviews i ON i.id = e.interview_id
JOIN users u ON u.id = i.user_id
CROSS JOIN LATERAL (SELECT coalesce(i.time_zone, u.time_zone) AS zone) z
WHERE e.user_id = %(user)s
  AND e.kind IN ('interview.joined', 'interview.resumed', 'submission.created', 'design.submitted')
GROUP BY 1, 2
"""

# Every mark begins a phase, or none, that lasts until the next one. The judge may accept after a question was closed. A
# server that was off ends an interview late, so no stretch is longer than the interview was to be.
PHASES = """
WITH marks AS (
    SELECT e.interview_id, e.seq, e.kind, i.kind AS interview_kind, lag(e.kind) OVER w AS before,
           count(*) FILTER (WHERE e.kind = 'question.posted') OVER w AS question,
           least(lead(e.at) OVER w - e.at, (i.clock->>'budget')::interval) AS lasted
    FROM events e
    JOIN interviews i ON i.id = e.interview_id
    LEFT JOIN verdicts v ON e.kind = 'submission.judged' AND v.event_id = e.id
    LEFT JOIN submissions s ON s.id = v.submission_id
    WHERE e.user_id = %(user)s
      AND e.kind IN ('interview.joined', 'interview.paused', 'interview.resumed', 'interview.completed',
                     'interview.abandoned', 'question.posted', 'question.closed', 'submission.judged',
                     'step.began', 'step.closed')
      AND (e.kind <> 'submission.judged' OR v.verdict = 'accepted' AND s.purpose = 'submit')
    WINDOW w AS (PARTITION BY e.interview_id ORDER BY e.seq)
), phases AS (
    SELECT interview_kind, lasted, CASE
        WHEN kind = 'question.posted' AND interview_kind = 'dsa' THEN 'solving'
        WHEN kind = 'submission.judged' AND before <> 'question.closed' THEN 'discussion'
        WHEN kind = 'step.began' THEN (ARRAY['requirements', 'estimation', 'design', 'deep_dives'])[
            count(*) FILTER (WHERE kind = 'step.began') OVER (PARTITION BY interview_id, question ORDER BY seq)]
        WHEN kind NOT IN ('interview.paused', 'interview.completed', 'interview.abandoned') THEN 'between'
    END AS phase
    FROM marks
)
SELECT interview_kind AS kind, phase, extract(epoch FROM sum(lasted))::int AS seconds, count(*) AS times
FROM phases
WHERE phase IS NOT NULL AND lasted IS NOT NULL
GROUP BY 1, 2 ORDER BY 1, 2
"""

QUESTIONS = """
SELECT q->>'question_id' AS question_id, count(*) AS asked,
       count(*) FILTER (WHERE (q->>'accepted')::boolean) AS accepted,
       sum((q->>'attempts')::int)::int AS attempts
FROM interviews, jsonb_array_elements(progress->'questions') q
WHERE user_id = %(user)s AND kind = 'dsa' AND q->>'outcome' IS NOT NULL
GROUP BY 1
"""

WEEKS = f"""
SELECT date_trunc('week', i.created_at AT TIME ZONE coalesce(i.time_zone, u.time_zone))::date AS start,
       count(*) AS interviews,
       coalesce(sum(q.questions) FILTER (WHERE i.kind = 'dsa'), 0)::int AS questions, sum(q.accepted)::int AS accepted,
       sum({_SECONDS})::int AS seconds
FROM interviews i JOIN users u ON u.id = i.user_id CROSS JOIN LATERAL (
    SELECT count(*) AS questions,
           count(*) FILTER (WHERE (q->>'accepted')::boolean) AS accepted
    FROM jsonb_array_elements(progress->'questions') q WHERE q->>'outcome' IS NOT NULL
) q
WHERE i.user_id = %(user)s
GROUP BY 1
"""  # noqa: S608 - constants

QUERIES = {"counts": COUNTS, "days": DAYS, "phases": PHASES, "questions": QUESTIONS, "weeks": WEEKS}


async def of_user(connection: Connection, user_id: UUID) -> PracticeRecord:
    await connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    (counts,) = await _rows(connection, COUNTS, user_id)
    return PracticeRecord(
        counts=Counts(**counts),
        days=tuple(PracticeDay(**row) for row in await _rows(connection, DAYS, user_id)),
        phases=tuple(PhaseTime(**row) for row in await _rows(connection, PHASES, user_id)),
        questions=tuple(AskedQuestion(**row) for row in await _rows(connection, QUESTIONS, user_id)),
        weeks=tuple(Week(**row) for row in await _rows(connection, WEEKS, user_id)),
    )


async def _rows(connection: Connection, query: LiteralString, user_id: UUID) -> list[DictRow]:
    return await (await connection.execute(query, {"user": user_id})).fetchall()
