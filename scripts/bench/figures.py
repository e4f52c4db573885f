"""Ratios between two series of one experiment, and the targets they are held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kernel_times import CONTAINER, LOCAL, POOLED, STREAMED
from sampling import Experiment, percentile
from verdict_times import BARE, DOCKER_RUN, EMPTY, JUDGE, JUDGE_READY, KEPT, PROCESS_JUDGE, WARM


@dataclass(frozen=True)
class Target:
    """Bounds on a ratio of medians: what must be, and what is aimed at. `rising` where more is better."""

    must: float
    aim: float
    rising: bool = False

    def says(self, ratio: float) -> str:
        """`aim met`, `must met` or `not met`."""
        better = ratio.__ge__ if self.rising else ratio.__le__
        return "aim met" if better(self.aim) else "must met" if better(self.must) else "not met"

    def __str__(self) -> str:
        sign = "≥" if self.rising else "≤"
        return f"{sign} {self.must:g}, {sign} {self.aim:g}"


@dataclass(frozen=True)
class Pair:
    """Which series is divided by which, in the experiments whose name begins with `experiment`."""

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
    baseline_p50: float
    baseline_p95: float
    ratio_p50: float
    ratio_p95: float
    target: str | None
    """`must, aim`."""
    outcome: str | None


PAIRS = (
    Pair("kernel start", f"{POOLED}: ready", f"{LOCAL}: ready", Target(0.5, 0.15)),
    Pair("kernel start", f"{POOLED}: first reply", f"{LOCAL}: first reply", Target(0.5, 0.15)),
    Pair("kernel start", f"{CONTAINER}: ready", f"{LOCAL}: ready"),
    Pair("kernel start", f"{STREAMED}: ready", f"{LOCAL}: ready"),
    Pair("kernel start", f"{CONTAINER}: first reply", f"{LOCAL}: first reply"),
    Pair("cell round trip", CONTAINER, LOCAL, Target(1.5, 1.1)),
    Pair("cell round trip", STREAMED, LOCAL),
    Pair("cell round trip", STREAMED, CONTAINER),
    Pair("verdict (", WARM, BARE, Target(0.25, 0.12)),
    Pair("verdict, JavaScript (", WARM, BARE, Target(0.2, 0.08)),
    Pair("verdict, Java (", WARM, BARE, Target(0.2, 0.07)),
    Pair("verdict", WARM, DOCKER_RUN, Target(1, 0.1)),
    Pair("verdict", KEPT, BARE),
    Pair("verdict", JUDGE, BARE),
    Pair("verdict", JUDGE, DOCKER_RUN),
    Pair("verdict", JUDGE_READY, BARE),
    Pair("verdict", PROCESS_JUDGE, BARE),
    Pair("verdict", DOCKER_RUN, BARE),
    Pair("verdict", EMPTY, BARE),
    Pair("sustained (", JUDGE, BARE, Target(0.15, 0.5, rising=True)),
    Pair("sustained, JavaScript (", JUDGE, BARE, Target(0.25, 0.6, rising=True)),
    Pair("sustained, Java (", JUDGE, BARE, Target(1.5, 3, rising=True)),
)


def figures(experiments: Iterable[Experiment]) -> tuple[Figure, ...]:
    """Every pair in every experiment that measured both."""
    return tuple(
        figure(experiment, pair)
        for experiment in experiments
        for pair in PAIRS
        if experiment.name.startswith(pair.experiment) and {pair.subject, pair.baseline} <= experiment.samples.keys()
    )


def figure(experiment: Experiment, pair: Pair) -> Figure:
    """The row of one pair."""
    subject, baseline = experiment.samples[pair.subject], experiment.samples[pair.baseline]
    ratio = percentile(subject, 50) / percentile(baseline, 50)
    return Figure(
        experiment=experiment.name,
        subject=pair.subject,
        baseline=pair.baseline,
        unit=experiment.unit,
        rounds=len(subject),
        p50=percentile(subject, 50),
        p95=percentile(subject, 95),
        baseline_p50=percentile(baseline, 50),
        baseline_p95=percentile(baseline, 95),
        ratio_p50=ratio,
        ratio_p95=percentile(subject, 95) / percentile(baseline, 95),
        target=str(pair.target) if pair.target else None,
        outcome=pair.target.says(ratio) if pair.target else None,
    )
