"""A run's result as JSON and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from facts import Checkout, Machine
from figures import NOT_MET, Figure
from sampling import Experiment

COLUMNS = ("subject", "baseline", "p50 / p95", "baseline's", "ratio p50 (p95)", "must, aim", "outcome")
MISSED = ("figure", "must, aim", "outcome", "what bounds it")
KEPT = "kept"
"""The name of the run that the docs show."""


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


def write(result: Result, folder: Path, *, keep: bool = False) -> Path:
    """The JSON, with every sample, and the table beside it as Markdown. Returns the JSON's path.

    With `keep`, in the place of the run that the docs show.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{KEPT if keep else result.name}.json"
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
    for title, rows in tables(result):
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines += ["", title]
        lines += [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
        ]
    return "\n".join([*lines, ""])


def markdown(result: Result) -> str:
    """For the docs."""
    lines = [f"# Benchmark of {result.at:%Y-%m-%d}", "", facts_line(result)]
    for title, (columns, *rows) in tables(result):
        name, _, rest = title.partition(": ")
        lines += ["", f"## {name}", "", *([rest, ""] if rest else [])]
        lines += [f"| {' | '.join(row)} |" for row in (columns, ("---",) * len(columns), *rows)]
    return "\n".join([*lines, ""])


def tables(result: Result) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Each with its title and its columns' names as the first row: one an experiment, and what fell short."""
    for experiment in result.experiments:
        yield heading(experiment), [COLUMNS, *rows_of(result, experiment)]
    missed = [figure for figure in result.figures if figure.outcome and figure.outcome.startswith(NOT_MET)]
    if missed:
        yield "Targets that were not met", [MISSED, *map(missed_row, missed)]


def missed_row(figure: Figure) -> tuple[str, ...]:
    what = f"{figure.experiment}: {figure.subject} / {figure.baseline}"
    return what, figure.target or "", figure.outcome or "", figure.bound or ""


def heading(experiment: Experiment) -> str:
    rounds = len(next(iter(experiment.samples.values())))
    return f"{experiment.name}: {experiment.what} ({experiment.unit}, {rounds} rounds in turns)"


def rows_of(result: Result, experiment: Experiment) -> list[tuple[str, ...]]:
    """The cells of an experiment's rows."""
    return [row(figure) for figure in result.figures if figure.experiment == experiment.name]


def row(figure: Figure) -> tuple[str, ...]:
    digits = 3 if figure.unit == "s" else 1
    return (
        figure.subject,
        figure.baseline,
        both(figure.p50, figure.p95, digits),
        both(figure.baseline_p50, figure.baseline_p95, digits),
        f"{figure.ratio_p50:.2f} ({figure.ratio_p95:.2f})" if figure.ratio_p50 is not None else "",
        figure.target or "",
        figure.outcome or "",
    )


def both(p50: float | None, p95: float | None, digits: int) -> str:
    return f"{p50:.{digits}f} / {p95:.{digits}f}" if p50 is not None else ""


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
