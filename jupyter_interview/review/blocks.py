"""The Markdown that a transcript adds around recorded code and text: who, when, what, and who vouches for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.questions import Step
from jupyter_interview.domain.events import Envelope, Provenance
from jupyter_interview.domain.inert import code_block, plain
from jupyter_interview.domain.progress import Progress
from jupyter_interview.domain.verdicts import Judgement, TestResult, Verdict

UNSANDBOXED = "⚠ **Unsandboxed**: no container engine stood between this code and the machine."

_SEEN_BY = {
    Provenance.SERVER: "recorded by the server",
    Provenance.CLIENT: "claimed by the browser, not seen by the server",
}
_STEPS = {step: step.value.replace("_", " ") for step in Step}
_ENDED = {
    "all_done": "all questions were done",
    "ended": "the candidate ended it",
    "deadline": "the time was over",
    "abandoned": "the candidate gave it up",
    "never_joined": "nobody joined",
    "pause_expired": "the pause was longer than 24 hours",
    "interruption_expired": "the candidate did not come back",
}


def moment(at: datetime) -> str:
    """`2026-03-02 09:00:05 UTC`."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def stamp(who: str, envelope: Envelope) -> str:
    """The line above what somebody said or did."""
    return f"**{who}** · {moment(envelope.at)}"


def candidate_turn(envelope: Envelope, text: str) -> str:
    return f"{stamp('Candidate', envelope)}\n\n{code_block(text)}"


def interviewer_turn(envelope: Envelope, text: str) -> str:
    return f"{stamp('Interviewer', envelope)}\n\n{text}"


def executed(envelope: Envelope, payload: p.CellExecuted) -> str:
    """The caption of a cell that ran."""
    lasted = payload.finished_at.replace(tzinfo=None) - payload.started_at.replace(tzinfo=None)
    seconds = max(lasted.total_seconds(), 0)
    ends = {"ok": "finished", "error": "raised an error", "stopped": "was stopped", "died": "its kernel died"}
    told = f"{stamp('Ran a cell', envelope)} · {ends[payload.status]} after {seconds:.2f} s · {_vouched(envelope)}"
    cut = "\n\nIts output was longer than the limit and is cut." if payload.truncated else ""
    return told + cut + unsandboxed(payload.sandboxed)


def submitted(envelope: Envelope, payload: p.SubmissionCreated) -> str:
    """The caption of submitted code."""
    what = "Submitted" if payload.purpose == "submit" else "Ran the examples with"
    inputs = (
        f"\n\nWith inputs of the candidate's own:\n\n{code_block(payload.own_inputs)}" if payload.own_inputs else ""
    )
    return f"{stamp(f'{what} this code', envelope)} · {_vouched(envelope)}{inputs}"


def snapshot(envelope: Envelope) -> str:
    """The caption of code that was neither run nor submitted."""
    return f"{stamp('Left in a cell', envelope)} · {_vouched(envelope)}"


def judged(envelope: Envelope, payload: p.SubmissionJudged) -> str:
    """A verdict with its table of tests, and the visible tests that failed."""
    judgement = payload.judgement
    heading = f"{stamp('Verdict: ' + _verdict(judgement.verdict), envelope)} · {judgement.passed} of {judgement.total}"
    ours = "\n\nThis was an error of the judge, and is not counted." if _is_ours(judgement) else ""
    said = f"\n\n{code_block(judgement.message)}" if judgement.message else ""
    details = "".join(map(_detail, judgement.tests))
    return heading + " tests passed" + unsandboxed(judgement.sandboxed) + ours + said + _table(judgement) + details


def unsandboxed(sandboxed: bool) -> str:
    """The mark, as a paragraph of its own; empty where a sandbox was there."""
    return "" if sandboxed else f"\n\n{UNSANDBOXED}"


def notice(envelope: Envelope, payload: p.Payload) -> str | None:
    """One line for what happened to the interview as a whole; None for events that have no line."""
    text = _notice(payload)
    return None if text is None else f"*{text}* · {moment(envelope.at)}"


