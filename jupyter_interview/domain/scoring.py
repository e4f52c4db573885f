"""Scores from the log alone: the judge's facts, the interviewer's observations, and what a model read, as it is logged.

The same events under the same scorer version give the same bytes. Every line names the events it rests on. Where the
log holds too little to tell, a line has no score and says so: thin evidence earns neither praise nor blame. The rules
are in `docs/reference/scoring.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from jupyter_interview.domain import canonical
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.questions import DesignQuestion
from jupyter_interview.domain.design.scores import DESIGN_SCORERS
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.facts import NOT_ENOUGH, Facts, ScoreLine, counted, facts_of
from jupyter_interview.domain.questions import Difficulty, PublicQuestion, Question
from jupyter_interview.domain.reading import to_read, with_readings
from jupyter_interview.domain.verdicts import Verdict

SCORER = "facts/2"
AnyQuestion = Question | DesignQuestion
LOW = 2
"""Up to this, a score is a weakness."""
SUGGESTED = 2
"""Questions to practise on, for each that did not go well."""
EDGES = ("edge", "empty", "single", "duplicate", "negative", "boundary", "limit")
"""What the categories of tests for special cases begin with."""


class QuestionScore(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One posted question."""

    question_id: str
    title: str
    outcome: str
    submissions: int
    hints: int
    minutes: float
    chosen: str | None
    """Why it was asked; None where it was set beforehand."""
    lines: tuple[ScoreLine, ...]
    bounds: str | None
    """The known complexity, once the candidate has solved the question or spoken about it."""
    measured: str | None
    """How the time of the accepted answer grows, where it could be measured."""
    remarks: tuple[str, ...] = ()
    """What an educator decided afterwards, in sentences. The log does not say it, so the scorer never does."""


class Practice(msgspec.Struct, frozen=True, rename="camel"):
    """A question of the bank to go on with."""

    question_id: str
    title: str
    difficulty: str
    topic: str


class Feedback(msgspec.Struct, frozen=True, rename="camel"):
    """A whole interview's."""

    scorer: str
    interview: str
    head_hash: str
    """Of the log that was scored."""
    questions: tuple[QuestionScore, ...]
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    next_steps: tuple[str, ...]
    practice: tuple[Practice, ...]
    """For each next step with a topic, questions on it that were not asked."""

    def to_bytes(self) -> bytes:
        """Canonical JSON: equal feedback is equal bytes."""
        return canonical.to_bytes(msgspec.to_builtins(self))


def score(
    events: Sequence[Event], questions: Mapping[str, AnyQuestion], bank: Sequence[PublicQuestion] = ()
) -> Feedback:
    """The feedback on a log with every payload; `questions` by id, those that were posted; `bank` to practise on.

    Raises:
        KeyError: a posted question is not among `questions`.
    """
    scored = tuple(_question(facts, questions[name]) for name, facts in facts_of(events).items())
    last = events[-1].envelope
    return Feedback(
        scorer=SCORER,
        interview=str(last.interview_id),
        head_hash=last.hash(),
        questions=scored,
        strengths=_told(scored, lambda value: value >= 4),
        weaknesses=_told(scored, lambda value: value <= LOW),
        next_steps=_next_steps(scored, questions),
        practice=_practice(scored, questions, bank),
    )


def _question(facts: Facts, question: AnyQuestion) -> QuestionScore:
    end = facts.closed or (facts.judged[-1][0] if facts.judged else facts.posted)
    design = isinstance(question, DesignQuestion)
    lines = tuple(with_readings(line, facts, design=design) for line in _by_rules(facts, question))
    return QuestionScore(
        question_id=question.id,
        title=facts.title,
        outcome=facts.outcome,
        submissions=len(facts.judged),
        hints=len(facts.hints),
        minutes=round((end.envelope.at - facts.posted.envelope.at).total_seconds() / 60, 1),
        chosen=facts.chosen,
        lines=lines,
        bounds=_bounds(facts, question, lines),
        measured=_measured(facts),
    )


