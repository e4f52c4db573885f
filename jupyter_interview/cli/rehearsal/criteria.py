"""What a good interviewer does, as yes or no over the log of a sitting. None: the sitting gave no occasion to tell."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from jupyter_interview.cli.rehearsal.sitting import Sitting
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.progress import DOINGS, STIMULI
from jupyter_interview.domain.verdicts import Verdict

Check = Callable[[Sitting], bool | None]


@dataclass(frozen=True)
class Criterion:
    """One thing to do right."""

    name: str
    check: Check
    of_code: bool = False
    """Only for interviews whose questions are answered in code."""


ALL: list[Criterion] = []
MAX_TURN = 1600
RUDE = ("stupid", "idiot", "useless", "shut up", "nonsense", "terrible")


def criterion(name: str, *, of_code: bool = False) -> Callable[[Check], Check]:
    def add(check: Check) -> Check:
        ALL.append(Criterion(name, check, of_code))
        return check

    return add


def _turns(sitting: Sitting) -> list[tuple[Event, p.InterviewerTurn]]:
    return sitting.of(p.InterviewerTurn)


def _with(sitting: Sitting, intent: str) -> list[p.InterviewerTurn]:
    return [turn for _, turn in _turns(sitting) if turn.intent == intent]


def _texts(sitting: Sitting) -> list[str]:
    """What was said, hints included, without the cells."""
    hints = [hint.text for _, hint in sitting.of(p.HintGiven)]
    return [turn.text for _, turn in _turns(sitting)] + hints


def _prose(sitting: Sitting) -> list[str]:
    """The same without the code blocks, in which a failing example shows the candidate's own values."""
    return [re.sub(r"(?s)(`{3,}).*?\1", "", text) for text in _texts(sitting)]


def _verdicts(sitting: Sitting) -> Iterator[tuple[p.SubmissionJudged, str]]:
    """Each verdict and what was said to it."""
    for event, judged in sitting.of(p.SubmissionJudged):
        yield judged, "\n".join(turn.text for turn in answers_to(sitting, event.seq))


def answers_to(sitting: Sitting, seq: int) -> list[p.InterviewerTurn]:
    """What was said to the event of a seq."""
    said: list[p.InterviewerTurn] = []
    for event in sitting.events[seq:]:
        if isinstance(event.payload, p.TurnNoted):
            if event.payload.reacts_to == seq:
                return said
            said = []
        elif isinstance(event.payload, p.InterviewerTurn):
            said.append(event.payload)
    return said


def _before(sitting: Sitting, first: type[p.Payload], second: type[p.Payload]) -> bool:
    one, two = sitting.of(first), sitting.of(second)
    return bool(one and two) and one[0][0].seq < two[0][0].seq


def _after_acceptance(sitting: Sitting, turn: Event) -> bool:
    """Whether the question that was open at a turn had been accepted by then."""
    accepted = False
    for event in sitting.events[: turn.seq]:
        match event.payload:
            case p.QuestionPosted():
                accepted = False
            case p.SubmissionJudged(judgement=judgement) if judgement.verdict is Verdict.ACCEPTED:
                accepted = True
    return accepted


# --- the interview as a whole -----------------------------------------------------------------------------------------


@criterion("greets before anything else")
def _(s: Sitting) -> bool | None:
    first = _turns(s)[0][1]
    return first.intent == "greeting" and _before(s, p.InterviewerTurn, p.QuestionPosted)


@criterion("greets once")
def _(s: Sitting) -> bool | None:
    return len(_with(s, "greeting")) == 1


@criterion("says how much time there is")
def _(s: Sitting) -> bool | None:
    return "minutes" in _with(s, "greeting")[0].text


@criterion("says how many questions there are")
def _(s: Sitting) -> bool | None:
    return f"{len(s.interview.plan)} question" in _with(s, "greeting")[0].text


@criterion("says the language", of_code=True)
def _(s: Sitting) -> bool | None:
    return s.interview.language in _with(s, "greeting")[0].text.lower()


@criterion("says when there is no sandbox")
def _(s: Sitting) -> bool | None:
    return None if s.interview.sandboxed else "sandbox" in _with(s, "greeting")[0].text


@criterion("asks to hear the idea before the code", of_code=True)
def _(s: Sitting) -> bool | None:
    return re.search(r"idea|think|aloud|approach", _with(s, "greeting")[0].text.lower()) is not None


