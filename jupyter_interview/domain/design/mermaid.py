"""Mermaid flowcharts, read as far as a diagram of a system needs: boxes, arrows, subgraphs.

Tolerant: a line that makes no sense is passed over and counted. Bounded: what comes from candidates may be of any size
and shape, so lines, boxes and arrows are limited, and nothing here looks at a character more than a few times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from jupyter_interview.domain.design.graph import Edge, Graph, Group, Node
from jupyter_interview.domain.design.mermaid_tokens import BrokenLine, Link, Tokens, label_of

MAX_TEXT = 40_000
MAX_LINES, MAX_LINE = 600, 500
MAX_NODES, MAX_EDGES, MAX_GROUPS = 200, 600, 50
MAX_PAIRS = 20_000
"""Ends of links that are looked at, those of subgraphs taken apart."""

_OPENING = re.compile(r"\s*(?P<fence>`{3,}|~{3,})\s*mermaid")
_HEADER = re.compile(r"(?:flowchart(?:-elk)?|graph)\b\s*(?:TB|TD|BT|RL|LR|[<>v^])?\s*(?:;|$)", re.IGNORECASE)
_IGNORED = re.compile(r"(?:classDef|class|style|linkStyle|click|direction|accTitle|accDescr)\b")
_SUBGRAPH = re.compile(r"subgraph\b\s*(?P<rest>.*)")
_NAMED = re.compile(r"(?P<id>[\w.-]+)\s*\[(?P<title>.*)\]")


def diagram_in(markdown: str) -> str | None:
    """The first flowchart in a cell: in a fence of the language `mermaid`, or the cell itself."""
    text = markdown[:MAX_TEXT].replace("\r\n", "\n")
    bodies = list(_fenced(text)) or [text]
    return next((body for body in bodies if any(map(_HEADER.match, map(str.strip, body.splitlines())))), None)


def _fenced(text: str) -> Iterator[str]:
    """What stands in each closed fence of the language `mermaid`."""
    fence, body = "", list[str]()
    for line in text.split("\n"):
        if fence and line.strip() == fence:
            yield "".join(body)
            fence = ""
        elif fence:
            body.append(f"{line}\n")
        elif match := _OPENING.match(line):
            fence, body = match["fence"], []


def parse(text: str) -> Graph:
    """The graph of a flowchart's text; never fails."""
    reader = _Reader()
    lines = text[:MAX_TEXT].splitlines()[:MAX_LINES]
    for number, line in enumerate(_without_frontmatter(lines), 1):
        reader.read_line(number, line)
    return reader.graph()


def _without_frontmatter(lines: list[str]) -> list[str]:
    """A YAML head between `---` becomes empty lines, so that numbers stay."""
    if lines and lines[0].strip() == "---":
        for place, line in enumerate(lines[1:], 1):
            if line.strip() == "---":
                return [""] * (place + 1) + lines[place + 1 :]
    return lines


class _Reader:
    """Collects what the lines say."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []
        self._groups: dict[str, Group] = {}
        self._inside: list[str] = []
        self._unread: list[int] = []
        self._begun = False

    def read_line(self, number: int, line: str) -> None:
        if len(line) > MAX_LINE:
            self._unread.append(number)
            return
        if line.lstrip().startswith("%%"):
            return
        tokens = Tokens(line.strip())
        if not self._begun and (header := _HEADER.match(tokens.text)):
            self._begun = True
            tokens = Tokens(tokens.text[header.end() :].strip())
        before = dict(self._nodes), list(self._edges)
        try:
            while not tokens.at_end():
                self._statement(tokens)
        except BrokenLine:
            self._nodes, self._edges = before
            self._unread.append(number)

    def graph(self) -> Graph:
        edges = tuple(islice(self._between_nodes(), MAX_EDGES))
        nodes = tuple(node for name, node in self._nodes.items() if name not in self._groups)
        return Graph(nodes, edges, tuple(self._groups.values()), tuple(self._unread))

    def _between_nodes(self) -> Iterator[Edge]:
        """Each link once, one of a subgraph as a link of every node in it, up to a limit."""
        within = cache(self._members)
        pairs = ((edge, ends) for edge in self._edges for ends in product(within(edge.source), within(edge.target)))
        made = (Edge(source, target, edge.label, edge.kind) for edge, (source, target) in islice(pairs, MAX_PAIRS))
        return iter(dict.fromkeys(made))

    def _members(self, name: str) -> list[str]:
        """The node itself, or every node within the subgraph of that name."""
        if name not in self._groups:
            return [name]
        inner = {name}
        for group in self._groups.values():  # a subgraph is opened after the one around it
            if group.parent in inner:
                inner.add(group.id)
        return [node.id for node in self._nodes.values() if node.group in inner and node.id not in self._groups]

    def _statement(self, tokens: Tokens) -> None:
        rest = tokens.rest()
        if _IGNORED.match(rest):
            tokens.skip_statement()
        elif match := _SUBGRAPH.match(rest):
            self._open(match["rest"].rstrip("; "))
            tokens.skip_line()
        elif re.match(r"end\b\s*(?:;|$)", rest):
            if self._inside:
                self._inside.pop()
            tokens.skip_statement()
        else:
            self._chain(tokens)

    def _open(self, rest: str) -> None:
        match = _NAMED.fullmatch(rest)
        name, title = (match["id"], match["title"]) if match else (rest, rest)
        name = label_of(name) or f"subgraph {len(self._groups) + 1}"
        if len(self._groups) >= MAX_GROUPS:
            raise BrokenLine
        if name not in self._groups:
            parent = self._inside[-1] if self._inside else None
            self._groups[name] = Group(name, label_of(title) or name, parent)
        self._inside.append(name)

    def _chain(self, tokens: Tokens) -> None:
        """`a & b --> c -- text --> d`: every node of a side is linked with every node of the next."""
        left = self._side(tokens)
        while (link := tokens.link()) is not None:
            right = self._side(tokens)
            self._link(left, right, link)
            left = right
        tokens.end_statement()

    def _side(self, tokens: Tokens) -> list[str]:
        names = [self._node(tokens)]
        while tokens.take("&"):
            names.append(self._node(tokens))
        return names

    def _node(self, tokens: Tokens) -> str:
        name, label, shape = tokens.node()
        known = self._nodes.get(name)
        group = self._inside[-1] if self._inside else None
        if known is None:
            if len(self._nodes) >= MAX_NODES:
                raise BrokenLine
            known = Node(name, name, group=group)
        self._nodes[name] = Node(
            name, label if label is not None else known.label, shape or known.shape, known.group or group
        )
        return name

    def _link(self, left: list[str], right: list[str], link: Link) -> None:
        if link.kind == "invisible":
            return
        for source in left:
            for target in right:
                if len(self._edges) >= MAX_EDGES:
                    raise BrokenLine
                ends = (target, source) if link.backwards else (source, target)
                self._edges.append(Edge(*ends, link.label, link.kind))
