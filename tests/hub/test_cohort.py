"""A cohort of a real Hub in browsers: set by its educator, sat by two at a time, followed, graded and exported."""

from __future__ import annotations

import csv
import io
import json
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.hub.people import Person, browser_of
from tests.hub.real import RealHub
from tests.solutions import reference, wrong

pytestmark = [pytest.mark.browser, pytest.mark.docker]
GROUP = "algorithms"
QUESTION = "crate-pile"
REASON = "The idea was right, an index was not."


def test_an_educator_sets_an_interview_that_two_sit_at_once(hub: RealHub, chromium: Browser) -> None:
    with ExitStack() as stack:
        tess = stack.enter_context(browser_of("tess", chromium, hub))
        assignment = set_interview(tess)
        sam, mia = [stack.enter_context(browser_of(name, chromium, hub)) for name in ("sam", "mia")]
        for candidate in (sam, mia):
            begin(candidate, assignment)
        for candidate in (sam, mia):
            candidate.run_cell(f"print('{candidate.name}', 6 * 7)")
        for candidate in (sam, mia):
            expect(outputs(candidate, f"{candidate.name} 42")).to_be_visible()
        for candidate, solution in ((sam, reference(sam.question)), (mia, wrong(mia.question))):
            candidate.write(solution)
            candidate.press("submit")
        for candidate, verdict in ((sam, "Accepted"), (mia, "Wrong answer")):
            expect(candidate.find("verdict").last).to_contain_text(verdict)
        end(sam)
        assert states(tess, assignment) == {"sam": "completed", "mia": "in_progress"}
        end(mia)
        grade(tess, assignment)
        release(tess, assignment)
        for candidate in (sam, mia):
            candidate.press("show-feedback")
            expect(candidate.find("feedback-question")).to_have_count(1)


def outputs(person: Person, text: str) -> Any:
    return person.page.locator(".jp-OutputArea-output").filter(has_text=text).first


def set_interview(tess: Person) -> str:
    cohort = json.loads(tess.ask("POST", "/interview/api/cohorts", {"name": "Algorithms"}))["id"]
    tess.ask("PATCH", f"/interview/api/cohorts/{cohort}", {"name": "Algorithms", "group": GROUP, "model": False})
    now = datetime.now(UTC)
    terms = {
        "title": "Week 3", "minutes": 30, "questionCount": 1, "questions": [QUESTION],
        "opensAt": (now - timedelta(hours=1)).isoformat(), "closesAt": (now + timedelta(hours=2)).isoformat(),
    }  # fmt: skip
    return str(json.loads(tess.ask("POST", f"/interview/api/cohorts/{cohort}/assignments", terms))["id"])


def begin(candidate: Person, assignment: str) -> None:
    candidate.ask("POST", f"/interview/api/assignments/{assignment}/interviews", {"language": "python"})
    candidate.open()
    assert candidate.question.id == QUESTION


def end(candidate: Person) -> None:
    candidate.press("end")
    candidate.confirm()
    expect(candidate.find("open-transcript")).to_be_visible()


def states(tess: Person, assignment: str) -> dict[str, str]:
    rows = json.loads(tess.ask("GET", f"/interview/api/assignments/{assignment}/progress"))["candidates"]
    return {row["name"]: row["interviews"][-1]["state"] for row in rows}


def grade(tess: Person, assignment: str) -> None:
    rows = json.loads(tess.ask("GET", f"/interview/api/assignments/{assignment}/grades"))["grades"]
    interviews = {row["name"]: row["interviewId"] for row in rows}
    earned = {row["name"]: row["points"] for row in rows}
    assert earned["sam"] > earned["mia"]
    override = {"questionId": QUESTION, "points": 3.5, "reason": REASON}
    tess.ask("POST", f"/interview/api/interviews/{interviews['mia']}/overrides", override)
    book = list(csv.DictReader(io.StringIO(tess.ask("GET", f"/interview/api/assignments/{assignment}/gradebook"))))
    points = {line["Student"]: (float(line["Week 3"]), line["Reasons"]) for line in book if line["Student"] in earned}
    assert points == {"sam": (earned["sam"], ""), "mia": (3.5, REASON)}


def release(tess: Person, assignment: str) -> None:
    tess.ask("POST", f"/interview/api/assignments/{assignment}/release", {"released": True})