@criterion("brings the interview to its end")
def _(s: Sitting) -> bool | None:
    return s.interview.state is State.COMPLETED


@criterion("closes with words")
def _(s: Sitting) -> bool | None:
    return len(_with(s, "closing")) == 1


@criterion("closes with every posted question and its result")
def _(s: Sitting) -> bool | None:
    closing = _with(s, "closing")[0].text
    return all(question.title in closing for question in s.interview.progress.questions)


@criterion("ends politely")
def _(s: Sitting) -> bool | None:
    return "thank" in _with(s, "closing")[0].text.lower()


@criterion("says where the record will be")
def _(s: Sitting) -> bool | None:
    return "transcript" in _with(s, "closing")[0].text.lower()


@criterion("begins nothing new once the end was asked for")
def _(s: Sitting) -> bool | None:
    ending = s.of(p.InterviewEnding)
    return bool(ending) and not any(event.seq > ending[0][0].seq for event, _ in s.of(p.QuestionPosted))


@criterion("recaps after a pause, with the time left")
def _(s: Sitting) -> bool | None:
    resumed = s.of(p.InterviewResumed)
    if not resumed:
        return None
    said = answers_to(s, resumed[0][0].seq)
    return any(turn.intent == "recap" and "minute" in turn.text for turn in said)


# --- questions --------------------------------------------------------------------------------------------------------


@criterion("posts questions in the planned order, none twice")
def _(s: Sitting) -> bool | None:
    posted = [question.question_id for _, question in s.of(p.QuestionPosted)]
    return posted == [planned.question_id for planned in s.interview.plan][: len(posted)]


@criterion("has one question open at a time")
def _(s: Sitting) -> bool | None:
    is_open = False
    for event in s.events:
        if isinstance(event.payload, p.QuestionPosted):
            if is_open:
                return False
            is_open = True
        elif isinstance(event.payload, p.QuestionClosed):
            is_open = False
    return True


@criterion("gives a statement and a cell to start from", of_code=True)
def _(s: Sitting) -> bool | None:
    return all([cell.role for cell in posted.cells] == ["question", "starter"] for _, posted in s.of(p.QuestionPosted))


@criterion("leads in to every question but the first", of_code=True)
def _(s: Sitting) -> bool | None:
    later = len(s.of(p.QuestionPosted)) - 1
    return None if later < 1 else len(_with(s, "lead_in")) == later


@criterion("says what comes next when a question is closed", of_code=True)
def _(s: Sitting) -> bool | None:
    by_interviewer = [event for event, _ in s.of(p.QuestionClosed) if event.envelope.actor.value == "interviewer"]
    return None if not by_interviewer else len(_with(s, "between")) == len(by_interviewer)


# --- turns ------------------------------------------------------------------------------------------------------------


@criterion("answers everything, exactly once")
def _(s: Sitting) -> bool | None:
    asked = [event.seq for event in s.events if isinstance(event.payload, STIMULI)]
    return sorted(noted.reacts_to for _, noted in s.of(p.TurnNoted)) == asked


@criterion("answers every message with words")
def _(s: Sitting) -> bool | None:
    messages = [event for event, _ in s.of(p.CandidateTurn)]
    return None if not messages else all(answers_to(s, event.seq) for event in messages)


@criterion("never says the same twice")
def _(s: Sitting) -> bool | None:
    texts = _texts(s)
    return len(texts) == len(set(texts))


@criterion("says nothing empty")
def _(s: Sitting) -> bool | None:
    return all(text.strip() for text in _texts(s))


@criterion("keeps a turn short")
def _(s: Sitting) -> bool | None:
    return all(len(text) <= MAX_TURN for text in _texts(s))


@criterion("asks one thing at a time")
def _(s: Sitting) -> bool | None:
    return all(text.count("?") <= 2 for text in _prose(s))


@criterion("stays polite")
def _(s: Sitting) -> bool | None:
    return not any(word in text.lower() for word in RUDE for text in _prose(s))


@criterion("says nothing in markup that acts: HTML, links, images")
def _(s: Sitting) -> bool | None:
    return not any(re.search(r"<\s*[a-zA-Z/!]|\]\(|https?://|javascript:", text) for text in _prose(s))


