"""JupyterLab's page under a policy: what others' notebooks bring into it runs nothing and asks nobody."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jupyterlab_server.handlers import LabHandler

from jupyter_interview.review.page import page_script
from jupyter_interview.review.page.policy import hash_of

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def page_policy(browser_url: str, template: Path) -> str:
    """The Content-Security-Policy of JupyterLab's page on a server that browsers reach at `browser_url`.

    JupyterLab compiles the schemas of settings to functions, so it needs `unsafe-eval`; what somebody else wrote
    becomes markup, which that does not let run. Frames made of text inherit the policy, so the script of our own page
    about transcripts is named too.
    """
    own = _INLINE.findall(template.read_text("utf-8"))
    scripts = " ".join(f"'{hash_of(script)}'" for script in (*own, page_script()))
    address = urlsplit(browser_url)
    socket = f"{'wss' if address.scheme == 'https' else 'ws'}://{address.netloc}"
    return (
        f"default-src 'none'; script-src 'self' 'unsafe-eval' {scripts}; style-src 'self' 'unsafe-inline'; "
        f"connect-src 'self' {socket}; img-src 'self' data: blob:; font-src 'self' data:; media-src data: blob:; "
        "worker-src 'self' blob:; frame-src 'self' blob:; object-src blob:; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


# A notebook that is trusted may evaluate its outputs; here what is trusted may look well, and that is all.
WITHOUT = "@jupyterlab/javascript-extension:factory"


class TenantLab(LabHandler):
    """JupyterLab, which extensions' own handlers would serve under no policy but that of frames."""

    def initialize(self, name: str, browser_url: str) -> None:
        super().initialize(name)
        app: Any = self.extensionapp
        self.set_header("Content-Security-Policy", page_policy(browser_url, Path(app.static_dir) / "index.html"))
        self.set_header("Referrer-Policy", "no-referrer")

    def get_page_config(self) -> dict[str, Any]:  # type: ignore[override] # Jupyter's is cached
        config = super().get_page_config()
        return config | {"disabledExtensions": [*config.get("disabledExtensions", ()), WITHOUT]}
