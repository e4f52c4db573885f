"""Measure the queries behind the analytics: how they grow with a user's interviews, and what their index does.

    python scripts/bench/practice_times.py

By default 10,000 interviews of 500 events: one user has 1 % of them, one 10 %, one the rest. It needs some minutes, 5
GB of disk while it runs, and no Docker. See docs/benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import facts
import msgspec
import psycopg
from practice_past import fill

from jupyter_interview.adapters.embedded import attach
from jupyter_interview.adapters.postgres.migrate import load
from jupyter_interview.adapters.postgres.practice import QUERIES

RESULTS = facts.ROOT / "docs" / "benchmarks" / "results"
SMALL, MIDDLE, LARGE = "small", "middle", "large"
INDEX = "events_practice"


class Row(msgspec.Struct, frozen=True):
    """One query: medians in milliseconds for the three users, and for the small one without its index."""

    query: str
    small: float
    middle: float
    large: float
    unindexed: float | None


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--interviews", type=int, default=10_000, help="in the whole database (%(default)s)")
    parser.add_argument("--events", type=int, default=500, help="of each interview (%(default)s)")
    parser.add_argument("--rounds", type=int, default=7, help="in turns, after one that does not count (%(default)s)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder for the JSON and the table")
    return parser.parse_args()


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def measure(connection: psycopg.Connection[Any], ids: dict[str, Any], rounds: int) -> dict[str, dict[str, float]]:
    """The median of each query for each user, taken in turns."""
    samples: dict[tuple[str, str], list[float]] = {}
    for round_ in range(rounds + 1):
        for query, text in QUERIES.items():
            for user, id in ids.items():
                began = time.perf_counter()
                connection.execute(text.encode(), {"user": id}).fetchall()
                if round_:
                    samples.setdefault((query, user), []).append((time.perf_counter() - began) * 1000)
    return {
        query: {user: round(statistics.median(samples[query, user]), 2) for user in ids} for query in QUERIES
    }  # fmt: skip


def migrate_and_find_index(connection: psycopg.Connection[Any]) -> str:
    """All migrations; the statement that makes the index."""
    statement = ""
    for migration in load():
        connection.execute(migration.sql.encode())
        found = re.search(rf"CREATE INDEX {INDEX} .*?;", migration.sql, re.DOTALL)
        statement = found[0] if found else statement
    return statement


def run(url: str, interviews: int, events: int, rounds: int) -> list[Row]:
    with psycopg.connect(url, autocommit=True) as connection:
        statement = migrate_and_find_index(connection)
        shares = {SMALL: interviews // 100, MIDDLE: interviews // 10}
        users = {**shares, LARGE: interviews - sum(shares.values())}
        began = time.monotonic()
        ids = fill(connection, statement, users, events)
        say(f"{interviews:,} interviews and {interviews * events:,} events written in {time.monotonic() - began:.0f} s")
        with_index = measure(connection, ids, rounds)
        say("measured with the index")
        connection.execute(f"DROP INDEX {INDEX}".encode())
        without = measure(connection, {SMALL: ids[SMALL]}, rounds)
    return [
        Row(query, *(times[user] for user in (SMALL, MIDDLE, LARGE)),
            unindexed=without[query][SMALL] if query in ("days", "phases") else None)
        for query, times in with_index.items()
    ]  # fmt: skip


def table(rows: list[Row], given: argparse.Namespace, load_before: tuple[float, ...]) -> str:
    small, middle = given.interviews // 100, given.interviews // 10
    large = given.interviews - small - middle
    commit = facts.checkout()
    loads = [" ".join(f"{load:.1f}" for load in loads) for loads in (load_before, os.getloadavg())]
    options = f"--interviews {given.interviews} --events {given.events} --rounds {given.rounds}"
    growth = f"{large:,} / {small:,} (rows: {large / small:.0f})"
    lines = [
        f"# Analytics, {datetime.now(UTC):%Y-%m-%d}",
        "",
        f"Commit {commit.commit}{' with changes' if commit.modified else ''}; {os.cpu_count()} CPUs; load average "
        f"{loads[0]} at the start, {loads[1]} at the end.",
        "",
        f"`python scripts/bench/practice_times.py {options}`: {given.interviews:,} interviews and",
        f"{given.interviews * given.events:,} events in one database; medians of {given.rounds} rounds in turns, ms,",
        f"for users with {small:,}, {middle:,} and {large:,} of the interviews.",
        "",
        f"| query | {small:,} | {middle:,} | {large:,} | {growth} | {small:,}, without index / with |",
        "|---|---|---|---|---|---|",
        *map(line, rows),
    ]
    sums = [sum(times) for times in zip(*((row.small, row.middle, row.large) for row in rows), strict=True)]
    return "\n".join([*lines, line(Row("all", *sums, unindexed=None))]) + "\n"


def line(row: Row) -> str:
    index = f"{row.unindexed / row.small:.0f}" if row.unindexed is not None else ""
    growth = row.large / row.small
    return f"| {row.query} | {row.small:.1f} | {row.middle:.1f} | {row.large:.1f} | {growth:.0f} | {index} |"


def main() -> None:
    given = arguments()
    load_before = os.getloadavg()
    folder = Path(tempfile.mkdtemp(prefix="ji-bench-"))
    folder.chmod(0o711)
    try:
        with attach(folder) as attachment:
            rows = run(attachment.servers.database_url, given.interviews, given.events, given.rounds)
    finally:
        shutil.rmtree(folder)
    text = table(rows, given, load_before)
    name = f"{datetime.now(UTC):%Y-%m-%d}-analytics"
    given.results.mkdir(parents=True, exist_ok=True)
    (given.results / f"{name}.md").write_text(text)
    (given.results / f"{name}.json").write_bytes(msgspec.json.format(msgspec.json.encode(rows)))
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
