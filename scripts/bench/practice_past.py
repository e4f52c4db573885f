"""A database full of interviews, written by SQL: the shape that analytics read, without the texts that they do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import psycopg

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.progress import Progress

MARKS = (
    "interview.joined",
    "question.posted",
    "submission.created",
    "submission.judged",
    "submission.created",
    "submission.judged",
    "question.closed",
    "interview.paused",
    "interview.resumed",
    "question.posted",
    "submission.created",
    "submission.judged",
    "question.closed",
    "interview.completed",
)
"""Of one interview, in their order; between them lie events of other kinds."""

# Rebuilt when everything is in: a sorted build takes a fraction of the time of five million random insertions.
_UNINDEX = """
ALTER TABLE events DROP CONSTRAINT events_pkey CASCADE;
ALTER TABLE events DROP CONSTRAINT events_interview_id_seq_key;
ALTER TABLE events DROP CONSTRAINT events_interview_id_client_frame_id_key;
ALTER TABLE events DROP CONSTRAINT events_interview_id_fkey;
DROP INDEX events_practice;
"""

_INTERVIEWS = """
INSERT INTO interviews (id, user_id, kind, language, sandboxed, notebook_path, kernel_name, state, plan, clock,
                        progress, epoch, head_seq, head_hash, log_bytes, created_at, ended_at, unanswered, time_zone)
SELECT gen_random_uuid(), %(user)s, 'dsa', 'python', true, 'interviews/interview.ipynb', 'interview-python',
       'completed', '[]', %(clock)s, %(progress)s, 1, %(events)s, repeat('a', 64), 0, at,
       at + interval '45 minutes', false, 'Europe/Lisbon'
FROM (SELECT now() - interval '1 hour' * (n * 8760 / %(count)s) AS at FROM generate_series(1, %(count)s) n) times
"""

_EVENTS = """
INSERT INTO events (id, interview_id, user_id, seq, at, actor, provenance, kind, visibility, commitment, prev_hash,
                    hash)
SELECT gen_random_uuid(), i.id, i.user_id, n, i.created_at + interval '45 minutes' * n / %(events)s, 'candidate',
       'server', CASE WHEN n %% %(gap)s = 0 THEN coalesce((%(marks)s::text[])[n / %(gap)s], 'cell.snapshot')
                      ELSE 'cell.snapshot' END,
       'candidate', repeat('c', 64), repeat('a', 64), repeat('b', 64)
FROM interviews i CROSS JOIN generate_series(1, %(events)s) n
WHERE i.user_id = %(user)s
"""

_SUBMISSIONS = """
INSERT INTO submissions (id, interview_id, user_id, event_id, question_id, question_digest, language, purpose, source,
                         own_inputs, created_at, judged)
SELECT id, interview_id, user_id, id, 'question', 'digest', 'python', 'submit', '', '', at, true
FROM events WHERE kind = 'submission.created'
"""

# Two in three are accepted: the second on the first question, the only one on the second.
_VERDICTS = """
INSERT INTO verdicts (submission_id, interview_id, event_id, verdict, judgement, judged_at)
SELECT s.id, s.interview_id, j.id, CASE WHEN j.seq = 4 * %(gap)s THEN 'wrong_answer' ELSE 'accepted' END, '', j.at
FROM submissions s JOIN events c ON c.id = s.id
JOIN events j ON j.interview_id = c.interview_id AND j.seq = c.seq + %(gap)s
"""

_INDEX = """
ALTER TABLE events ADD PRIMARY KEY (id);
ALTER TABLE events ADD UNIQUE (interview_id, seq);
ALTER TABLE events ADD UNIQUE (interview_id, client_frame_id);
"""


def fill(connection: psycopg.Connection[Any], migration: str, users: dict[str, int], events: int) -> dict[str, Any]:
    """Write so many interviews for each named user, of so many events each; the users' ids by name.

    `migration` makes the index that is measured.
    """
    gap = events // (len(MARKS) + 1)
    ids = {name: uuid4() for name in users}
    connection.execute(_UNINDEX)
    for name, count in users.items():
        values = {"user": ids[name], "count": count, "events": events, "gap": gap, "marks": list(MARKS)}
        connection.execute("INSERT INTO users (id, name) VALUES (%s, %s)", [ids[name], name])
        connection.execute(_INTERVIEWS, {**values, "clock": _clock(), "progress": _progress()})
        connection.execute(_EVENTS, values)
    connection.execute(_INDEX)
    connection.execute(_SUBMISSIONS)
    connection.execute(_VERDICTS, {"gap": gap})
    connection.execute(migration.encode())
    connection.execute("VACUUM ANALYZE")
    return ids


def _clock() -> str:
    clock = Clock(timedelta(minutes=45)).start(datetime.now(UTC)).stop(datetime.now(UTC) + timedelta(minutes=40))
    return msgspec.json.encode(clock).decode()


def _progress() -> str:
    progress = Progress()
    for number, question in enumerate(("gift-card-pair", "first-bracket-fault"), 1):
        progress = progress.after(number, p.QuestionPosted(question, "sha256:" + "a" * 64, number, question, ()))
        progress = progress.after(number, p.QuestionClosed(question, "accepted"))
    return msgspec.json.encode(progress).decode()
