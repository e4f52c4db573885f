"""Ratios between two series of one experiment, and the targets they are held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kernel_times import CONTAINER, LOCAL, POOLED, STREAMED
from memory import IDLE
from peers import LLM_SANDBOX
from sampling import Experiment, percentile
from sustained import AGAIN, EACH_NEW, NO_POOL
from verdict_times import BARE, DOCKER_RUN, EMPTY, JUDGE, JUDGE_READY, KEPT, PROCESS_JUDGE, WARM

ABSOLUTE = "the value itself"
"""Instead of a baseline."""


NOT_MET = "not met"


@dataclass(frozen=True)
class Target:
    """Bounds on a ratio of medians: what must be, and what is aimed at. `rising` where more is better.

    `bound` says what keeps the figure from being better.
    """

    must: float
    aim: float
    bound: str
    rising: bool = False

    def says(self, ratio: float) -> str:
        """`aim met`, `must met`, or that it is not, and how many times the bound the ratio is."""
        better = ratio.__ge__ if self.rising else ratio.__le__
        if better(self.aim):
            return "aim met"
        return "must met" if better(self.must) else f"{NOT_MET}: {ratio / self.must:.2f} times the bound"

    def __str__(self) -> str:
        sign = "≥" if self.rising else "≤"
        return f"{sign} {self.must:g}, {sign} {self.aim:g}"


@dataclass(frozen=True)
class Pair:
    """Which series is divided by which, in the experiments whose name begins with `experiment`.

    With `ABSOLUTE` as baseline the targets are for the values, and there is no ratio.
    """

    experiment: str
    subject: str
    baseline: str
    target: Target | None = None


@dataclass(frozen=True)
class Figure:
    """One row: medians and 95th percentiles in `unit`, and their ratios."""

    experiment: str
    subject: str
    baseline: str
    unit: str
    rounds: int
    p50: float
    p95: float
    baseline_p50: float | None
    baseline_p95: float | None
    ratio_p50: float | None
    ratio_p95: float | None
    target: str | None
    """`must, aim`."""
    outcome: str | None
    bound: str | None
    """What keeps a figure with a target from being better."""


READY = "jupyter_client's `wait_for_ready` listens to 200 ms of silence, whatever the kernel does"
TRIP = "the kernel's own work for a cell, and a listener of ours beside the client"
TESTS = (
    "each test runs in a state of its own, which takes a fork (Python), a realm with the code run anew (JavaScript) or "
    "a class loader (Java), and a reset; the bare interpreter runs all tests in one process"
)
CYCLE = "the engine's work to create, start and remove a container for every interview: see `processor`"
PEER = "as the verdict against the bare interpreter; the peer isolates no test from the last"
HELD = "the interpreter, its kernel program and their libraries"

PAIRS = (
    Pair("kernel start", f"{POOLED}: ready", f"{LOCAL}: ready", Target(0.5, 0.15, READY)),
    Pair("kernel start", f"{POOLED}: first reply", f"{LOCAL}: first reply", Target(0.5, 0.15, READY)),
    Pair("kernel start", f"{POOLED} (JavaScript): ready", f"{LOCAL}: ready", Target(0.5, 0.15, READY)),
    Pair("kernel start", f"{POOLED} (Java): ready", f"{LOCAL}: ready", Target(0.5, 0.15, READY)),
    Pair("kernel start", f"{CONTAINER}: ready", f"{LOCAL}: ready"),
    Pair("kernel start", f"{CONTAINER}: first reply", f"{LOCAL}: first reply"),
    Pair("kernel start", f"{STREAMED}: ready", f"{LOCAL}: ready"),
    Pair("kernel start", f"{STREAMED}: ready", f"{CONTAINER}: ready"),
    Pair("cell round trip", CONTAINER, LOCAL, Target(1.5, 1.1, TRIP)),
    Pair("cell round trip", f"{CONTAINER} (JavaScript)", LOCAL),
    Pair("cell round trip", f"{CONTAINER} (Java)", LOCAL),
    Pair("cell round trip", STREAMED, LOCAL),
    Pair("cell round trip", STREAMED, CONTAINER),
    Pair("idle memory", f"{IDLE}, python", ABSOLUTE, Target(45, 38, HELD)),
    Pair("idle memory", f"{IDLE}, javascript", ABSOLUTE, Target(30, 20, HELD)),
    Pair("idle memory", f"{IDLE}, java", ABSOLUTE, Target(110, 90, HELD)),
    Pair("verdict (", WARM, BARE, Target(0.25, 0.12, TESTS)),
    Pair("verdict, JavaScript (", WARM, BARE, Target(0.2, 0.08, TESTS)),
    Pair("verdict, Java (", WARM, BARE, Target(0.2, 0.07, TESTS)),
    Pair("verdict", WARM, DOCKER_RUN, Target(1, 0.1, PEER)),
    Pair("verdict", WARM, LLM_SANDBOX, Target(1, 0.1, PEER)),
    Pair("verdict", KEPT, BARE),
    Pair("verdict", JUDGE, BARE),
    Pair("verdict", JUDGE, DOCKER_RUN),
    Pair("verdict", JUDGE_READY, BARE),
    Pair("verdict", PROCESS_JUDGE, BARE),
    Pair("verdict", DOCKER_RUN, BARE),
    Pair("verdict", EMPTY, BARE),
    Pair("sustained (", EACH_NEW, BARE, Target(0.15, 0.5, CYCLE, rising=True)),
    Pair("sustained, JavaScript (", EACH_NEW, BARE, Target(0.25, 0.6, CYCLE, rising=True)),
    Pair("sustained, Java (", EACH_NEW, BARE, Target(1.5, 3, CYCLE, rising=True)),
    Pair("sustained", NO_POOL, BARE),
    Pair("sustained", AGAIN, BARE),
    Pair("processor", EACH_NEW, BARE),
    Pair("processor", NO_POOL, BARE),
    Pair("processor", AGAIN, BARE),
)


def figures(experiments: Iterable[Experiment]) -> tuple[Figure, ...]:
    """Every pair in every experiment that measured both."""
    return tuple(
        figure(experiment, pair)
        for experiment in experiments
        for pair in PAIRS
        if experiment.name.startswith(pair.experiment)
        and {pair.subject, pair.baseline} <= experiment.samples.keys() | {ABSOLUTE}
    )


def figure(experiment: Experiment, pair: Pair) -> Figure:
    """The row of one pair."""
    p50, p95 = ends(experiment, pair.subject)
    base = None if pair.baseline == ABSOLUTE else ends(experiment, pair.baseline)
    ratio = None if base is None else p50 / base[0]
    return Figure(
        experiment=experiment.name,
        subject=pair.subject,
        baseline=pair.baseline,
        unit=experiment.unit,
        rounds=len(experiment.samples[pair.subject]),
        p50=p50,
        p95=p95,
        baseline_p50=base and base[0],
        baseline_p95=base and base[1],
        ratio_p50=ratio,
        ratio_p95=base and p95 / base[1],
        target=pair.target and str(pair.target),
        outcome=pair.target and pair.target.says(p50 if ratio is None else ratio),
        bound=pair.target and pair.target.bound,
    )


def ends(experiment: Experiment, series: str) -> tuple[float, float]:
    """The median and the 95th percentile."""
    samples = experiment.samples[series]
    return percentile(samples, 50), percentile(samples, 95)
