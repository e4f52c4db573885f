"""Flowcharts as people write them, and as nobody should."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_interview.domain.design.mermaid import MAX_EDGES, MAX_NODES, diagram_in, parse


def labels(text: str) -> dict[str, str]:
    return {node.id: node.label for node in parse(text).nodes}


def links(text: str) -> list[tuple[str, str, str, str]]:
    return [(edge.source, edge.target, edge.label, edge.kind) for edge in parse(text).edges]


@pytest.mark.parametrize(
    ("node", "label", "shape"),
    [
        ("a", "a", "rect"),
        ("a[Load balancer]", "Load balancer", "rect"),
        ('a["Cache (x2)"]', "Cache (x2)", "rect"),
        ("a(Service)", "Service", "round"),
        ("a([Client])", "Client", "stadium"),
        ("a[[Queue]]", "Queue", "subroutine"),
        ("a[(Orders DB)]", "Orders DB", "cylinder"),
        ("a((hub))", "hub", "circle"),
        ("a(((hub)))", "hub", "circle"),
        ("a{choice}", "choice", "diamond"),
        ("a{{Workers}}", "Workers", "hexagon"),
        ("a>flag]", "flag", "flag"),
        ("a[/in/]", "in", "slanted"),
        ("a[/in\\]", "in", "slanted"),
        ('a["`**bold**`"]', "bold", "rect"),
        ('a["one<br/>two #quot;three#quot; &amp; four"]', 'one two "three" & four', "rect"),
        ("a[Service]:::hot", "Service", "rect"),
        ('a@{ shape: procs, label: "API, all of it" }', "API, all of it", "procs"),
        ("größe[Größe]", "Größe", "rect"),
    ],
)
def test_node(node: str, label: str, shape: str) -> None:
    (read,) = parse(f"flowchart TD\n  {node}").nodes
    assert (read.label, read.shape) == (label, shape)


@pytest.mark.parametrize(
    ("line", "edges"),
    [
        ("a --> b", [("a", "b", "", "arrow")]),
        ("a-->b", [("a", "b", "", "arrow")]),
        ("a ----> b", [("a", "b", "", "arrow")]),
        ("a --- b", [("a", "b", "", "open")]),
        ("a -.-> b", [("a", "b", "", "dotted")]),
        ("a ==> b", [("a", "b", "", "thick")]),
        ("a --o b", [("a", "b", "", "arrow")]),
        ("a x--x b", [("a", "b", "", "arrow")]),
        ("a <--> b", [("a", "b", "", "arrow")]),
        ("a <-- b", [("b", "a", "", "arrow")]),
        ("a ~~~ b", []),
        ("a -->|reads| b", [("a", "b", "reads", "arrow")]),
        ("a -- reads from --> b", [("a", "b", "reads from", "arrow")]),
        ("a -. later .-> b", [("a", "b", "later", "dotted")]),
        ("a == much ==> b", [("a", "b", "much", "thick")]),
        ("a -- text --- b", [("a", "b", "text", "open")]),
        ("a e1@--> b", [("a", "b", "", "arrow")]),
        ("a --> b --> c", [("a", "b", "", "arrow"), ("b", "c", "", "arrow")]),
        ("a & b --> c", [("a", "c", "", "arrow"), ("b", "c", "", "arrow")]),
        ("a --> b; b --> c", [("a", "b", "", "arrow"), ("b", "c", "", "arrow")]),
        ("a --> b %% a comment", [("a", "b", "", "arrow")]),
        ("a[One] --> b-1[Two]", [("a", "b-1", "", "arrow")]),
    ],
)
def test_link(line: str, edges: list[tuple[str, str, str, str]]) -> None:
    assert links(f"graph LR\n{line}") == edges
    assert parse(f"graph LR\n{line}").unread == ()


def test_a_header_may_share_its_line() -> None:
    assert links("graph LR; a --> b") == [("a", "b", "", "arrow")]


def test_subgraphs() -> None:
    graph = parse("flowchart\nsubgraph out [Outer]\n subgraph in\n  a\n end\n b\nend\nc --> out")
    groups = {node.id: node.group for node in graph.nodes}
    assert groups == {"a": "in", "b": "out", "c": None}
    assert [(group.title, group.parent) for group in graph.groups] == [("Outer", None), ("in", "out")]
    assert graph.titles_around(graph.nodes[0]) == ("in", "Outer")
    assert {(edge.source, edge.target) for edge in graph.edges} == {("c", "a"), ("c", "b")}


def test_the_label_stays_whichever_line_has_it() -> None:
    assert labels("graph\na --> b\na[Cache]\nb --> a") == {"a": "Cache", "b": "b"}


def test_what_is_no_structure_is_passed_over() -> None:
    head = "---\ntitle: x --> y\n---\n%%{init: {}}%%\nflowchart LR\n"
    text = f"{head}classDef a fill:#fff\nstyle a fill:#000\na --> b\nclick a call()"
    assert links(text) == [("a", "b", "", "arrow")]


def test_a_broken_line_costs_only_itself() -> None:
    graph = parse("flowchart\na --> b\nb --> [\nc --> what is this?\nb --> c")
    assert graph.unread == (3, 4)
    assert {node.id for node in graph.nodes} == {"a", "b", "c"}


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_the_diagram_of_a_cell(fence: str) -> None:
    text = f"# My design\n\n{fence}mermaid\nflowchart LR\na --> b\n{fence}\n\nand so on"
    found = diagram_in(text)
    assert found is not None
    assert links(found) == [("a", "b", "", "arrow")]


@pytest.mark.parametrize(
    "cell", ["", "only words", "```mermaid\nsequenceDiagram\na->>b: hi\n```", "```python\ngraph = 1\n```"]
)
def test_no_diagram(cell: str) -> None:
    assert diagram_in(cell) is None


def test_a_diagram_without_a_fence() -> None:
    assert diagram_in("flowchart LR\na --> b") == "flowchart LR\na --> b"


@given(st.text(alphabet="ab1 -=.<>xo|[](){}\"&;:@~%/\\\n`#'", max_size=600))
def test_never_fails(text: str) -> None:
    graph = parse(f"flowchart LR\n{text}")
    known = {node.id for node in graph.nodes}
    assert {name for edge in graph.edges for name in (edge.source, edge.target)} <= known


names = st.integers(0, 12).map("n{}".format)


@given(st.lists(st.tuples(names, st.sampled_from(["-->", "-.->", "==>", "-- t -->"]), names), min_size=1, max_size=30))
def test_reads_what_was_written(written: list[tuple[str, str, str]]) -> None:
    text = "flowchart LR\n" + "\n".join(f"{a}[Box {a}] {arrow} {b}" for a, arrow, b in written)
    graph = parse(text)
    assert {(edge.source, edge.target) for edge in graph.edges} == {(a, b) for a, _, b in written}
    assert graph.unread == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 500_000,
        "\n".join(f"n{i}" for i in range(5000)),
        "&".join("abcdefghij" * 20) + " --> " + "&".join("klmnopqrst" * 20),
        "a" + "--" * 200 + "b",
        "\n".join(["a " + "-- x " * 90] * 600),
        "a[" + "(" * 400,
        "\n".join(["subgraph s"] * 600),
        "\n".join(f"subgraph s{i}" for i in range(600)),
        "\n".join(["&".join(f"n{i}" for i in range(60)) + "-->" + "&".join(f"n{i}" for i in range(60))] * 100),
        "\n".join(f"subgraph s{i}\n" + "\n".join(f"n{i}x{j}" for j in range(3)) + "\nend" for i in range(50))
        + "\n"
        + "\n".join(["&".join(f"s{i}" for i in range(50)) + "-->" + "&".join(f"s{i}" for i in range(50))] * 100),
        "\n".join(f"subgraph s{i}" for i in range(40)) + "\nn1\nn2\n" + "end\n" * 40 + "s0 --> s0\n" * 300,
        "\x00\ud800\u202e",
    ],
    ids=range(12),
)
def test_hostile_input_is_bounded(hostile: str) -> None:
    started = time.perf_counter()
    graph = parse(f"flowchart LR\n{hostile}")
    assert time.perf_counter() - started < 2
    assert len(graph.nodes) <= MAX_NODES
    assert len(graph.edges) <= MAX_EDGES


@pytest.mark.parametrize("fence", ["```mermaid\n", "~~~ mermaid\n\n", "`" * 300 + "mermaid\n", " " * 200 + "```\n"])
def test_unclosed_fences_are_read_quickly(fence: str) -> None:
    started = time.perf_counter()
    assert diagram_in(fence * (40_000 // len(fence))) is None
    assert time.perf_counter() - started < 1


def test_a_link_between_subgraphs_links_what_is_in_them_once() -> None:
    graph = parse("flowchart\nsubgraph one\na\nb\nend\nsubgraph two\nc\nend\none --> two\none --> two")
    assert [(edge.source, edge.target) for edge in graph.edges] == [("a", "c"), ("b", "c")]


@settings(max_examples=50)
@given(st.text(max_size=5000))
def test_any_cell_may_be_looked_at(text: str) -> None:
    assert diagram_in(text) is None or parse(text) is not None
