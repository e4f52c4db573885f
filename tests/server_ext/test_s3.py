"""A server that keeps its files in a bucket: what it stores there, and the short-lived addresses that it gives out."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from jupyter_interview.adapters.objects.s3 import make_client
from jupyter_interview.review.verify import verify
from tests.contracts.test_objects import BUCKET, s3_server
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer, server_home, start_server
from tests.server_ext.test_channel import begin

__all__ = ["s3_server"]


@pytest.fixture
def bucketed(s3_server: None) -> Iterator[RunningServer]:
    """Without an engine: what is judged is not what this is about."""
    with server_home() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
        server = start_server(folder, f"--InterviewApp.object_store=s3://{BUCKET}/hosted")
        yield server
        server.stop()


async def test_a_transcript_is_in_the_bucket_and_downloaded_from_there(bucketed: RunningServer) -> None:
    with Api(bucketed.url, bucketed.token) as api:
        started, me = api.start(questionCount=1), api.call("GET", "/users/me").json()
        async with api.channel(started["id"]) as channel:
            await begin(channel)
            await channel.ask("interview:end")
            await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
        key = f"hosted/transcripts/{me['id']}/{started['id']}.ipynb"
        stored = make_client().get_object(Bucket=BUCKET, Key=key)
        assert stored["ServerSideEncryption"] == "AES256"
        answer = api.call("GET", "/interviews/{id}/transcript", id=started["id"], params={"redirect": "true"})
        assert answer.status_code == 302
        # No token goes along: the address alone is what counts.
        async with httpx.AsyncClient() as browser:
            downloaded = (await browser.get(answer.headers["location"])).content
        assert downloaded == api.call("GET", "/interviews/{id}/transcript", id=started["id"]).content
        assert verify(downloaded, None).valid
        assert api.call("GET", "/health").json()["parts"]["objectStore"]["ok"]
        assert api.call("DELETE", "/users/me/data", json={"confirm": "delete"}).status_code == 204
    assert make_client().list_objects_v2(Bucket=BUCKET, Prefix="hosted/").get("KeyCount") == 0
