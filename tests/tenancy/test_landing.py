"""The first page tells people of their own things, and shows what others wrote as text."""

from __future__ import annotations

import httpx
import pytest

from jupyter_interview.domain.interview import Role
from tests.tenancy.hosting import Hosted

pytestmark = pytest.mark.docker


def test_it_is_a_page_without_a_script(hosted: Hosted) -> None:
    answer = httpx.get(f"{hosted.url}/interview/")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "<script" not in answer.text
    assert 'href="/login/university?next=%2Finterview%2F">Sign in with University<' in answer.text


def test_what_somebody_is_called_is_text(hosted: Hosted) -> None:
    person = hosted.person("<script>alert(1)</script>", Role.EDUCATOR)
    page = person.call("GET", "/interview/").text
    assert "<script" not in page
    assert "Hello, &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "signed in as educator" in page


def test_each_sees_their_own(hosted: Hosted) -> None:
    mine, other = hosted.person("mine"), hosted.person("other")
    path = mine.call("POST", "/interview/api/interviews", json={}).json()["notebookPath"]
    assert f'href="/lab/tree/{path}"' in mine.call("GET", "/interview/").text
    assert path not in other.call("GET", "/interview/").text
    assert mine.call("GET", "/", follow_redirects=False).headers["location"].startswith("/interview/")
