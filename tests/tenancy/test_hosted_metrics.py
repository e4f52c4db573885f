"""Operators see a hosted server's metrics; its users do not."""

from __future__ import annotations

import httpx
import pytest

from tests.tenancy.hosting import Hosted, Person

pytestmark = pytest.mark.docker


def test_metrics_are_served_beside_the_server_and_not_by_it(hosted: Hosted, ada: Person) -> None:
    assert ada.call("GET", "/interview/api/interviews").status_code == 200
    shown = httpx.get(f"http://127.0.0.1:{hosted.metrics_port}/metrics").text
    assert "interview_rooms_open" in shown, hosted.log
    assert str(ada.id) not in shown
    assert ada.call("GET", "/metrics").status_code == 404
