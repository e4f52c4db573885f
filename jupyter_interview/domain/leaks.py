"""What a language model may not say: reads each sentence of its answer before anybody else does.

A model that the candidate has talked round says anything. So the filter does not ask what the model was told, but what
is in the sentence: no code and no list of values that the candidate has not seen, no address, nothing that could be a
secret in disguise, and nothing that is close to the hidden half of the question, forwards, backwards, spelled out,
shifted by thirteen letters, in base64 or in hexadecimal. It errs on the side of silence: the authored words are there
for that. After the first leak nothing of the turn passes any more.
"""

from __future__ import annotations

import base64
import codecs
import json
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from jupyter_interview.domain.design.estimates import is_about, numbers_in
from jupyter_interview.domain.design.questions import Estimate
from jupyter_interview.domain.design.wording import says, says_anywhere
from jupyter_interview.domain.questions import Question

WINDOW = 18
"""Letters and digits in a row that stand in a secret too, and make a sentence part of it."""
WORD_WINDOW = 4
"""Words in a row, for secrets in prose."""
CLOSE = 0.5
"""The share of an untold hint's own words that a turn may not reach."""
MEMORY = 400
"""Letters and digits of the sentences before, so that a secret in instalments is one."""
MAX_WORD = 28
"""Characters of the longest word that anybody says in an interview; longer ones are coded."""
MAX_SENTENCES = 8
MAX_TEST = 4000
"""Characters of a hidden test that are compared; what is longer is noise."""

