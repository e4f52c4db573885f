"""An educator opens what a hostile candidate handed in, on the server that holds everybody's data."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from jupyter_interview.domain.interview import Role
from tests.e2e.hosted import browser_of
from tests.e2e.hostile import RAN, Beacon, beacon, files
from tests.e2e.room import keep_picture
from tests.tenancy.hosting import Hosted, Person

pytestmark = [pytest.mark.browser, pytest.mark.docker]
VIEWERS = '{"defaultViewers": {"markdown": "Markdown Preview", "vega-lite5": "Vega"}}'


@pytest.fixture
def outside() -> Iterator[Beacon]:
    with beacon() as found:
        yield found


def watch(page: Page) -> list[str]:
    """What scripts said, in whatever frame or window."""
    said: list[str] = []
    page.context.on("console", lambda message: said.append(message.text) if RAN in message.text else None)
    page.context.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.context.on("page", lambda opened: said.append(f"a window was opened: {opened.url}"))
    return said


@pytest.fixture(scope="module")
def educator(hosted: Hosted) -> Person:
    return hosted.person("edith", Role.EDUCATOR)


def test_the_files_do_harm_where_nothing_stops_them(outside: Beacon, chromium: Browser) -> None:
    """Else the next test could not fail."""
    page = chromium.new_page()
    said = watch(page)
    page.set_content(files(outside.url)["page.html"].partition("<base")[0])
    page.wait_for_timeout(1000)
    assert any(RAN in line for line in said)
    assert len(set(outside.reached)) > 8
    page.close()


def test_nothing_that_a_candidate_hands_in_acts(
    outside: Beacon, hosted: Hosted, educator: Person, chromium: Browser
) -> None:
    handed_in = files(outside.url)
    for name, content in handed_in.items():
        body = {"type": "file", "format": "text", "content": content}
        assert educator.call("PUT", f"/api/contents/{name}", json=body).status_code == 201
    educator.call("PUT", "/lab/api/settings/@jupyterlab/docmanager-extension:plugin", json={"raw": VIEWERS})
    with browser_of(educator, chromium, hosted) as page:
        said = watch(page)
        for name in handed_in:
            page.locator(".jp-DirListing-item", has_text=name).dblclick()
            expect(page.locator("#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current", has_text=name)).to_be_visible()
            page.wait_for_timeout(1500)  # for what would act late; nothing can be waited for that must not be
            if name == "page.html":
                page.get_by_role("button", name="Trust HTML").click()
                page.wait_for_timeout(1500)
        page.locator(".jp-Dialog").get_by_role("button", name="No Kernel").click()
        expect(page.locator(".jp-Notebook").get_by_role("heading", name="Handed in: output")).to_be_visible()
        keep_picture(page, "hostile-notebook")
        assert (said, outside.reached) == ([], [])


def test_a_hostile_notebook_that_is_trusted_acts_no_more(
    outside: Beacon, hosted: Hosted, educator: Person, chromium: Browser
) -> None:
    """People press buttons. Trust brings back how things look, not what they do.

    But for one: no policy keeps trusted HTML from leading the page elsewhere, which the docs say.
    """
    content = files(outside.url)["work.ipynb"].replace("http-equiv", "data-http-equiv")
    body = {"type": "notebook", "content": json.loads(content)}
    assert educator.call("PUT", "/api/contents/trusted.ipynb", json=body).status_code == 201
    assert educator.call("POST", "/api/contents/trusted.ipynb/trust").status_code == 201
    with browser_of(educator, chromium, hosted, "/lab/tree/trusted.ipynb?reset") as page:
        said = watch(page)
        page.locator(".jp-Dialog").get_by_role("button", name="No Kernel").click()
        trusted = page.locator(".jp-RenderedHTML:not(.jp-RenderedMarkdown)")
        expect(trusted.locator("form[action$=output-form]")).to_be_attached()  # unsanitized indeed
        page.wait_for_timeout(2000)
        keep_picture(page, "hostile-trusted")
        assert (said, outside.reached) == ([], [])
