"""Scores of system design, from what was checked and observed; the rules are in `docs/reference/scoring.md`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.findings import Findings
from jupyter_interview.domain.facts import NOT_ENOUGH, Facts, ScoreLine, counted

MOST, MUCH, SOME = 0.8, 0.6, 0.35
"""Shares from which something is worth 4, 3 and 2 points."""
MIN_BOXES = 3
MIN_ANSWERS = 2
MIN_MESSAGES = 3
_WORTH = {"good": 4, "mixed": 3, "poor": 1}


def _points(share: float) -> int:
    return 4 if share >= MOST else 3 if share >= MUCH else 2 if share >= SOME else 1


def _none(criterion: str, why: str) -> ScoreLine:
    return ScoreLine(criterion, None, f"{NOT_ENOUGH} {why}", ())


def _requirements(criterion: str, facts: Facts) -> ScoreLine:
    raised = tuple(seq for seq, one in facts.learnt if one.criterion == "requirements")
    if not facts.opening:
        return _none(criterion, "Nothing was said in the first step.")
    reason = f"{len(raised)} of {counted(facts.requirements, 'requirement')} raised."
    share = len(raised) / max(facts.requirements, 1)
    return ScoreLine(criterion, _points(share), reason, raised or (facts.opening[0].seq,))


def _estimation(criterion: str, facts: Facts) -> ScoreLine:
    checks = [(seq, checked.estimates) for seq, checked in facts.checked if _stated(checked.estimates)]
    if not checks:
        return _none(criterion, "No estimate was handed in.")
    seq, last = checks[-1]
    right = sum(one.status == "right" for one in last)
    ran = sorted({one.seq for one in last if one.seq is not None})
    tries = f" after {counted(len(checks), 'check')}" if len(checks) > 1 else ""
    reason = f"{right} of {len(last)} quantities of the right size and unit{tries}."
    return ScoreLine(criterion, _points(right / len(last)), reason, (*ran, seq))


def _stated(estimates: Sequence[p.EstimateFound]) -> bool:
    return any(one.status != "unstated" for one in estimates)


def _drawn(facts: Facts) -> list[tuple[int, Findings]]:
    """The diagrams that were checked and have something in them."""
    diagrams = [(seq, checked.diagram) for seq, checked in facts.checked]
    return [(seq, drawn) for seq, drawn in diagrams if drawn is not None and drawn.boxes >= MIN_BOXES]


def _high_level(criterion: str, facts: Facts) -> ScoreLine:
    drawn = _drawn(facts)
    if not drawn:
        return _none(criterion, "No diagram was handed in.")
    seq, last = drawn[-1]
    parts = len(last.present) + len(last.missing)
    links = len(last.linked) + len(last.unlinked)
    share = (len(last.present) / max(parts, 1) + len(last.linked) / max(links, 1)) / 2
    value = max(1, _points(share) - len(facts.hints))
    reason = (
        f"{len(last.present)} of {counted(parts, 'component')} drawn, {len(last.linked)} of"
        f" {counted(links, 'link')} between them; {counted(len(facts.hints), 'hint')}."
    )
    return ScoreLine(criterion, value, reason, (seq, *(hint.seq for hint in facts.hints)))


def _reliability(criterion: str, facts: Facts) -> ScoreLine:
    drawn = _drawn(facts)
    if not drawn:
        return _none(criterion, "No diagram was handed in.")
    seq, last = drawn[-1]
    if not last.single:
        value = 4 if not drawn[0][1].single else 3
        return ScoreLine(criterion, value, "No component that must not fail is drawn alone.", (seq,))
    answered = [where for where, one in facts.learnt if one.criterion == "reliability" and one.value != "poor"]
    reason = f"{counted(len(last.single), 'component')} that must not fail drawn alone"
    if answered:
        return ScoreLine(criterion, 3, f"{reason}, and what to do about it said.", (seq, *answered))
    return ScoreLine(criterion, 2 if len(last.single) == 1 else 1, f"{reason}.", (seq,))


def _answers(criterion: str, facts: Facts) -> ScoreLine:
    """The mean of what each answer was worth."""
    found = [(seq, one) for seq, one in facts.learnt if one.criterion == criterion]
    if len(found) < MIN_ANSWERS:
        return _none(criterion, f"{counted(len(found), 'answer').capitalize()}.")
    met = sum(one.value != "poor" for _, one in found)
    value = sum(_WORTH[one.value] for _, one in found) / len(found)
    reason = f"{met} of {counted(len(found), 'answer')} named what it rests on."
    return ScoreLine(criterion, int(value + 0.5), reason, tuple(seq for seq, _ in found))


def _communication(criterion: str, facts: Facts) -> ScoreLine:
    if len(facts.messages) < MIN_MESSAGES:
        return _none(criterion, f"{counted(len(facts.messages), 'message').capitalize()}.")
    useful = sorted({seq for seq, one in facts.learnt if one.value != "poor"})
    share = len(useful) / len(facts.messages)
    reason = f"{len(useful)} of {counted(len(facts.messages), 'message')} asked, raised or explained something."
    return ScoreLine(criterion, _points(share), reason, tuple(useful) or (facts.messages[0].seq,))


DESIGN_SCORERS: dict[str, Callable[[str, Facts], ScoreLine]] = {
    "requirements": _requirements,
    "estimation": _estimation,
    "high-level design": _high_level,
    "reliability": _reliability,
    "deep dives": _answers,
    "trade-offs": _answers,
    "communication": _communication,
}
