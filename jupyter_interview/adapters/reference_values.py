"""Values between JSON and the Python reference solution, as the Python runner gives them to candidates.

The runner has its own, in the image: what runs there may import nothing of ours.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from jupyter_interview.domain.value_types import LinkedList, ListOf, MapOf, Nothing, Nullable, Tree, ValueType


class ListNode:
    """Supplied where the reference defines none."""

    def __init__(self, val: Any = 0, next: Any = None) -> None:
        self.val, self.next = val, next


class TreeNode:
    """Supplied where the reference defines none."""

    def __init__(self, val: Any = 0, left: Any = None, right: Any = None) -> None:
        self.val, self.left, self.right = val, left, right


NODES: dict[str, Any] = {"ListNode": ListNode, "TreeNode": TreeNode}


def read(value: Any, kind: ValueType, names: dict[str, Any]) -> Any:
    """What the reference gets for a JSON value; `names` are those of its file, with its own node classes."""
    if value is None:
        return None
    match kind:
        case Nullable(item):
            return read(value, item, names)
        case ListOf(item):
            return [read(one, item, names) for one in value]
        case MapOf(key, item):
            return {int(name) if key == "int" else name: read(one, item, names) for name, one in value.items()}
        case LinkedList():
            return _linked(value, names["ListNode"])
        case Tree():
            return _tree(value, names["TreeNode"])
        case _:
            return value


def write(value: Any, kind: ValueType) -> Any:
    """The JSON value of what the reference returned; what is not of the type stays as it is, and does not fit."""
    match kind:
        case Nothing():
            return None
        case Nullable(item):
            return None if value is None else write(value, item)
        case ListOf(item) if isinstance(value, list | tuple):
            return [write(one, item) for one in value]
        case MapOf(_, item) if isinstance(value, dict):
            return {str(name): write(one, item) for name, one in value.items()}
        case LinkedList() if value is None or hasattr(value, "next"):
            return list(_values(value))
        case Tree() if value is None or hasattr(value, "left"):
            return _levels(value)
        case _:
            return value


def _linked(values: list[Any], node: Any) -> Any:
    head = None
    for value in reversed(values):
        head = node(value, head)
    return head


def _values(node: Any) -> Iterable[Any]:
    while node is not None:
        yield node.val
        node = node.next


def _tree(values: list[Any], node: Any) -> Any:
    if not values:
        return None
    rest = iter(values)
    root = node(next(rest))
    parents = deque([root])
    while parents:
        parent = parents.popleft()
        for side in ("left", "right"):
            value = next(rest, None)
            if value is not None:
                setattr(parent, side, node(value))
                parents.append(getattr(parent, side))
    return root


def _levels(root: Any) -> list[Any]:
    values: list[Any] = []
    nodes = deque([root])
    while nodes:
        node = nodes.popleft()
        values.append(None if node is None else node.val)
        if node is not None:
            nodes += [node.left, node.right]
    while values and values[-1] is None:
        values.pop()
    return values