def _by_rules(facts: Facts, question: AnyQuestion) -> tuple[ScoreLine, ...]:
    criteria = dict.fromkeys(line.criterion for line in question.rubric)
    scorers = SCORERS
    if isinstance(question, DesignQuestion):
        scorers, facts.requirements = DESIGN_SCORERS, len(question.requirements)
    return tuple(scorers.get(name, _unread)(name, facts) for name in criteria)


def criteria_to_read(events: Sequence[Event], questions: Mapping[str, AnyQuestion]) -> dict[str, tuple[str, ...]]:
    """By question, the prose criteria that a language model may be asked about; those without any are left out."""
    found = {
        name: to_read(_by_rules(facts, questions[name]), facts, design=isinstance(questions[name], DesignQuestion))
        for name, facts in facts_of(events).items()
    }
    return {name: criteria for name, criteria in found.items() if criteria}


def _measured(facts: Facts) -> str | None:
    if facts.growth is None or facts.growth.exponent is None:
        return None
    return f"twice the input took {2**facts.growth.exponent:.1f} times as long"


def _bounds(facts: Facts, question: AnyQuestion, lines: Sequence[ScoreLine]) -> str | None:
    """Not before: who is to solve it again should not be told what to aim at."""
    if isinstance(question, DesignQuestion):
        return None
    spoken = any(line.criterion == "complexity" and line.score is not None for line in lines)
    if facts.outcome != "accepted" and not spoken:
        return None
    return f"{question.complexity.time} time, {question.complexity.space} space"


def _unread(criterion: str, facts: Facts) -> ScoreLine:
    return ScoreLine(criterion, None, f"{NOT_ENOUGH} This line needs a reader.", ())


def _correctness(criterion: str, facts: Facts) -> ScoreLine:
    if not facts.judged:
        return ScoreLine(criterion, None, f"{NOT_ENOUGH} Nothing was submitted.", ())
    evidence = tuple(event.seq for event, _ in facts.judged)
    for number, (event, judged) in enumerate(facts.judged, 1):
        if judged.judgement.verdict is Verdict.ACCEPTED:
            value = 4 if number == 1 else 3 if number <= 3 else 2
            return ScoreLine(criterion, value, f"Accepted on submission {number}.", (event.seq,))
    share = max(judged.judgement.passed / max(judged.judgement.total, 1) for _, judged in facts.judged)
    return ScoreLine(criterion, 2 if share >= 0.5 else 1, f"Not accepted; at best {share:.0%} of the tests.", evidence)


def _edge_cases(criterion: str, facts: Facts) -> ScoreLine:
    if not facts.judged:
        return ScoreLine(criterion, None, f"{NOT_ENOUGH} Nothing was submitted.", ())
    stumbled = [(event, test) for event, judged in facts.judged if (test := _first_failure(judged))]
    on_edges = tuple(event.seq for event, category in stumbled if category.startswith(EDGES))
    accepted = any(judged.judgement.verdict is Verdict.ACCEPTED for _, judged in facts.judged)
    if not on_edges:
        if accepted:
            return ScoreLine(criterion, 4, "No submission failed at a special case.", (facts.judged[-1][0].seq,))
        return ScoreLine(criterion, None, f"{NOT_ENOUGH} It failed before the special cases.", ())
    value = 1 if not accepted else 3 if len(on_edges) == 1 else 2
    return ScoreLine(
        criterion, value, f"{counted(len(on_edges), 'submission')} failed at a special case first.", on_edges
    )


def _first_failure(judged: p.SubmissionJudged) -> str | None:
    failed = (test.category for test in judged.judgement.tests if test.verdict is not Verdict.ACCEPTED)
    return next(failed, None)


