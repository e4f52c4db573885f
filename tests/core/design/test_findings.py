"""What a diagram says about a question."""

from __future__ import annotations

import pytest

from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.domain.design.findings import Findings, find
from jupyter_interview.domain.design.mermaid import MAX_NODES, parse

QUESTION = FolderBank().design("exhibit-codes")
GOOD = """
  visitor([Visitor]) --> lb[Load balancer x2]
  lb --> r[Redirect service, 3 instances]
  r --> cache[(Redis cache)]
  r --> store[(Code store, with a replica)]
  reg[Registration service] --> store
  r -.-> q[[Usage queue]]
"""


def found(body: str) -> Findings:
    return find(parse(f"flowchart LR\n{body}"), QUESTION)


def test_a_good_diagram_has_everything() -> None:
    good = found(GOOD)
    assert (good.missing, good.unlinked, good.single, good.isolated, good.unread) == ((), (), (), 0, 0)
    assert len(good.linked) == len(QUESTION.edges)
    assert (good.boxes, good.arrows) == (7, 6)


def test_a_missing_component() -> None:
    assert found(GOOD.replace("[(Redis cache)]", "[thing]")).missing == ("cache",)


def test_a_missing_link_is_one_between_drawn_components() -> None:
    assert found(GOOD.replace("r --> store[", "store[")).unlinked == ("redirect service -- code store",)


def test_an_arrow_the_other_way_is_a_link_too() -> None:
    assert found(GOOD.replace("r -.-> q[[Usage queue]]", "q[[Usage queue]] --> r")).unlinked == ()


def test_one_nameless_box_may_stand_in_between() -> None:
    between = GOOD.replace("r --> store[", "r --> driver[Driver] --> store[")
    assert found(between).unlinked == ()
    too_far = GOOD.replace("r --> store[", "r --> driver[Driver] --> other[Thing] --> store[")
    assert found(too_far).unlinked == ("redirect service -- code store",)


@pytest.mark.parametrize(
    "label",
    ["Code store x2", "2x code store", "code-store cluster", "CodeStore replicas", "Code store (3)", "Code store 1..n"],
)
def test_replicated(label: str) -> None:
    assert "code store" not in found(GOOD.replace("Code store, with a replica", label)).single


def test_drawn_once_is_a_single_point() -> None:
    alone = found(GOOD.replace(", with a replica", ""))
    assert alone.single == ("code store",)
    assert "code store" in alone.cuts


def test_drawn_twice_is_none() -> None:
    twice = GOOD.replace(", with a replica", "") + "r --> second[(Second code store)]"
    assert found(twice).single == ()


def test_a_frame_may_say_that_there_are_several() -> None:
    alone = GOOD.replace(", with a replica", "")
    assert found(f"{alone}\nsubgraph Storage cluster\n store\nend").single == ()
    assert found(f"{alone}\nsubgraph Storage\n store\nend").single == ("code store",)


def test_a_leaf_parts_nothing() -> None:
    assert "usage counter" not in found(GOOD).cuts


def test_an_entry_is_no_single_point() -> None:
    assert "visitor" not in found(GOOD).cuts


def test_isolated() -> None:
    assert found(f"{GOOD}\n  lonely[Backup]").isolated == 1


def test_the_longer_name_wins() -> None:
    assert found("a[Registration service before the api]").present == ("registration service",)


def test_an_empty_diagram() -> None:
    nothing = found("")
    assert nothing.boxes == 0
    assert len(nothing.missing) == len(QUESTION.components)


def test_the_largest_diagram_is_looked_at_in_time() -> None:
    chain = "\n".join(f"n{i}[cache {i}] --> n{i + 1}" for i in range(MAX_NODES))
    assert found(chain).boxes == MAX_NODES
