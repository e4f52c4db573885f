"""What a candidate's message is about, by authored patterns. The text is data: sorted here, and never repeated."""

from __future__ import annotations

import re
from enum import StrEnum

from jupyter_interview.adapters.llm.offline.claims import Claim, read_claim
from jupyter_interview.domain.questions import FollowUp, Question


class Topic(StrEnum):
    """What a message wants."""

    SOLUTION = "solution"
    """The answer, hidden tests, or the interviewer's own instructions."""
    HINT = "hint"
    GIVE_UP = "give_up"
    TIME = "time"
    GREETING = "greeting"
    THANKS = "thanks"
    REPHRASE = "rephrase"
    COMPLEXITY = "complexity"
    APPROACH = "approach"
    QUESTION = "question"
    UNCLEAR = "unclear"


_SECRETS = (
    r"(?:solutions?|answers?|full code|working code|the code|algorithm|hidden tests?|test cases|rubric|prompt"
    r"|instructions)\b"
)
_REVEAL = r"(?:give|show|tell|write|send|reveal|print|leak|paste|share|repeat|type|spell)"
_WANTS_SOLUTION = (
    rf"\b{_REVEAL} (?:me|us)\b.{{0,40}}\b{_SECRETS}|^{_REVEAL}\b.{{0,40}}\b{_SECRETS}"
    rf"|\b(?:can|could|would|will|please|just|you)\b.{{0,15}}\b{_REVEAL}\b.{{0,40}}\b{_SECRETS}"
    r"|\b(?:i|we) (?:just )?(?:want|need|would like|wish)(?: to (?:see|have|get|know))? (?:the|a|your)\b"
    rf".{{0,20}}{_SECRETS}"
    rf"|\bwhat(?:'s| is| are) (?:the|your)\b.{{0,20}}{_SECRETS}\W*$"
    r"|\bsolve (?:it|this) for me\b|\bdo it for me\b|\bignore (?:all|any|your|the|previous)\b|\byou are now\b"
    r"|\bpretend\b|\bsystem prompt\b"
)
_PATTERNS: tuple[tuple[Topic, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(pattern))
    for topic, pattern in (
        (Topic.SOLUTION, _WANTS_SOLUTION),
        (
            Topic.HINT,
            r"\bhints?\b|\bstuck\b|\bclue\b|\bhelp\b|no idea (?:how|where)"
            r"|(?:don'?t|do not) know (?:how|where|what to)|\bi(?:'m| am) lost\b",
        ),
        (
            Topic.GIVE_UP,
            r"\bgive up\b|\bskip\b|\bpass\b(?! (?:over|through))|(?:don'?t|do not) know"
            r"|\bno idea\b|\bnot sure\b|\bdunno\b",
        ),
        (Topic.TIME, r"how (?:much|long).{0,20}(?:time|left|have)|time (?:is )?(?:left|remaining)|\bdeadline\b"),
        (
            Topic.REPHRASE,
            r"what do you mean|\brephrase\b|\brepeat (?:the|that|your)|(?:don'?t|do not) (?:understand|get)",
        ),
    )
)
_GREETING = re.compile(r"^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings)\b")
_THANKS = re.compile(r"\bthank(?:s| you)\b|\bthx\b|\bcheers\b|\bgreat\b|\bok(?:ay)?\b|\bgot it\b|\bunderstood\b")
_APPROACH = re.compile(
    r"\bi(?:'ll| will|'d| would| could| can| think| plan| want| am going|'m going)\b|\bmy (?:idea|plan|approach)\b"
    r"|\b(?:iterate|loop|sort|scan|traverse|recurs\w+|memo\w*|hash ?map|hashmap|dict\w*|set|stack|queue|heap|pointers?"
    r"|window|prefix|binary search|bfs|dfs|dynamic programming|greedy|brute[ -]?force|graph|tree|bucket|cache)\b"
)
_ASKS = re.compile(
    r"\?|^(?:can|could|does|do|is|are|what|which|may|should|will|how|where|why|when|would|must|am i|shall)\b"
)
_COMPLEXITY = re.compile(r"\bcomplexity\b|\bbig[ -]?o\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_READ = 4000
"""Characters of a message that are read: a bound on the work."""
_SHORT = 6
"""Words up to which a greeting or thanks is nothing else."""
_TOLD = 10
"""Words from which a statement is taken for an approach."""


class Understood(Claim, frozen=True):
    """A message, sorted."""

    topic: Topic = Topic.UNCLEAR
    clarification: int | None = None
    """Which of the question's clarifications it asks for."""

    @property
    def claims(self) -> bool:
        return self.time is not None or self.space is not None


def understand(text: str, question: Question | None) -> Understood:
    """Sort a message; the claim takes a bare bound for time."""
    lowered = " ".join(text[:_READ].lower().replace("\u2019", "'").split())
    claim = read_claim(text)
    return Understood(
        time=claim.time,
        space=claim.space,
        topic=_topic(lowered, claim),
        clarification=_clarification(lowered, question) if question else None,
    )


def mentions(text: str, keywords: tuple[str, ...]) -> bool:
    """Whether one of the keywords stands in the text, at the beginning of a word."""
    lowered = " ".join(text[:_READ].lower().split())
    return any(re.search(rf"(?<!\w){re.escape(keyword.lower())}", lowered) for keyword in keywords)


def _topic(text: str, claim: Claim) -> Topic:
    for topic, pattern in _PATTERNS:
        if pattern.search(text):
            return topic
    words = len(_WORD.findall(text))
    if words <= _SHORT and _GREETING.search(text):
        return Topic.GREETING
    if words <= _SHORT and _THANKS.search(text):
        return Topic.THANKS
    if claim.time or claim.space or _COMPLEXITY.search(text):
        return Topic.COMPLEXITY
    if _ASKS.search(text):
        return Topic.QUESTION
    if _APPROACH.search(text) or words >= _TOLD:
        return Topic.APPROACH
    return Topic.UNCLEAR


def _clarification(text: str, question: Question) -> int | None:
    """The first clarification whose keywords a question, or a text that tells no approach, mentions."""
    if not _ASKS.search(text) and _APPROACH.search(text):
        return None
    matching = (place for place, item in enumerate(question.clarifications) if _asks_for(text, item))
    return next(matching, None)


def _asks_for(text: str, item: FollowUp) -> bool:
    return mentions(text, item.keywords)
