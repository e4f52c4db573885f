"""A run's result as JSON and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from facts import Checkout, Machine
from figures import Figure
from sampling import Experiment

COLUMNS = ("subject", "baseline", "p50 / p95", "baseline's", "ratio p50 (p95)", "must, aim", "outcome")
BOUNDS = (
    "A kernel from the pool is ready but for 200 ms of wait_for_ready's own silence, which its first reply is without. "
    "Two things bound a cold verdict. One is the engine's life cycle of a container: `empty container` creates, starts "
    "and ends one that does nothing, under the same limits. The other is a fork, a reset and a message each way for "
    "each test, within `judge, since its runner is ready`: that is what a container from the pool still costs. The "
    "bare interpreter runs all tests in one process and isolates nothing."
)


@dataclass(frozen=True)
class Result:
    """One run."""

    at: datetime
    checkout: Checkout
    machine: Machine
    load_average_at_end: tuple[float, ...]
    experiments: tuple[Experiment, ...]
    figures: tuple[Figure, ...]

    @property
    def name(self) -> str:
        """`<date>-<commit>`, and `-modified` where the checkout was."""
        return f"{self.at:%Y-%m-%d}-{self.checkout.commit[:7]}{'-modified' if self.checkout.modified else ''}"


def write(result: Result, folder: Path) -> Path:
    """The JSON, with every sample, and the table beside it as Markdown. Returns the JSON's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result.name}.json"
    encoded = msgspec.json.encode(shortened(msgspec.to_builtins(result)))
    path.write_bytes(msgspec.json.format(encoded, indent=1) + b"\n")
    path.with_suffix(".md").write_text(markdown(result), encoding="utf-8")
    return path


def shortened(value: object) -> object:
    """Floats cut to three decimals, throughout."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {key: shortened(item) for key, item in value.items()}
    return [shortened(item) for item in value] if isinstance(value, list | tuple) else value


def text(result: Result) -> str:
    """For a terminal."""
    lines = [facts_line(result)]
    for experiment in result.experiments:
        rows = [COLUMNS, *rows_of(result, experiment)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
        lines += ["", heading(experiment)]
        lines += [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
        ]
    return "\n".join([*lines, "", BOUNDS, ""])


def markdown(result: Result) -> str:
    """For the docs."""
    lines = [f"# Benchmark of {result.at:%Y-%m-%d}", "", facts_line(result)]
    for experiment in result.experiments:
        rows = [COLUMNS, ("---",) * len(COLUMNS), *rows_of(result, experiment)]
        lines += ["", f"## {experiment.name}", "", heading(experiment), ""]
        lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", BOUNDS, ""])


def heading(experiment: Experiment) -> str:
    rounds = len(next(iter(experiment.samples.values())))
    return f"{experiment.name}: {experiment.what} ({experiment.unit}, {rounds} rounds in turns)"


def rows_of(result: Result, experiment: Experiment) -> list[tuple[str, ...]]:
    """The cells of an experiment's rows."""
    return [row(figure) for figure in result.figures if figure.experiment == experiment.name]


def row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.subject,
        figure.baseline,
        f"{figure.p50:.1f} / {figure.p95:.1f}",
        f"{figure.baseline_p50:.1f} / {figure.baseline_p95:.1f}",
        f"{figure.ratio_p50:.2f} ({figure.ratio_p95:.2f})",
        figure.target or "",
        figure.outcome or "",
    )


def facts_line(result: Result) -> str:
    machine, checkout = result.machine, result.checkout
    before, after = (
        " ".join(f"{load:.1f}" for load in loads) for loads in (machine.load_average, result.load_average_at_end)
    )
    return (
        f"Commit {checkout.commit}{' (modified)' if checkout.modified else ''}; {machine.cpus} CPUs, "
        f"{machine.architecture}, {machine.kernel}, Docker {machine.docker}, cgroup v{machine.cgroup}, "
        f"Python {machine.python} (image: {machine.image_python}); load average {before} at the start, "
        f"{after} at the end."
    )
