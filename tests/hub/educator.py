"""What an educator does in the view of cohorts, a method a thing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, expect

from tests.hub.people import Person


class Educator(Person):
    def open_cohorts(self) -> None:
        self.enter()
        self.press("open-cohorts")
        expect(self.find("cohorts")).to_be_visible()

    def found(self, name: str, group: str) -> None:
        """A cohort of the Hub's group."""
        self.find("found-name").fill(name)
        self.press("found-button")
        expect(self.find("cohort-name")).to_have_text(name)
        self.find("cohort-group").fill(group)
        self.press("cohort-save")
        expect(self.find("cohort-save")).to_have_attribute("aria-disabled", "true")

    def set_interview(self, title: str, question: str) -> None:
        """One question, the same for everybody, that can be sat now."""
        now = datetime.now(UTC)
        self.press("assignment-new")
        self.find("terms-title").fill(title)
        self.find("terms-opens").fill(f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}")
        self.find("terms-closes").fill(f"{now + timedelta(hours=2):%Y-%m-%dT%H:%M}")
        self.find("terms-choice").select_option("fixed")
        self.find("terms-search").fill(question)
        self.press("terms-add")
        self.press("terms-save")
        expect(self.find("assignment-title")).to_have_text(title)

    def row(self, name: str) -> Locator:
        """A candidate's, which follows the interview by itself."""
        return self.find("candidate").filter(has_text=name)

    def override(self, name: str, points: float, reason: str) -> None:
        """Other points for the one question that this candidate was asked."""
        self.row(name).get_by_test_id("jpi-candidate-open").click()
        self.press("grade")
        self.find("override-points").fill(str(points))
        self.find("override-reason").fill(reason)
        self.press("override-give")
        expect(self.find("grading-decisions")).to_contain_text(reason)

    def gradebook(self) -> dict[str, dict[str, str]]:
        """As it is saved: a line a student."""
        with self.page.expect_download() as saved:
            self.press("results-gradebook")
        lines = csv.DictReader(io.StringIO(saved.value.path().read_text("utf-8")))
        return {line["Student"]: line for line in lines}

    def release(self) -> None:
        self.press("results-release")
        expect(self.find("results-state")).to_contain_text("see their results since")
