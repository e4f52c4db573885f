"""What a good interviewer of system design does beside what every interviewer does, over the log of a sitting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jupyter_interview.cli.rehearsal.criteria import ALL, Check, Criterion, answers_to
from jupyter_interview.cli.rehearsal.sitting import Sitting
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.questions import STEPS, DesignQuestion, Mistake, Step
from jupyter_interview.domain.design.secrets import public_design
from jupyter_interview.domain.design.wording import says, says_anywhere
from jupyter_interview.domain.questions import FollowUp
from jupyter_interview.domain.scoring import score

DESIGN: list[Criterion] = [criterion for criterion in ALL if not criterion.of_code]


def criterion(name: str) -> Callable[[Check], Check]:
    def add(check: Check) -> Check:
        DESIGN.append(Criterion(name, check))
        return check

    return add


def _question(s: Sitting) -> DesignQuestion:
    return s.design


def _checks(s: Sitting) -> Iterator[tuple[p.DesignChecked, str]]:
    """What was found in each hand-in, and what was said to it."""
    handed = [event.seq for event, _ in s.of(p.DesignSubmitted)]
    for seq, (_, checked) in zip(handed, s.of(p.DesignChecked), strict=False):
        yield checked, "\n".join(turn.text for turn in answers_to(s, seq))


def _asks(s: Sitting) -> list[FollowUp | Mistake]:
    question = _question(s)
    return [*question.discussions, *question.mistakes]


def _spoken(s: Sitting) -> list[tuple[int, str]]:
    """What the interviewer said, with its place."""
    return [(event.seq, turn.text) for event, turn in s.of(p.InterviewerTurn)]


def _first(s: Sitting, text: str) -> int | None:
    return next((seq for seq, said in _spoken(s) if text in said), None)


@criterion("begins the four steps in their order, none twice")
def _(s: Sitting) -> bool | None:
    begun = [began.step for _, began in s.of(p.StepBegan)]
    return begun == list(STEPS[: len(begun)])


@criterion("says how long a step may take")
def _(s: Sitting) -> bool | None:
    texts = [turn.text for _, turn in s.of(p.InterviewerTurn) if turn.intent == "step"]
    minutes = [began.minutes for _, began in s.of(p.StepBegan)]
    return all(f"{number} minute" in text for number, text in zip(minutes, texts, strict=True))


@criterion("gives the steps the whole of the time, and no more")
def _(s: Sitting) -> bool | None:
    minutes = [began.minutes for _, began in s.of(p.StepBegan)]
    return None if len(minutes) < len(STEPS) else abs(sum(minutes) - s.interview.duration.total_seconds() / 60) <= 2


@criterion("says when a step has used up its time")
def _(s: Sitting) -> bool | None:
    began = s.of(p.StepBegan)
    late = [
        event
        for event, _ in s.of(p.CandidateTurn)
        if (open_steps := [(e, step) for e, step in began if e.seq < event.seq])
        and (event.envelope.at - open_steps[-1][0].envelope.at).total_seconds() > 60 * open_steps[-1][1].minutes
    ]
    if not late:
        return None
    said = "\n".join(turn.text for turn in answers_to(s, late[0].seq))
    return re.search(r"share of the time|over its budget|past the time", said) is not None


@criterion("asks once before a step is left with nothing done")
def _(s: Sitting) -> bool | None:
    asked = [turn for _, turn in s.of(p.InterviewerTurn) if turn.intent == "step_unused"]
    untouched = not s.of(p.CandidateTurn)
    return bool(asked) if untouched else None if not asked else len(asked) <= len(STEPS)


@criterion("shows the requirements and numbers when the second step begins, and not before")
def _(s: Sitting) -> bool | None:
    second = next((event.seq for event, began in s.of(p.StepBegan) if began.step is Step.ESTIMATION), None)
    texts = [one.text for one in _question(s).requirements] + list(_question(s).numbers)
    cells = [(event.seq, cell.source) for event, turn in s.of(p.InterviewerTurn) for cell in turn.cells]
    early = [
        text for text in texts for seq, said in (*_spoken(s), *cells) if text in said and seq < (second or seq + 1)
    ]
    late = [text for text in texts if any(text in said for _, said in cells)]
    return not early and (second is None or len(late) == len(texts))


@criterion("answers a question about the task with its author's answer")
def _(s: Sitting) -> bool | None:
    met = [one.met for one in _question(s).clarifications]
    asked = [event.seq for event, turn in s.of(p.CandidateTurn) if turn.text.startswith("What about ")]
    said = ["\n".join(turn.text for turn in answers_to(s, seq)) for seq in asked]
    return None if not asked else all(any(answer in text for answer in met) for text in said)


@criterion("checks and answers everything that is handed in")
def _(s: Sitting) -> bool | None:
    handed = s.of(p.DesignSubmitted)
    return None if not handed else len(handed) == len(s.of(p.DesignChecked)) and all(text for _, text in _checks(s))


@criterion("agrees with estimates only when all are right")
def _(s: Sitting) -> bool | None:
    checks = [(checked.estimates, text) for checked, text in _checks(s) if checked.step is Step.ESTIMATION]
    agreed = re.compile(r"All \d+ are|I come to the same sizes")
    return (
        None
        if not checks
        else all(
            (agreed.search(text) is not None) == all(one.status == "right" for one in found) for found, text in checks
        )
    )


@criterion("names a quantity that is wrong, and not its value")
def _(s: Sitting) -> bool | None:
    wrong = [text for found, text in _checks(s) if any(one.status == "wrong" for one in found.estimates)]
    values = [f"{one.value:g}" for one in _question(s).estimates if one.value >= 10]
    return None if not wrong else not any(re.search(rf"\b{re.escape(v)}\b", text) for v in values for text in wrong)


@criterion("says how many boxes and arrows it read")
def _(s: Sitting) -> bool | None:
    read = [(checked.diagram, text) for checked, text in _checks(s) if checked.diagram is not None]
    return None if not read else all(f"{diagram.boxes} box" in text for diagram, text in read)


@criterion("names no component that is missing from the drawing")
def _(s: Sitting) -> bool | None:
    public = public_design(_question(s), 0, agreed=True)
    names = {one.name: () if says_anywhere(public, one.names) else one.names for one in _question(s).components}
    found = [(checked.diagram.missing, text) for checked, text in _checks(s) if checked.diagram is not None]
    return None if not found else not any(says(text, names[name]) for missing, text in found for name in missing)


@criterion("asks about a part that is missing or must not fail alone")
def _(s: Sitting) -> bool | None:
    faulty = [
        text
        for checked, text in _checks(s)
        if (drawn := checked.diagram) and drawn.boxes >= 3 and not drawn.isolated and (drawn.missing or drawn.single)
    ]
    return None if not faulty else all(re.search(r"\?|question", text) for text in faulty)


@criterion("has one thing asked and not answered at a time")
def _(s: Sitting) -> bool | None:
    open_asks = 0
    for _, noted in s.of(p.TurnNoted):
        open_asks += sum(line.startswith("asked:") for line in noted.lines)
        open_asks -= sum(line.startswith("answered:") for line in noted.lines)
        if open_asks > 1:
            return False
    return True


@criterion("tells what it had in mind only after an answer, and a second try")
def _(s: Sitting) -> bool | None:
    told = [(one, seq) for one in _asks(s) if (seq := _first(s, one.missed)) is not None]
    if not told:
        return None
    for one, seq in told:
        asked = _first(s, one.ask)
        tries = [turn.text for event, turn in s.of(p.CandidateTurn) if asked is not None and asked < event.seq < seq]
        if len(tries) < 2 and not any(re.search(r"know|idea", text) for text in tries):
            return False
    return True


@criterion("goes on at once when an answer is right")
def _(s: Sitting) -> bool | None:
    right = [event.seq for event, turn in s.of(p.CandidateTurn) if turn.text.startswith("I would use ")]
    intents = [turn.intent for seq in right for turn in answers_to(s, seq)]
    return None if not right else "talk" not in intents


@criterion("asks each deep dive and trade-off once, in the author's order")
def _(s: Sitting) -> bool | None:
    asked = [turn.text for _, turn in s.of(p.InterviewerTurn) if turn.intent in ("deep_dive", "trade_off")]
    wanted = [one.ask for one in _question(s).discussions][: len(asked)]
    return None if not asked else all(ask in text for ask, text in zip(wanted, asked, strict=True))


@criterion("shows nothing of the rubric, nor how an estimate comes about")
def _(s: Sitting) -> bool | None:
    secrets = [line.text for line in _question(s).rubric] + [one.because for one in _question(s).estimates]
    return not any(secret in text for secret in secrets for text in s.heard())


@criterion("keeps every hint until it is asked for")
def _(s: Sitting) -> bool | None:
    given = {hint.level for _, hint in s.of(p.HintGiven)}
    untold = [text for level, text in enumerate(_question(s).hints, 1) if level not in given]
    return not any(says_anywhere(text, (hint,)) for hint in untold for text in s.heard())


@criterion("leaves unscored what it has no evidence of, and points to the evidence of the rest")
def _(s: Sitting) -> bool | None:
    (scored,) = score(s.events, {_question(s).id: _question(s)}).questions
    nothing = not s.of(p.CandidateTurn) and not s.of(p.DesignSubmitted)
    lines = scored.lines
    return all(bool(line.evidence) == (line.score is not None) for line in lines) and (
        not nothing or all(line.score is None for line in lines)
    )
