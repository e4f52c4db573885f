"""design.yaml: the shipped ones hold, and a folder that breaks a rule is refused with the rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyter_interview.adapters.design_files import load_design
from jupyter_interview.adapters.questions import SHIPPED_BANK, FolderBank
from jupyter_interview.cli.designs import faults
from jupyter_interview.cli.rehearsal.design_candidates import drawing, estimates
from jupyter_interview.domain.design.estimates import check_estimates
from jupyter_interview.domain.design.findings import find
from jupyter_interview.domain.design.mermaid import diagram_in, parse
from jupyter_interview.domain.design.questions import DesignContent, Step
from jupyter_interview.domain.design.secrets import public_design
from jupyter_interview.domain.design.wording import says, says_anywhere
from jupyter_interview.errors import BadQuestion, NotFound

IDS = sorted(path.parent.name for path in SHIPPED_BANK.glob("*/design.yaml"))
SAMPLE = SHIPPED_BANK / "exhibit-codes" / "design.yaml"
Spoil = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize("name", IDS)
def test_shipped_question(name: str) -> None:
    question = load_design(SHIPPED_BANK / name)
    assert question.public() in FolderBank().designs()
    assert {line.criterion for line in question.rubric} >= {"requirements", "estimation", "high-level design"}
    shown = "\n".join((question.title, question.statement, *question.numbers)).lower()
    assert not any(line.text.lower() in shown for line in question.rubric)


@pytest.mark.parametrize("name", IDS)
def test_shipped_question_agrees_with_its_own_answers(name: str) -> None:
    """A drawing of all it names is complete, its own values are right, and no ask names the part that is missing."""
    question = load_design(SHIPPED_BANK / name)
    assert faults(question) == []
    assert {one.status for one in check_estimates(estimates(question, 200), question.estimates)} == {"wrong"}
    text = diagram_in(drawing(question))
    assert text is not None
    assert find(parse(text), question).single == ()
    public = public_design(question, 0, agreed=True)
    names = {one.name: one.names for one in question.components if not says_anywhere(public, one.names)}
    assert not [one.ask for one in question.mistakes if one.lacks and says(one.ask, names.get(one.lacks, ()))]


def test_the_page_names_every_key() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "question-format.md").read_text(encoding="utf-8")
    sample = page.split("## System-design questions", 1)[1].split("```yaml\n", 1)[1].split("\n```", 1)[0]
    assert set(yaml.safe_load(sample)) == set(DesignContent.__struct_fields__)


def spoilt(tmp_path: Path, spoil: Spoil) -> Path:
    data = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    spoil(data)
    folder = tmp_path / "a-question"
    folder.mkdir()
    (folder / "design.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    return folder


def test_unspoilt(tmp_path: Path) -> None:
    question = load_design(spoilt(tmp_path, lambda data: data))
    assert question.id == "a-question"
    assert question.digest.startswith("sha256:")
    assert [question.minutes.of(step, 90) for step in Step] == [14, 16, 30, 30]


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda d: d.pop("minutes"), "missing required field `minutes`"),
        (lambda d: d.update(extra=1), "unknown field `extra`"),
        (lambda d: d["hints"].pop(), "exactly 3 steps"),
        (lambda d: d.update(topics=["Not kebab"]), "kebab-case"),
        (lambda d: d.update(title=" "), "must not be empty"),
        (lambda d: d["minutes"].update(design=0), "at least one"),
        (lambda d: d.update(functional=d["functional"][:2]), "functional must have at least 3"),
        (lambda d: d["functional"][0].update(keywords=[]), "text and keywords"),
        (lambda d: d["clarifications"][0].update(ask="Why?"), "nothing else"),
        (lambda d: d["deep_dives"][0].update(missed=" "), "ask, keywords, met and missed"),
        (lambda d: d["trade_offs"][0]["keywords"].append("temporary"), "stands in its own ask"),
        (lambda d: d["estimates"][0].update(value=0), "above 0"),
        (lambda d: d["estimates"][0].update(factor=1), "factor above 1"),
        (lambda d: d["estimates"][0].update(because=""), "how the value comes about"),
        (lambda d: d["estimates"][0].update(also={"/day": 3}), "measure something else"),
        (lambda d: d["estimates"][1].update(name=d["estimates"][0]["name"]), "names that differ"),
        (lambda d: d["components"][0].update(entry=False), "where requests come from"),
        (lambda d: d["components"][1].update(name="visitor"), "names that differ"),
        (lambda d: d["edges"].append(["visitor", "nobody"]), "'nobody' is named in edges"),
        (lambda d: d["mistakes"][0].update(single="code store"), "exactly one of"),
        (lambda d: d["mistakes"][0].update(lacks="nobody"), "not among components"),
        (lambda d: d["mistakes"][1].update(single="cache"), "among single_points"),
        (lambda d: d["mistakes"][2].update(unlinked=["visitor", "cache"]), "pair among edges"),
        (lambda d: d["mistakes"][4].update(estimate="nothing"), "not among estimates"),
        (lambda d: d["rubric"][0].update(criterion=""), "criterion and a text"),
    ],
)
def test_broken_rule(tmp_path: Path, spoil: Spoil, rule: str) -> None:
    with pytest.raises(BadQuestion, match=r"a-question, design\.yaml") as refused:
        load_design(spoilt(tmp_path, spoil))
    assert rule in refused.value.message


def test_another_file(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, lambda data: data)
    (folder / "statement.md").write_text("x")
    with pytest.raises(BadQuestion, match="is one file"):
        load_design(folder)


def test_a_bank_of_ones_own(tmp_path: Path) -> None:
    spoilt(tmp_path, lambda data: data)
    bank = FolderBank((tmp_path,))
    assert [question.id for question in bank.designs()] == ["a-question"]
    assert bank.ids() == ()
    assert bank.design("a-question") is bank.design("a-question")
    assert bank.folder("a-question") == tmp_path / "a-question"
    with pytest.raises(NotFound):
        bank.design("another")
    with pytest.raises(NotFound):
        bank.get("a-question")


def test_an_id_in_two_banks(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        spoilt(tmp_path / name, lambda data: data)
    with pytest.raises(BadQuestion, match="two banks"):
        FolderBank((tmp_path / "one", tmp_path / "two")).designs()
