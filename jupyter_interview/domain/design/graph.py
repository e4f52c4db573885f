"""A diagram as a graph: boxes, arrows and the frames around boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec


class Node(msgspec.Struct, frozen=True):
    """One box."""

    id: str
    label: str
    shape: str = "rect"
    group: str | None = None
    """The innermost subgraph around it."""


class Edge(msgspec.Struct, frozen=True):
    source: str
    target: str
    label: str = ""
    kind: str = "arrow"
    """`arrow`, `open`, `dotted` or `thick`."""


class Group(msgspec.Struct, frozen=True):
    """A subgraph."""

    id: str
    title: str
    parent: str | None = None


class Graph(msgspec.Struct, frozen=True):
    """Edges name nodes only; one to a subgraph was drawn to every box in it."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    unread: tuple[int, ...] = ()
    """Numbers of the lines that made no sense, from 1."""

    def neighbours(self) -> Mapping[str, set[str]]:
        """Who is linked with whom, whichever way the arrow points."""
        found: dict[str, set[str]] = defaultdict(set)
        for edge in self.edges:
            if edge.source != edge.target:
                found[edge.source].add(edge.target)
                found[edge.target].add(edge.source)
        return found

    def titles_around(self, node: Node) -> tuple[str, ...]:
        """The titles of the subgraphs that a box is in, the innermost first."""
        groups = {group.id: group for group in self.groups}
        titles: list[str] = []
        inside = node.group
        while inside in groups and len(titles) <= len(groups):
            titles.append(groups[inside].title)
            inside = groups[inside].parent
        return tuple(titles)


def reached(start: Iterable[str], links: Mapping[str, set[str]], without: str | None = None) -> set[str]:
    """Every node that can be reached, the start included, when one node is taken away."""
    waiting = [node for node in start if node != without]
    found = set(waiting)
    while waiting:
        nearer = links.get(waiting.pop(), set()) - found - {without}
        found |= nearer
        waiting += nearer
    return found
