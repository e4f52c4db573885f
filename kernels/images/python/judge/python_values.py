"""Values between JSON and Python: readers for arguments and writers for results, one for each declared type.

They are built once a job, in the supervisor, and run in a test's process. They are made to be quick on flat lists, the
bulk of what is passed.
"""

from __future__ import annotations

import math
import typing
from collections.abc import Callable


class WrongType(Exception):
    """The returned value is not of the declared type."""


class TooLarge(Exception):
    """A list or tree that does not end, or not before the largest value that is compared."""


class ListNode:
    """Supplied where the candidate's cell defines none."""

    def __init__(self, val: typing.Any = 0, next: typing.Any = None) -> None:
        self.val, self.next = val, next


class TreeNode:
    """Supplied where the candidate's cell defines none."""

    def __init__(self, val: typing.Any = 0, left: typing.Any = None, right: typing.Any = None) -> None:
        self.val, self.left, self.right = val, left, right


class Nodes(typing.NamedTuple):
    """The classes in use in one test: the candidate's own, else ours."""

    list_node: type[typing.Any]
    tree_node: type[typing.Any]


Reader = Callable[[typing.Any, Nodes], typing.Any]
Writer = Callable[[typing.Any, Nodes], typing.Any]
MAX_NODES = 2_000_000
"""Of a returned list or tree: more do not fit into the largest value, at a digit and a comma each."""

SCALARS: dict[str, tuple[tuple[type, ...], str]] = {
    "int": ((int,), "an integer"),
    "long": ((int,), "an integer"),
    "float": ((float, int), "a number"),
    "bool": ((bool,), "a boolean"),
    "string": ((str,), "a string"),
}
NON_FINITE = ("NaN", "Infinity", "-Infinity")


def map_types(kind: str) -> tuple[str, str]:
    """The types of keys and values of `map<K,V>`."""
    key, _, value = kind[4:-1].partition(",")
    return key.strip(), value.strip()


# ---- arguments


def reader(kind: str) -> Reader | None:
    """What makes an argument of a value of JSON; None where JSON is it already."""
    if kind.endswith("?"):
        inner = reader(kind[:-1])
        return inner and (lambda value, nodes: None if value is None else inner(value, nodes))
    if kind.endswith("[]"):
        item = reader(kind[:-2])
        return item and (lambda value, nodes: [item(entry, nodes) for entry in value])
    if kind.startswith("map<"):
        return _map_reader(*map_types(kind))
    if kind.startswith("linked_list<"):
        return lambda value, nodes: _linked(value, nodes.list_node)
    if kind.startswith("tree<"):
        return lambda value, nodes: _grown(value, nodes.tree_node)
    if kind == "float":
        return lambda value, nodes: float(value) if type(value) is str else value
    return None


def _map_reader(key: str, inner: str) -> Reader | None:
    item = reader(inner)
    if key != "int":
        return item and (lambda value, nodes: {name: item(entry, nodes) for name, entry in value.items()})
    if item is None:
        return lambda value, nodes: {int(name): entry for name, entry in value.items()}
    return lambda value, nodes: {int(name): item(entry, nodes) for name, entry in value.items()}


def _linked(values: list[typing.Any], node_type: type[typing.Any]) -> typing.Any:
    head = None
    for value in reversed(values):
        node = node_type(value)
        node.next = head
        head = node
    return head


def _grown(values: list[typing.Any], node_type: type[typing.Any]) -> typing.Any:
    """A tree from its level order, in which only present nodes have places for children."""
    if not values or values[0] is None:
        return None
    root = node_type(values[0])
    level, sides = [root], iter(values[1:])
    for node in level:
        for side in ("left", "right"):
            value = next(sides, None)
            child = None if value is None else node_type(value)
            setattr(node, side, child)
            if child is not None:
                level.append(child)
    return root


# ---- results


def writer(kind: str) -> Writer:
    """What makes strict JSON of a returned value, or raises WrongType or TooLarge.

    A tuple passes for a list, an integer for a float; a boolean is no integer. NaN and the infinities become strings.
    """
    if kind == "json":
        return lambda value, nodes: value
    if kind == "void":
        return lambda value, nodes: None
    if kind.endswith("?"):
        inner = writer(kind[:-1])
        return lambda value, nodes: None if value is None else inner(value, nodes)
    if kind.endswith("[]"):
        return _list_writer(kind[:-2])
    if kind.startswith("map<"):
        return _map_writer(*map_types(kind))
    if kind.startswith("linked_list<"):
        return _linked_writer(writer(kind[12:-1]))
    if kind.startswith("tree<"):
        return _tree_writer(writer(kind[5:-1]))
    return _scalar_writer(kind)


def _scalar_writer(kind: str) -> Writer:
    types, name = SCALARS[kind]

    def write(value: typing.Any, nodes: Nodes) -> typing.Any:
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise wrong(name, value)
        if isinstance(value, float):
            return value if math.isfinite(value) else _non_finite(value)
        if isinstance(value, str):
            _check_text(value)
        return value

    return write


def _non_finite(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _check_text(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise WrongType("the returned string is not valid Unicode text") from None


def _list_writer(inner: str) -> Writer:
    item = writer(inner)
    exact = {SCALARS[inner][0][0]} if inner in ("int", "long", "bool") else None

    def write(value: typing.Any, nodes: Nodes) -> typing.Any:
        if not isinstance(value, (list, tuple)):
            raise wrong("a list", value)
        if exact is not None and set(map(type, value)) <= exact:
            return value
        return [item(entry, nodes) for entry in value]

    return write


def _map_writer(key: str, inner: str) -> Writer:
    item, keys = writer(inner), _scalar_writer(key)

    def write(value: typing.Any, nodes: Nodes) -> typing.Any:
        if not isinstance(value, dict):
            raise wrong("a dictionary", value)
        return {str(keys(name, nodes)): item(entry, nodes) for name, entry in value.items()}

    return write


def _linked_writer(item: Writer) -> Writer:
    def write(value: typing.Any, nodes: Nodes) -> typing.Any:
        values: list[typing.Any] = []
        while value is not None:
            if not isinstance(value, nodes.list_node):
                raise wrong("a ListNode or None", value)
            if len(values) == MAX_NODES:
                raise TooLarge
            values.append(item(value.val, nodes))
            value = value.next
        return values

    return write


def _tree_writer(item: Writer) -> Writer:
    def write(value: typing.Any, nodes: Nodes) -> typing.Any:
        values: list[typing.Any] = []
        level = [value]
        for node in level:
            if node is None:
                values.append(None)
                continue
            if not isinstance(node, nodes.tree_node):
                raise wrong("a TreeNode or None", node)
            if len(values) >= MAX_NODES:
                raise TooLarge
            values.append(item(node.val, nodes))
            level += (node.left, node.right)
        while values and values[-1] is None:
            values.pop()
        return values

    return write


def wrong(declared: str, value: object) -> WrongType:
    """The one sentence about a value of another type than was declared."""
    found = "nothing (None)" if value is None else f"a value of type {type(value).__name__[:60]}"
    return WrongType(f"{declared} was declared, but the function returned {found}")
