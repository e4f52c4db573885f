"""Values of every declared type, for properties that hold of all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from jupyter_interview.domain.value_types import MAX_INT, MAX_SAFE_INTEGER, MIN_INT

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine may be busy with other tests."""

SCALARS: dict[str, SearchStrategy[Any]] = {
    "int": st.integers(MIN_INT, MAX_INT),
    "long": st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER),
    "float": st.one_of(
        st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["NaN", "Infinity"])
    ),
    "bool": st.booleans(),
    "string": st.text(),
}
TYPES: dict[str, SearchStrategy[Any]] = {
    **SCALARS,
    **{f"{name}[]": st.lists(plain, max_size=5) for name, plain in SCALARS.items()},
    **{f"{name}[][]": st.lists(st.lists(plain, max_size=3), max_size=4) for name, plain in SCALARS.items()},
    **{f"linked_list<{name}>": st.lists(plain, max_size=5) for name, plain in SCALARS.items()},
    **{
        f"map<string,{name}>": st.dictionaries(st.text(max_size=3), plain, max_size=3)
        for name, plain in SCALARS.items()
    },
    "map<int,int[]>": st.dictionaries(st.integers(MIN_INT, MAX_INT).map(str), st.lists(SCALARS["int"]), max_size=3),
    "int?[]": st.lists(st.none() | SCALARS["int"], max_size=5),
    "tree<int>": st.sampled_from([[], [1], [1, 2], [1, None, 3], [1, 2, 3, None, 4], [1, None, 2, None, 3]]),
}
typed = st.sampled_from(sorted(TYPES)).flatmap(lambda kind: st.tuples(st.just(kind), TYPES[kind], TYPES[kind]))
"""A type and two values of it."""