@criterion("says nothing with control characters")
def _(s: Sitting) -> bool | None:
    return not any(re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", text) for text in s.heard())


@criterion("does not repeat the candidate's own words")
def _(s: Sitting) -> bool | None:
    long = [turn.text for _, turn in s.of(p.CandidateTurn) if len(turn.text) > 40]
    return None if not long else not any(text[:40] in said for text in long for said in _texts(s))


# --- secrets ----------------------------------------------------------------------------------------------------------


def _lines(source: str) -> list[str]:
    return [line.strip() for line in source.splitlines() if len(line.strip()) > 24]


@criterion("shows no line of a reference solution", of_code=True)
def _(s: Sitting) -> bool | None:
    return _hides(s, [line for q in s.planned() for one in q.solutions for line in _lines(one.source)])


@criterion("shows no line of any other solution it knows", of_code=True)
def _(s: Sitting) -> bool | None:
    return _hides(s, [line for q in s.planned() for one in q.wrong for line in _lines(one.source)])


@criterion("shows no hidden input", of_code=True)
def _(s: Sitting) -> bool | None:
    values = [json.dumps(test.arguments)[1:-1][:400] for q in s.planned() for test in q.tests]
    return _hides(s, [value for value in values if len(value) > 16])


@criterion("shows no hidden expected value", of_code=True)
def _(s: Sitting) -> bool | None:
    values = [json.dumps(test.expected)[:400] for q in s.planned() for test in q.tests]
    return _hides(s, [value for value in values if len(value) > 16])


@criterion("shows nothing of the rubric", of_code=True)
def _(s: Sitting) -> bool | None:
    return _hides(s, [line.text for q in s.planned() for line in q.rubric])


@criterion("gives away no hint that was not asked for", of_code=True)
def _(s: Sitting) -> bool | None:
    given = {(hint.question_id, hint.level) for _, hint in s.of(p.HintGiven)}
    untold = [text for q in s.planned() for level, text in enumerate(q.hints, 1) if (q.id, level) not in given]
    return _hides(s, untold)


@criterion("keeps its notes from the candidate")
def _(s: Sitting) -> bool | None:
    notes = [note for _, noted in s.of(p.TurnNoted) for note in noted.notes]
    return _hides(s, notes)


@criterion("declines to give the solution")
def _(s: Sitting) -> bool | None:
    asked = [event for event, turn in s.of(p.CandidateTurn) if "give me the solution" in turn.text.lower()]
    if not asked:
        return None
    said = [turn.text.lower() for event in asked for turn in answers_to(s, event.seq)]
    return all(re.search(r"not|no solution|yours|keep to myself", text) for text in said)


def _hides(s: Sitting, secrets: list[str]) -> bool:
    """Nothing of it in what the candidate hears, unless the candidate wrote it first."""
    own = "\n".join(created.source for _, created in s.of(p.SubmissionCreated))
    public = "\n".join(cell.source for _, posted in s.of(p.QuestionPosted) for cell in posted.cells)
    heard = "\n".join(s.heard())
    return not any(secret in heard and secret not in own and secret not in public for secret in secrets)


# --- hints ------------------------------------------------------------------------------------------------------------


@criterion("says what a hint costs before there is one")
def _(s: Sitting) -> bool | None:
    return re.search(r"\bone point\b", _with(s, "greeting")[0].text) is not None


@criterion("offers help after a long silence, and again only when something was done")
def _(s: Sitting) -> bool | None:
    noticed = [event.seq for event, _ in s.of(p.SilenceNoticed)]
    if not noticed:
        return None
    done = [event.seq for event in s.events if isinstance(event.payload, DOINGS)]
    broken = all(any(one < seq < two for seq in done) for one, two in pairwise(noticed))
    return broken and all([turn.intent for turn in answers_to(s, seq)] == ["silence"] for seq in noticed)


@criterion("gives a hint only when one is asked for")
def _(s: Sitting) -> bool | None:
    return len(s.of(p.HintGiven)) <= len(s.of(p.HintRequested))


@criterion("gives hints in their order")
def _(s: Sitting) -> bool | None:
    levels: dict[str, list[int]] = {}
    for _, hint in s.of(p.HintGiven):
        levels.setdefault(hint.question_id, []).append(hint.level)
    return None if not levels else all(found == list(range(1, len(found) + 1)) for found in levels.values())


@criterion("says when there is no further hint")
def _(s: Sitting) -> bool | None:
    beyond = [event for event, _ in s.of(p.HintRequested) if not _hint_follows(s, event.seq)]
    return None if not beyond else all(answers_to(s, event.seq) for event in beyond)


def _hint_follows(s: Sitting, seq: int) -> bool:
    following = (event.payload for event in s.events[seq:])
    return next((isinstance(x, p.HintGiven) for x in following if isinstance(x, p.HintGiven | p.TurnNoted)), False)


# --- verdicts, complexity, follow-up ----------------------------------------------------------------------------------


@criterion("answers every verdict", of_code=True)
def _(s: Sitting) -> bool | None:
    said = [text for _, text in _verdicts(s)]
    return None if not said else all(said)


@criterion("says how many tests pass", of_code=True)
def _(s: Sitting) -> bool | None:
    counted = [
        (judged.judgement, text)
        for judged, text in _verdicts(s)
        if judged.judgement.tests and judged.judgement.verdict is not Verdict.INTERNAL_ERROR
    ]
    return None if not counted else all(str(judgement.total) in text for judgement, text in counted)


@criterion("never calls a failed submission accepted", of_code=True)
def _(s: Sitting) -> bool | None:
    failed = [text for judged, text in _verdicts(s) if judged.judgement.verdict is not Verdict.ACCEPTED]
    claims = re.compile(r"\b(?:is|it's) accepted\b|\ball \d+ tests (?:pass|are green)|^accepted", re.IGNORECASE)
    return None if not failed else not any(claims.search(text) for text in failed)


@criterion("offers help after three failures in a row", of_code=True)
def _(s: Sitting) -> bool | None:
    failures, offered = 0, []
    for judged, text in _verdicts(s):
        failures = 0 if judged.judgement.verdict is Verdict.ACCEPTED else failures + 1
        if failures == 3:
            offered.append(re.search(r"hint|example", text, re.IGNORECASE) is not None)
    return None if not offered else all(offered)


@criterion("asks for complexity after acceptance, and never before", of_code=True)
def _(s: Sitting) -> bool | None:
    asked = [event for event, turn in _turns(s) if turn.intent == "complexity"]
    accepted = {judged.question_id for judged, _ in _verdicts(s) if judged.judgement.verdict is Verdict.ACCEPTED}
    return len(asked) == len(accepted) and all(_after_acceptance(s, event) for event in asked)


@criterion("probes a wrong claim, once, before it goes on", of_code=True)
def _(s: Sitting) -> bool | None:
    wrong = [event for event, turn in s.of(p.CandidateTurn) if "O(n!)" in turn.text]
    if not wrong:
        return None
    probes = [turn.intent for event in wrong for turn in answers_to(s, event.seq) if turn.intent.endswith("_probe")]
    return 0 < len(probes) <= len(s.of(p.QuestionPosted))


@criterion("does not tell the right bound to who claimed a wrong one", of_code=True)
def _(s: Sitting) -> bool | None:
    wrong = [event for event, turn in s.of(p.CandidateTurn) if "O(n!)" in turn.text]
    if not wrong:
        return None
    said = "\n".join(turn.text for event in wrong for turn in answers_to(s, event.seq))
    return not any(question.complexity.time in said for question in s.planned())


@criterion("goes on at once when the claim is right", of_code=True)
def _(s: Sitting) -> bool | None:
    right = [event for event, turn in s.of(p.CandidateTurn) if turn.text.startswith("Time O(")]
    if not right:
        return None
    intents = [turn.intent for event in right for turn in answers_to(s, event.seq)]
    return not any(intent.endswith("_probe") for intent in intents)


@criterion("asks at most one follow-up a question", of_code=True)
def _(s: Sitting) -> bool | None:
    asked = _with(s, "follow_up")
    return None if not asked else len(asked) <= len(s.of(p.QuestionPosted))


@criterion("takes notes on every turn, with their evidence")
def _(s: Sitting) -> bool | None:
    notes = [noted for _, noted in s.of(p.TurnNoted) if noted.notes]
    return all(note.startswith((f"seq {noted.reacts_to}:", "model,")) for noted in notes for note in noted.notes)


@criterion("changes its words, not its course, when it is insulted")
def _(s: Sitting) -> bool | None:
    insulted = [event for event, turn in s.of(p.CandidateTurn) if "useless" in turn.text]
    if not insulted:
        return None
    return not any(isinstance(e.payload, p.QuestionClosed) for e in s.events[insulted[0].seq : insulted[0].seq + 3])
