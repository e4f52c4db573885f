"""Reactions to verdicts: the judge's facts in words, and what they say about the next step."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.facts import VERDICT_WORDS, counted
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.inert import code_block, shortened
from jupyter_interview.domain.progress import Phase, QuestionProgress
from jupyter_interview.domain.verdicts import Judgement, TestResult, Verdict

_NUDGE_EVERY = 3
"""Failures in a row after which examples and hints are suggested."""


def answer_verdict(answer: Answer, judged: p.SubmissionJudged) -> None:
    """Answer a verdict; the first acceptance of an open question leads on to its complexity."""
    progress = answer.view.interview.progress
    question = progress.open_question
    verdict = judged.judgement.verdict
    answer.note(
        f"{judged.purpose} judged {verdict.value}, {judged.judgement.passed} of {judged.judgement.total} passed"
    )
    if verdict is Verdict.INTERNAL_ERROR:
        answer.say("verdict", answer.line("internal_error"))
    elif question is None or question.question_id != judged.question_id or progress.ending:
        answer.say("verdict", answer.line("verdict_late", verdict=VERDICT_WORDS[verdict], **_facts(judged.judgement)))
    elif judged.purpose == "examples":
        _examples(answer, judged.judgement)
    elif progress.phase is not Phase.SOLVING:
        name = "accepted_again" if verdict is Verdict.ACCEPTED else "failed_after_acceptance"
        answer.say("verdict", answer.line(name, verdict=VERDICT_WORDS[verdict], **_facts(judged.judgement)))
    elif verdict is Verdict.ACCEPTED:
        _accepted(answer, judged.judgement, question)
    else:
        _failed(answer, judged.judgement, question)


def _accepted(answer: Answer, judgement: Judgement, question: QuestionProgress) -> None:
    attempts = counted(question.attempts, "submission")
    name = "accepted_first" if question.attempts == 1 and not question.hints_given else "accepted"
    hints = counted(question.hints_given, "hint")
    praise = answer.line(name, attempts=attempts, hints=hints, title=question.title, **_facts(judgement))
    ask = answer.line("complexity")
    cell = p.CellDraft("markdown", "interviewer", f"**Complexity of “{question.title}”**\n\n{ask}\n")
    answer.say("verdict", praise)
    answer.say("complexity", ask, cells=(cell,))


def _failed(answer: Answer, judgement: Judgement, question: QuestionProgress) -> None:
    first = _first_failure(judgement)
    name = f"verdict_{judgement.verdict.value}"
    facts = _facts(judgement)
    parts = [answer.line(name, attempts=counted(question.attempts, "submission"), **facts)]
    if first is not None:
        parts.append(_shown(first) or answer.line("hidden_failure", index=first.index, category=first.category))
    failures = question.failures_in_a_row
    if failures and failures % _NUDGE_EVERY == 0:
        answer.note(f"{failures} failures in a row on {question.question_id}")
        hints_left = answer.view.question is not None and question.hints_given < len(answer.view.question.hints)
        parts.append(answer.line("nudge" if hints_left else "nudge_no_hints", failures=failures))
    answer.say("verdict", *parts)


def _examples(answer: Answer, judgement: Judgement) -> None:
    if judgement.verdict is Verdict.ACCEPTED:
        answer.say("examples", answer.line("examples_pass", **_facts(judgement)))
        return
    first = _first_failure(judgement)
    failing = _shown(first) if first is not None else ""
    words = answer.line("examples_fail", verdict=VERDICT_WORDS[judgement.verdict], **_facts(judgement))
    answer.say("examples", words, failing)


def _first_failure(judgement: Judgement) -> TestResult | None:
    failed = (test for test in judgement.tests if test.verdict is not Verdict.ACCEPTED)
    return next(failed, None)


def _shown(test: TestResult) -> str:
    """A failing test, if it is a visible one. The values may be the candidate's own, so they stand in a code block."""
    if test.hidden or test.arguments is None:
        return ""
    rows = [("called with", test.arguments), ("expected", test.expected), ("yours", test.actual)]
    lines = [f"{name}: {shortened(value)}" for name, value in rows if value is not None]
    return f"Test {test.index}:\n\n" + code_block("\n".join(lines))


def _facts(judgement: Judgement) -> dict[str, str | int]:
    return {"passed": judgement.passed, "total": judgement.total}
