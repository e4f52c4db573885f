"""System-design questions on disk: a folder with one file, `design.yaml`, read and checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from jupyter_interview.adapters import plain_yaml
from jupyter_interview.adapters.question_files import broken, check_inside, folder_digest, read_text
from jupyter_interview.adapters.question_rules import KEBAB, all_said, check_folder_name
from jupyter_interview.domain.design.questions import DesignContent, DesignQuestion, Estimate, Mistake
from jupyter_interview.domain.design.units import parse_unit
from jupyter_interview.domain.design.wording import says
from jupyter_interview.domain.questions import HINT_STEPS, FollowUp

DESIGN_FILE = "design.yaml"
LEAST = {
    "functional": 3, "non_functional": 3, "numbers": 2, "clarifications": 3, "estimates": 3, "components": 5,
    "edges": 4, "single_points": 1, "mistakes": 3, "deep_dives": 3, "trade_offs": 2, "rubric": 5,
}  # fmt: skip
"""How many of each a question holds at least."""
MAX_FACTOR = 100.0

_TRIGGERS = ("says", "lacks", "single", "unlinked", "estimate")


def load_design(folder: Path) -> DesignQuestion:
    """Read and check the question in `folder`.

    Raises:
        BadQuestion: the folder breaks the format; the message names the file and the rule.
    """
    files = design_files(folder)
    text = read_text(folder, DESIGN_FILE)
    try:
        entry = plain_yaml.decode(text, DesignContent)
    except msgspec.DecodeError as error:  # a ValidationError too: its text names the path of the value
        raise broken(folder, DESIGN_FILE, str(error)) from error
    for rule in _broken_rules(entry):
        raise broken(folder, DESIGN_FILE, rule)
    fields: dict[str, Any] = msgspec.structs.asdict(entry)
    fields["statement"] = entry.statement.strip()
    return DesignQuestion(**fields, id=folder.name, digest=folder_digest(files))


def design_files(folder: Path) -> dict[str, Path]:
    """The one file by its name. Raises BadQuestion."""
    check_folder_name(folder)
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    for name in names:
        if name != DESIGN_FILE:
            raise broken(folder, name, f"a system-design question is one file, {DESIGN_FILE}")
    check_inside(folder, DESIGN_FILE)
    return {DESIGN_FILE: folder / DESIGN_FILE}


def _broken_rules(entry: DesignContent) -> Iterable[str]:
    """Every rule that the types do not say and the entry breaks, one sentence each."""
    yield from _shape(entry)
    yield from _discussion(entry)
    yield from _names(entry)
    for estimate in entry.estimates:
        yield from _estimate(estimate)
    for mistake in entry.mistakes:
        yield from _mistake(mistake, entry)


def _shape(entry: DesignContent) -> Iterable[str]:
    for name, least in LEAST.items():
        if len(getattr(entry, name)) < least:
            yield f"{name} must have at least {least} entries"
    if len(entry.hints) != HINT_STEPS:
        yield f"hints must have exactly {HINT_STEPS} steps: nudge, idea, outline"
    if not all(map(KEBAB.fullmatch, entry.topics)) or not entry.topics:
        yield "topics must name at least one topic, in kebab-case"
    if min(msgspec.structs.astuple(entry.minutes)) < 1:
        yield "minutes must give every step at least one"
    texts = (entry.title, entry.statement, entry.scope.covers, *entry.numbers, *entry.hints)
    if not all_said(texts):
        yield "title, statement, scope, numbers and hints must not be empty"
    if not all_said(word for line in entry.rubric for word in (line.criterion, line.text)):
        yield "each of rubric needs a criterion and a text"


def _discussion(entry: DesignContent) -> Iterable[str]:
    for requirement in (*entry.functional, *entry.non_functional):
        if not requirement.keywords or not all_said((requirement.text, *requirement.keywords)):
            yield "each of functional and non_functional needs a text and keywords"
    for answer in (*entry.clarifications, *entry.scope.leaves_out):
        if not answer.keywords or not all_said((*answer.keywords, answer.met)) or answer.ask or answer.missed:
            yield "each of clarifications and leaves_out needs keywords and met, nothing else"
    talks: tuple[FollowUp | Mistake, ...] = (*entry.deep_dives, *entry.trade_offs, *entry.mistakes)
    for talk in talks:
        if not talk.keywords or not all_said((*talk.keywords, talk.ask, talk.met, talk.missed)):
            yield "each of deep_dives, trade_offs and mistakes needs ask, keywords, met and missed"
        for keyword in talk.keywords:
            if says(talk.ask, (keyword,)):
                yield f"the keyword {keyword!r} stands in its own ask, which an answer could repeat: {talk.ask!r}"


def _names(entry: DesignContent) -> Iterable[str]:
    components = [one.name for one in entry.components]
    if len(set(components)) != len(components) or not all_said(components):
        yield "components must have names that differ"
    if not any(one.entry for one in entry.components):
        yield "components must hold one with entry: true, where requests come from"
    estimates = [one.name for one in entry.estimates]
    if len(set(estimates)) != len(estimates) or not all_said(estimates):
        yield "estimates must have names that differ"
    named = [*(name for edge in entry.edges for name in edge), *entry.single_points]
    for name in named:
        if name not in components:
            yield f"{name!r} is named in edges or single_points, and is no component"


def _estimate(estimate: Estimate) -> Iterable[str]:
    if estimate.value <= 0 or not 1 < estimate.factor <= MAX_FACTOR:
        yield f"estimate {estimate.name!r}: value must be above 0, and factor above 1 and at most {MAX_FACTOR:g}"
    if not estimate.because.strip():
        yield f"estimate {estimate.name!r}: because must say how the value comes about"
    own = parse_unit(estimate.unit).dimension
    if any(value <= 0 or parse_unit(unit).dimension == own for unit, value in estimate.also.items()):
        yield f"estimate {estimate.name!r}: also is for units that measure something else, and for values above 0"


def _mistake(mistake: Mistake, entry: DesignContent) -> Iterable[str]:
    used = [name for name in _TRIGGERS if getattr(mistake, name)]
    if len(used) != 1:
        yield f"each of mistakes needs exactly one of {', '.join(_TRIGGERS)}"
    components = {one.name for one in entry.components}
    if not {mistake.lacks, mistake.single, *mistake.unlinked} - {""} <= components:
        yield "mistakes name a component that is not among components"
    if mistake.single and mistake.single not in entry.single_points:
        yield f"mistakes: {mistake.single!r} must be among single_points"
    pairs = {frozenset(edge) for edge in entry.edges}
    if mistake.unlinked and frozenset(mistake.unlinked) not in pairs:
        yield "mistakes: unlinked must be a pair among edges"
    if mistake.estimate and mistake.estimate not in {one.name for one in entry.estimates}:
        yield "mistakes name an estimate that is not among estimates"