def noted(envelope: Envelope, payload: p.TurnNoted) -> str | None:
    """The interviewer's hidden notes on an event."""
    notes = (*payload.notes, *_worded(payload.wording))
    if not notes:
        return None
    lines = "\n".join(f"- {plain(note)}" for note in notes)
    return f"{stamp('Hidden notes', envelope)} on event {payload.reacts_to}\n\n{lines}"


def _worded(wording: p.Wording | None) -> tuple[str, ...]:
    if wording is None:
        return ()
    tokens = wording.prompt_tokens + wording.completion_tokens
    by = f"asked {wording.model or 'no model'} with {wording.prompt}, {tokens} tokens"
    return (f"{by}; said in authored words: {wording.failure}" if wording.failure else f"{by}; said in its words",)


def prompted(envelope: Envelope, payload: p.TurnPrompted) -> str:
    """The exact prompt of a turn."""
    messages = "\n\n".join(f"{plain(message.role)}:\n\n{code_block(message.content)}" for message in payload.messages)
    return f"{stamp('Prompt', envelope)} {plain(payload.version)}\n\n{messages}"


def growth(envelope: Envelope, payload: p.GrowthMeasured) -> str:
    """How an accepted submission's time grows."""
    points = ", ".join(f"{one.share:.0%}: {one.milliseconds} ms" for one in payload.points)
    power = "too fast to tell" if payload.exponent is None else f"the power {payload.exponent} of the size"
    return f"{stamp('Growth measured', envelope)} {plain(payload.question_id)}: {power}\n\n{points}"


def read(envelope: Envelope, payload: p.FeedbackRead) -> str:
    """What each of a model's readings made of a question."""
    runs = "\n".join(f"- {_run(run)}" for run in payload.runs)
    return f"{stamp('Read by a model', envelope)} {plain(payload.question_id)}, {plain(payload.prompt)}\n\n{runs}"


def _run(run: p.Reading) -> str:
    scores = ", ".join(f"{plain(line.criterion)} {line.score or 'open'}: {plain(line.reason)}" for line in run.lines)
    tokens = run.prompt_tokens + run.completion_tokens
    return f"{plain(run.model or 'no model')}, {tokens} tokens: {scores or run.failure}"


def planned(envelope: Envelope, payload: p.InterviewPlanned) -> str:
    """Which questions were chosen."""
    lines = "\n".join(f"- {plain(q.question_id)} `{plain(q.digest)}`" for q in payload.questions)
    return f"{stamp('Questions planned', envelope)}\n\n{plain(payload.reason)}\n\n{lines}"


def chosen(envelope: Envelope, payload: p.QuestionChosen) -> str:
    """Why a question came next."""
    title = stamp(f"Question {payload.number} chosen", envelope)
    return f"{title}: {plain(payload.question_id)} `{plain(payload.digest)}`\n\n{plain(payload.reason)}"


def scored(envelope: Envelope, payload: p.QuestionScored) -> str:
    """How much of a solution a question's answers were."""
    score = "no score" if payload.score is None else f"score {payload.score:.2f}"
    facts = f"{score}: {_verdict(payload.verdict)}, {payload.passed} of {payload.total} tests, {payload.hints} hints"
    return f"{stamp(f'Question {payload.number} scored', envelope)}\n\n{facts}, {payload.seconds / 60:.0f} minutes"


def summary(progress: Progress) -> str:
    """A table of every posted question."""
    if not progress.questions:
        return "No question was posted."
    rows = (
        f"| {q.number} | {plain(q.title)} | {q.outcome or 'open'} | {_verdict(q.last_verdict)} | {q.attempts} "
        f"| {q.hints_given} |"
        for q in progress.questions
    )
    head = "| | Question | Outcome | Last verdict | Submissions | Hints |\n|---|---|---|---|---|---|"
    return "\n".join((head, *rows))


def ended(payload: p.InterviewCompleted | p.InterviewAbandoned) -> str:
    """How it ended, such as `completed: all questions were done`."""
    word = "completed" if isinstance(payload, p.InterviewCompleted) else "abandoned"
    return f"{word}: {_ENDED[payload.reason]}"