_WORD = re.compile(r"[a-z]{3,}")
_RUN = re.compile(r"-?(?<!\d)\d+(?:\.\d+)?(?:[\s,;/|\[\]()]+-?\d+(?:\.\d+)?){2,}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ADDRESS = re.compile(r"https?:|javascript:|data:|file:|www\.|\]\(|!\[", re.IGNORECASE)
_CODE = re.compile(
    r"```|~~~|\bdef\s+\w+\s*\(|\breturn\s+[\w\[({\"'-]|\bfor\s*\(|\bfor\s+\w+(?:\s*,\s*\w+)*\s+in\s+\w+\s*[:(]"
    r"|\bwhile\s*\(|\b(?:while|if)\s+[^.?!]{1,60}:\s*$|\blambda\s+\w*\s*:|=>|\bfunction\s*\w*\s*\("
    r"|\b(?:public|private|static|const|let|var|int|import|from)\s+\w+\s*(?:=|\(|\[|;|import)|\w\s*(?:\+=|-=|:=|==|\+\+)"
    r"|^\s*[\w.\[\]]+\s*=\s*\S+\s*;?\s*$|;\s*$|\w\.(?:append|push|pop|add|get|put|sort|items|keys|values)\(",
    re.MULTILINE,
)
_SPAN = re.compile(r"`([^`]*)`")
_NAME = re.compile(r"[\w\[\]., ()-]{1,40}")
_SPELLED = re.compile(r"(?:\b\w[\s.\-_,*|/]+){8,}\w\b")
_CODED = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_MARKUP = re.compile(r"([<>\[\]|$&~])")
_COMMON = frozenset(
    _WORD.findall(
        "the and for that with from this into each one are you your have has not but can what when than then them they"
        " its will would does how all any may more only just like which where there here answer question time use using"
    )
)


class Hidden(msgspec.Struct, frozen=True):
    """The hidden half of a question, made ready for comparison."""

    windows: frozenset[str]
    """Of solutions and hidden tests."""
    phrases: frozenset[str]
    """Of what is written in prose: rubric, follow-ups' answers, untold hints."""
    ideas: tuple[frozenset[str], ...]
    """The words of each untold hint, which may not be told in other words either."""
    names: tuple[tuple[str, ...], ...] = ()
    """Of system design: what each expected component is called. Said only after the candidate has named it."""
    values: tuple[Estimate, ...] = ()
    """Of system design: quantities that may not be told."""


def hidden_half(question: Question, hints_given: int) -> Hidden:
    """What must not be said of a question while it is open. Worth keeping: it takes some milliseconds."""
    untold = question.hints[hints_given:]
    prose = [*untold, *(line.text for line in question.rubric), *(item.missed for item in question.follow_ups)]
    code = [solution.source for solution in (*question.solutions, *question.wrong)]
    tests = [json.dumps([test.arguments, test.expected])[:MAX_TEST] for test in question.tests]
    windows = frozenset(window for text in (*code, *tests) for window in _windows(_squeezed(text)))
    return Hidden(windows, hidden_phrases(prose), hidden_ideas(untold))


def hidden_phrases(prose: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase for text in prose for phrase in _phrases(text))


def hidden_ideas(texts: Sequence[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_WORD.findall(text.lower())) - _COMMON for text in texts)


def public_text(question: Question, hints_given: int) -> str:
    """What everybody who was posted the question has seen of it."""
    examples = [json.dumps([example.arguments, example.expected]) for example in question.examples]
    explained = [example.explanation or "" for example in question.examples]
    parts = (question.title, question.statement, *question.constraints, *examples, *explained)
    return "\n".join((*parts, *question.hints[:hints_given]))


class Gate:
    """Lets the sentences of one turn through, or not.

    `shown` is every text the candidate has seen or written: what is in it is no secret any more. `prompt` is what the
    model was told about its work, which is nobody's to read.
    """

    def __init__(self, hidden: Hidden, shown: Iterable[str], prompt: str = "") -> None:
        seen = "\n".join(shown)
        self._hidden = hidden
        self._shown = _squeezed(seen)
        self._shown_phrases = frozenset(_phrases(seen))
        self._shown_runs = [_run(match) for match in _RUN.finditer(seen)]
        self._names = [names for names in hidden.names if not says_anywhere(seen, names)]
        seen_words = frozenset(_WORD.findall(seen.lower()))
        ideas = [idea - seen_words for idea in hidden.ideas]
        self._ideas = [idea for idea in ideas if len(idea) >= 4]
        lines = seen.splitlines() if hidden.values else []
        self._numbers = {f"{one.value:g}" for line in lines for one in numbers_in(line)}
        self._prompt = frozenset(_phrases(prompt))
        self._before, self._words = "", frozenset[str]()
        self._sentences, self._asked = 0, False
        self.leaked = False
        """A sentence was refused for what it said; none has passed since."""

    def release(self, sentence: str) -> str | None:
        """The sentence as it may be shown, its markup made harmless; None when it may not be."""
        self.leaked = self.leaked or self._leaks(sentence)
        if self.leaked or self._sentences >= MAX_SENTENCES or self._is_second_question(sentence):
            return None
        self._before = (self._before + _squeezed(sentence))[-MEMORY:]
        self._words |= frozenset(_WORD.findall(sentence.lower()))
        self._sentences += 1
        return quiet(sentence)

    def _is_second_question(self, sentence: str) -> bool:
        """One question at a time."""
        asks = sentence.rstrip(" \n\"')*_").endswith("?")
        second, self._asked = asks and self._asked, self._asked or asks
        return second

    def _leaks(self, sentence: str) -> bool:
        return (
            any(pattern.search(sentence) for pattern in (_ADDRESS, _CODE, _SPELLED))
            or any(len(word) > MAX_WORD for word in sentence.split())
            or not all(map(_NAME.fullmatch, _SPAN.findall(sentence)))
            or self._says_values(sentence)
            or self._says_secret(sentence)
            or self._tells_idea(sentence)
            or any(says(sentence, names) for names in self._names)
            or self._tells_value(sentence)
        )

    def _says_values(self, sentence: str) -> bool:
        runs = map(_run, _RUN.finditer(sentence))
        return any(not any(run in shown for shown in self._shown_runs) for run in runs)

    def _says_secret(self, sentence: str) -> bool:
        texts = tuple(_disguises(sentence))
        if any(map(self._is_secret_phrase, (phrase for text in texts for phrase in _phrases(text)))):
            return True
        squeezed = (self._before[-2 * WINDOW :] + _squeezed(sentence), *map(_squeezed, texts))
        windows = (window for text in squeezed for window in _windows(text))
        return any(window in self._hidden.windows and window not in self._shown for window in windows)

    def _is_secret_phrase(self, phrase: str) -> bool:
        return (phrase in self._hidden.phrases or phrase in self._prompt) and phrase not in self._shown_phrases

    def _tells_value(self, sentence: str) -> bool:
        """A number, of about a quantity's value in any unit, that nobody has written yet."""
        told = [one for one in numbers_in(sentence) if f"{one.value:g}" not in self._numbers]
        return any(is_about(one, value) for one in told for value in self._hidden.values)

    def _tells_idea(self, sentence: str) -> bool:
        new = frozenset(_WORD.findall(sentence.lower()))
        return any(new & idea and len((self._words | new) & idea) >= CLOSE * len(idea) for idea in self._ideas)


def quiet(sentence: str) -> str:
    """Emphasis and code spans stay; what Markdown could make a link, an image, HTML or a table of is escaped."""
    parts = re.split(r"(`[^`\n]*`)", sentence)
    return "".join(part if place % 2 else _MARKUP.sub(r"\\\1", part) for place, part in enumerate(parts))


def _disguises(sentence: str) -> Iterator[str]:
    """The sentence, and what it says to somebody who knows the trick."""
    yield sentence
    yield sentence[::-1]
    yield " ".join(reversed(sentence.split()))
    yield codecs.encode(sentence, "rot13")
    for word in _CODED.findall(sentence):
        yield from _decoded(word)


def _decoded(word: str) -> Iterator[str]:
    """What the word says in base64 and in hexadecimal, where it says anything."""
    bare = word.rstrip("=")
    padded = bare.replace("-", "+").replace("_", "/") + "=" * (-len(bare) % 4)
    try:
        yield base64.b64decode(padded).decode("utf-8", "ignore")
    except ValueError:
        return
    if re.fullmatch(r"(?:[0-9a-fA-F]{2})+", word):
        yield bytes.fromhex(word).decode("utf-8", "ignore")


def _squeezed(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", text.lower()))


def _windows(squeezed: str) -> Iterator[str]:
    return (squeezed[place : place + WINDOW] for place in range(len(squeezed) - WINDOW + 1))


def _phrases(text: str) -> Iterator[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return (" ".join(words[place : place + WORD_WINDOW]) for place in range(len(words) - WORD_WINDOW + 1))


def _run(match: re.Match[str]) -> str:
    """The numbers of a list, in a form in which a part of it is found in it."""
    return f",{','.join(_NUMBER.findall(match.group()))},"
