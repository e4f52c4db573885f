"""A cohort of a real Hub in browsers: set by its educator, sat by two at a time, followed, graded and exported."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.hub.educator import Educator
from tests.hub.people import Person, browser_of
from tests.hub.real import RealHub
from tests.solutions import reference, wrong

pytestmark = [pytest.mark.browser, pytest.mark.docker]
GROUP = "algorithms"
TITLE = "The lightest crate"
REASON = "The idea was right, an index was not."


def test_an_educator_sets_an_interview_that_two_sit_at_once(hub: RealHub, chromium: Browser) -> None:
    with ExitStack() as stack:
        tess = stack.enter_context(browser_of(Educator, "tess", chromium, hub))
        tess.open_cohorts()
        tess.found("Algorithms", GROUP)
        tess.set_interview("Week 3", TITLE)
        sam, mia = [stack.enter_context(browser_of(Person, name, chromium, hub)) for name in ("sam", "mia")]
        for candidate in (sam, mia):
            begin(candidate)
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
        for name, state in (("sam", "completed"), ("mia", "in_progress")):
            expect(tess.row(name)).to_have_attribute("data-state", state)
        end(mia)
        expect(tess.row("mia")).to_have_attribute("data-state", "completed")
        earned = {name: float(line["Week 3"]) for name, line in tess.gradebook().items()}
        assert earned["sam"] > earned["mia"]
        tess.override("mia", 3.5, REASON)
        book = tess.gradebook()
        assert float(book["sam"]["Week 3"]) == earned["sam"]
        assert (float(book["mia"]["Week 3"]), book["mia"]["Reasons"]) == (3.5, REASON)
        tess.release()
        for candidate in (sam, mia):
            candidate.press("show-feedback")
            expect(candidate.find("feedback-question")).to_have_count(1)


def outputs(person: Person, text: str) -> Locator:
    return person.page.locator(".jp-OutputArea-output").filter(has_text=text).first


def begin(candidate: Person) -> None:
    """What was set, then the check of the computer, then the room."""
    candidate.enter()
    expect(candidate.find("assignment")).to_contain_text("Week 3")
    candidate.press("prepare")
    expect(candidate.find("preflight")).to_have_attribute("data-done", "true")
    candidate.press("begin")
    assert candidate.question.title == TITLE


def end(candidate: Person) -> None:
    candidate.press("end")
    candidate.confirm()
    expect(candidate.find("open-transcript")).to_be_visible()