def _notice(payload: p.Payload) -> str | None:
    match payload:
        case p.InterviewPaused():
            return f"Paused, with {payload.remaining_seconds // 60} minutes left"
        case p.ClockCredited():
            return f"{payload.seconds:.0f} s of delay by the {payload.cause} were given back"
        case p.QuestionClosed():
            return f"Question closed: {payload.outcome.replace('_', ' ')}"
        case p.StepBegan():
            return f"Step {payload.number} began, {_STEPS[payload.step]}, {payload.minutes} minutes"
        case p.StepClosed():
            return f"Step closed: {_STEPS[payload.step]}"
        case p.InterviewEnding():
            return f"No more input: {_ENDED[payload.reason]}"
        case p.FocusChanged() | p.TextPasted() | p.ExtensionsFound():
            return watched(payload)
        case _:
            return _PLAIN_NOTICES.get(type(payload))


def watched(payload: p.FocusChanged | p.TextPasted | p.ExtensionsFound) -> str:
    """One sentence for what the browser tells of how the interview was sat; it says that it is a claim."""
    match payload:
        case p.FocusChanged(focused=False):
            return f"The window lost the focus{_claimed(payload.claimed_at)}"
        case p.FocusChanged(seconds=seconds):
            return f"The window had the focus again after {seconds} s{_claimed(payload.claimed_at)}"
        case p.TextPasted(cell_id=cell, characters=characters, lines=lines, own=own):
            whence = "copied in this notebook, " if own else ""
            size = f"{characters} character{'s' * (characters != 1)} on {lines} line{'s' * (lines != 1)}"
            return f"Pasted into the cell {plain(cell)}: {whence}{size}{_claimed(payload.claimed_at)}"
        case p.ExtensionsFound(extensions=()):
            return "No AI extensions in JupyterLab, says the browser"
        case p.ExtensionsFound(extensions=found):
            return f"AI extensions in JupyterLab, says the browser: {plain(', '.join(found))}"


def _claimed(at: datetime) -> str:
    return f", says the browser, at {moment(at)}"


_PLAIN_NOTICES: dict[type[p.Payload], str] = {
    p.InterviewJoined: "The candidate joined",
    p.InterviewInterrupted: "The connection was lost",
    p.InterviewReturned: "The candidate came back",
    p.InterviewResumed: "Resumed",
    p.FeedbackAsked: "A language model was asked to read the log",
    p.HintRequested: "The candidate asked for a hint",
    p.SilenceNoticed: "Nothing had happened for some minutes",
    p.NextRequested: "The candidate asked to go on",
    p.TabTakenOver: "Another tab took over",
}


def _vouched(envelope: Envelope) -> str:
    return _SEEN_BY[envelope.provenance]


def _verdict(verdict: Verdict | None) -> str:
    return verdict.value.replace("_", " ") if verdict else "none"


def _is_ours(judgement: Judgement) -> bool:
    return judgement.verdict is Verdict.INTERNAL_ERROR


def _table(judgement: Judgement) -> str:
    if not judgement.tests:
        return ""
    rows = (
        f"| {test.index} | {plain(test.category)}{' (hidden)' if test.hidden else ''} | {_verdict(test.verdict)} "
        f"| {test.elapsed_ms} ms |"
        for test in judgement.tests
    )
    return "\n\n" + "\n".join(("| Test | Kind | Verdict | Time |\n|---|---|---|---|", *rows))


def _detail(test: TestResult) -> str:
    """A visible test that failed, with all that was shown of it."""
    if test.hidden or test.verdict is Verdict.ACCEPTED:
        return ""
    named: Iterable[tuple[str, str | None]] = (
        ("called with", test.arguments),
        ("expected", test.expected),
        ("returned", test.actual),
        ("printed", test.stdout),
        ("error", test.message),
    )
    lines = "\n".join(f"{name}: {value}" for name, value in named if value)
    return f"\n\nTest {test.index}:\n\n{code_block(lines)}" if lines else ""