def _approach(criterion: str, facts: Facts) -> ScoreLine:
    first = facts.judged[0][0].seq if facts.judged else None
    told = [seq for seq, one in facts.learnt if one.criterion == "approach" and (first is None or seq < first)]
    if not (told or facts.judged or facts.hints):
        return ScoreLine(criterion, None, f"{NOT_ENOUGH} Neither an idea nor code.", ())
    value = max(1, (4 if told else 3) - len(facts.hints))
    said = "Told before the code" if told else "Not told before the code"
    evidence = (*told, *(hint.seq for hint in facts.hints)) or ((first,) if first is not None else ())
    return ScoreLine(criterion, value, f"{said}; {counted(len(facts.hints), 'hint')}.", evidence)


def _complexity(criterion: str, facts: Facts) -> ScoreLine:
    claims = [(seq, one) for seq, one in facts.learnt if one.criterion == "complexity"]
    if not claims:
        return ScoreLine(criterion, None, f"{NOT_ENOUGH} The bounds were not spoken about.", ())
    seq, last = claims[-1]
    value = {"good": 4, "mixed": 3, "poor": 1}[last.value]
    return ScoreLine(criterion, value, f"{last.text[:1].upper()}{last.text[1:]}.", (seq,))


def _communication(criterion: str, facts: Facts) -> ScoreLine:
    if not facts.messages:
        return ScoreLine(criterion, None, f"{NOT_ENOUGH} Nothing was said.", ())
    good = [seq for seq, one in facts.learnt if one.criterion in ("approach", "communication") and one.value == "good"]
    kinds = {one.criterion for _, one in facts.learnt if one.criterion in ("approach", "communication")}
    value = 4 if len(kinds) == 2 else 3 if kinds else 2
    return ScoreLine(
        criterion,
        value,
        f"{counted(len(facts.messages), 'message')}, {len(good) or 'none'} with an idea or a question about the task.",
        tuple(good) or (facts.messages[0].seq,),
    )


SCORERS: dict[str, Callable[[str, Facts], ScoreLine]] = {
    "approach": _approach,
    "correctness": _correctness,
    "edge cases": _edge_cases,
    "complexity": _complexity,
    "communication": _communication,
}


def _told(scored: Sequence[QuestionScore], holds: Callable[[int], bool]) -> tuple[str, ...]:
    lines = ((question, line) for question in scored for line in question.lines if line.score is not None)
    return tuple(
        f"{question.title}, {line.criterion}: {line.reason}" for question, line in lines if holds(line.score or 0)
    )


def _is_to_repeat(scored: QuestionScore) -> bool:
    low = any(line.score is not None and line.score <= LOW for line in scored.lines)
    return low or scored.outcome not in ("accepted", "discussed")


def _practice(
    scored: Sequence[QuestionScore], questions: Mapping[str, AnyQuestion], bank: Sequence[PublicQuestion]
) -> tuple[Practice, ...]:
    """On the topic of each question that did not go well, the nearest in level of those that were not asked."""
    found: dict[str, Practice] = {}
    for question in (questions[one.question_id] for one in scored if _is_to_repeat(one)):
        levels = list(Difficulty)
        near = [
            (abs(levels.index(one.difficulty) - levels.index(question.difficulty)), one.id, one)
            for one in bank
            if question.topics[0] in one.topics and one.id not in questions and one.id not in found
        ]
        for _, name, one in sorted(near, key=lambda item: item[:2])[:SUGGESTED]:
            found[name] = Practice(name, one.title, one.difficulty.value, question.topics[0])
    return tuple(found.values())


def _next_steps(scored: Sequence[QuestionScore], questions: Mapping[str, AnyQuestion]) -> tuple[str, ...]:
    steps = []
    for question in scored:
        topic = questions[question.question_id].topics[0].replace("-", " ")
        low = [line.criterion for line in question.lines if line.score is not None and line.score <= LOW]
        if question.outcome not in ("accepted", "discussed"):
            steps.append(f"Solve “{question.title}” without the clock, then another question on {topic}.")
        elif low:
            steps.append(f"Sit another question on {topic}, and mind {', '.join(low)}.")
    return tuple(steps)
