"""A run of the load as a table and as JSON."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from facts import Checkout, Machine
from sampling import percentile

ACK_MS, TURN_MS, HOLD_MS = 250.0, 1000.0, 100.0
SHOWN = ("ack", "turn", "verdict", "cell", "save", "the candidates' own delay")


class Result(msgspec.Struct, frozen=True):
    at: datetime
    checkout: Checkout
    machine: Machine
    load_after: tuple[float, float, float]
    setup: dict[str, float]
    figures: dict[str, Any]


def missed(result: Result) -> list[str]:
    """The targets that do not hold, in words."""
    figures = result.figures
    found = [
        f"the 95th percentile of {name} is {value:.0f} ms, not under {bound:.0f}"
        for name, bound in (("ack", ACK_MS), ("turn", TURN_MS))
        if (value := _p(figures, name, 95)) >= bound
    ]
    if figures["errors"]:
        found.append(f"{len(figures['errors'])} errors")
    longest = [hold for hold in figures["loop"]["longest"] if hold["user"]]
    if longest and longest[0]["ms"] > HOLD_MS:
        found.append(f"one user held the event loop for {longest[0]['ms']} ms")
    return found


def text(result: Result) -> str:
    """The table, in Markdown."""
    figures, setup, memory = result.figures, result.setup, result.figures["memory"]
    modified = " with changes" if result.checkout.modified else ""
    load = result.machine.load_average[0]
    lines = [
        "# Load on one hosted server",
        "",
        f"{result.at:%Y-%m-%d %H:%M} UTC, commit {result.checkout.commit}{modified}; {result.machine.cpus} CPUs,"
        f" {result.machine.kernel}, Docker {result.machine.docker}, Python {result.machine.python}."
        f" Load average {load:g} before, {result.load_after[0]:.1f} after.",
        "",
        f"{setup['sessions']:g} live interviews, {setup['kernels']:g} with a kernel, {setup['submissions']:g}"
        f" submissions a second, for {setup['seconds']:g} s."
        " Candidates, PostgreSQL, Redis, judge and kernels are on the same CPUs.",
        "",
        "| milliseconds | count | p50 | p95 | p99 | longest |",
        "|---|---|---|---|---|---|",
    ]
    for name in SHOWN:
        if samples := figures["ms"].get(name):
            parts = (_p(figures, name, 50), _p(figures, name, 95), _p(figures, name, 99), samples[-1])
            lines.append(f"| {name} | {len(samples)} | " + " | ".join(f"{part:.0f}" for part in parts) + " |")
    lines += ["", f"Errors: {_errors(figures['errors'])}.", "", *_loop(figures["loop"]), "", *_memory(setup, memory)]
    lines += ["", *([f"Missed: {'; '.join(missed(result))}."] if missed(result) else ["All targets hold."])]
    return "\n".join(lines) + "\n"


def write(result: Result, folder: Path, *, keep: bool) -> Path:
    """Both files; the path of the JSON."""
    name = "load" if keep else f"load-{result.at:%Y-%m-%d-%H%M}-{result.checkout.commit}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(text(result))
    target = folder / f"{name}.json"
    target.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=-1) + b"\n")
    return target


def _p(figures: dict[str, Any], name: str, percent: int) -> float:
    samples = tuple(figures["ms"].get(name, ()))
    return percentile(samples, percent) if len(samples) > 1 else 0.0


def _errors(errors: list[str]) -> str:
    return ", ".join(f"{count} of {what}" for what, count in Counter(errors).most_common()) or "none"


def _loop(loop: dict[str, Any]) -> list[str]:
    lines = [
        f"The server's event loop was busy {loop['busy']:.0%} of the time;"
        f" its process used {loop['processor']:.2f} CPUs. Its longest holds:",
        "",
        "| ms | of them on the processor | for | in |",
        "|---|---|---|---|",
    ]
    for hold in loop["longest"][:8]:
        whom = "one user" if hold["user"] else "nobody in particular"
        lines.append(f"| {hold['ms']} | {hold['processorMs']} | {whom} | {', '.join(hold['in'][-3:])} |")
    return lines


def _memory(setup: dict[str, float], memory: dict[str, Any]) -> list[str]:
    one, after, ordinary = memory["one session"], memory["after"], memory["ordinary server"]
    sessions = setup["sessions"]
    more = (after["uss"] - one["uss"]) / max(1.0, sessions - 1)
    return [
        "| memory | MB (PSS) | MB (USS) |",
        "|---|---|---|",
        f"| the server with one session | {one['pss']} | {one['uss']} |",
        f"| the server after the run | {after['pss']} | {after['uss']} |",
        f"| a session: all of that, divided | {after['pss'] / sessions:.1f} | {after['uss'] / sessions:.1f} |",
        f"| a further session | | {more:.2f} |",
        f"| an ordinary single-user Jupyter Server | {ordinary['server']['pss']} | {ordinary['server']['uss']} |",
        f"| its kernel | {ordinary['kernel']['pss']} | {ordinary['kernel']['uss']} |",
    ]
