"""Access tokens over REST, made in a browser's session."""

from __future__ import annotations

import httpx
import pytest

from tests.server_ext.client import check_answer
from tests.tenancy.hosting import Hosted, Person
from tests.tenancy.test_sign_in import sign_in

pytestmark = pytest.mark.docker
TOKENS = "/interview/api/users/me/tokens"


def test_a_browser_makes_tokens_and_a_token_does_not(hosted: Hosted, ada: Person) -> None:
    with httpx.Client(base_url=hosted.url, timeout=60) as browser:
        sign_in(browser, ada.token)
        headers = {"X-XSRFToken": browser.cookies["_xsrf"]}
        assert browser.post(TOKENS, json={"name": "no XSRF token"}).status_code == 403
        answer = browser.post(TOKENS, json={"name": "my script", "days": 2}, headers=headers)
        check_answer("POST", "/users/me/tokens", answer)
        made = answer.json()
        assert (answer.status_code, answer.headers["cache-control"]) == (201, "no-store")
        script = Person(ada.id, ada.name, made["token"], hosted.url)
        assert script.call("POST", TOKENS, json={"name": "its child"}).status_code == 403
        listed = script.call("GET", TOKENS)
        check_answer("GET", "/users/me/tokens", listed)
        assert made["token"] not in listed.text
        assert [one["name"] for one in listed.json()["tokens"] if one["id"] == made["id"]] == ["my script"]
        other = hosted.person("tokenless")
        assert other.call("DELETE", f"{TOKENS}/{made['id']}").status_code == 404
        revoked = browser.delete(f"{TOKENS}/{made['id']}", headers=headers)
        check_answer("DELETE", "/users/me/tokens/{id}", revoked)
    assert hosted.log.count(made["token"]) == 0
