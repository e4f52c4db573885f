"""What a diagram says about a question: which components and links are there, what is alone, what must not fail."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

import msgspec

from jupyter_interview.domain.design.graph import Graph, Node, reached
from jupyter_interview.domain.design.questions import Component, DesignQuestion
from jupyter_interview.domain.design.wording import longest_match, plain_words

_REPLICATED = re.compile(
    r"\b(?:replica\w*|replicated|cluster\w*|pool\w*|fleet|shard\w*|partition\w*|standby|failover|redundan\w+|instances"
    r"|nodes|servers|machines|hosts|workers|multi\w*|auto ?scal\w*|group|quorum|zones|followers?|secondar\w+)\b"
    r"|[x\u00d7]\s?(?:[2-9n]|\d\d)|\b(?:[2-9n]|\d\d+)\s?[x\u00d7]|\((?:[2-9n]|\d\d+)\)|\b[12]\s?(?:\.{2,3}|\u2026)\s?n\b"
)
_SEVERAL = frozenset({"procs", "processes", "st-rect", "docs", "documents"})
"""Shapes that Mermaid draws as a pile of boxes."""


class Findings(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Facts about one diagram; components by their names in the question, links as `a -- b`."""

    boxes: int
    arrows: int
    unread: int
    """Lines that made no sense."""
    present: tuple[str, ...]
    missing: tuple[str, ...]
    linked: tuple[str, ...]
    unlinked: tuple[str, ...]
    """Both ends are drawn, and neither an arrow nor one box in between links them."""
    single: tuple[str, ...]
    """Of the components of which one is not enough: drawn once, with no word about replicas."""
    cuts: tuple[str, ...]
    """Components drawn once whose loss parts others from each other or from the entry."""
    isolated: int
    """Boxes without any arrow."""


def find(graph: Graph, question: DesignQuestion) -> Findings:
    """What there is to say about a diagram."""
    boxes = boxes_of(graph, question.components)
    links = graph.neighbours()
    present = tuple(one.name for one in question.components if boxes[one.name])
    missing = tuple(one.name for one in question.components if not boxes[one.name])
    drawn = [(a, b) for a, b in question.edges if boxes[a] and boxes[b]]
    linked = [(a, b) for a, b in drawn if _linked(boxes[a], boxes[b], boxes, links)]
    alone = {name: nodes[0] for name, nodes in boxes.items() if len(nodes) == 1 and not _replicated(nodes[0], graph)}
    entries = {one.name for one in question.components if one.entry}
    cuts = (name for name in present if name in alone and name not in entries)
    return Findings(
        boxes=len(graph.nodes),
        arrows=len(graph.edges),
        unread=len(graph.unread),
        present=present,
        missing=missing,
        linked=tuple(f"{a} -- {b}" for a, b in linked),
        unlinked=tuple(f"{a} -- {b}" for a, b in drawn if (a, b) not in linked),
        single=tuple(name for name in question.single_points if name in alone),
        cuts=tuple(name for name in cuts if _parts(alone[name].id, boxes, links)),
        isolated=sum(not links.get(node.id) for node in graph.nodes),
    )


def boxes_of(graph: Graph, components: tuple[Component, ...]) -> Mapping[str, list[Node]]:
    """The boxes of each component: those whose label names it, in more letters than any other component."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        matched = [(longest_match(node.label, one.names), one.name) for one in components]
        longest = max((length for length, _ in matched), default=0)
        for length, name in matched:
            if length and length == longest:
                found[name].append(node)
    return found


def _linked(
    ones: list[Node], others: list[Node], boxes: Mapping[str, list[Node]], links: Mapping[str, set[str]]
) -> bool:
    """By an arrow, or by way of one box that is no component: a driver, a proxy, a pool of connections."""
    named = {node.id for nodes in boxes.values() for node in nodes}
    targets = {node.id for node in others}
    for one in ones:
        near = links.get(one.id, set())
        if one.id in targets or near & targets or any(links.get(step, set()) & targets for step in near - named):
            return True
    return False


def _replicated(node: Node, graph: Graph) -> bool:
    """Whether the box, or a frame around it, says that there are several of it."""
    said = map(plain_words, (node.label, *graph.titles_around(node)))
    return node.shape in _SEVERAL or any(map(_REPLICATED.search, said))


def _parts(node: str, boxes: Mapping[str, list[Node]], links: Mapping[str, set[str]]) -> bool:
    """Whether components that are linked now are parted when the node is gone."""
    named = {box.id for nodes in boxes.values() for box in nodes} - {node}
    together = reached([node], links) & named
    start = next(iter(sorted(together)), None)
    return start is not None and not together <= reached([start], links, without=node)
