"""Canonical bytes: whatever a payload may hold comes back as it was, and has one spelling."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_interview.domain import canonical

TEXT = st.text(st.characters(codec=None, categories=None), max_size=12)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT | st.sampled_from(["$int", "$text"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(VALUES)
def test_round_trip(value: object) -> None:
    assert canonical.from_bytes(canonical.to_bytes(value)) == value


@settings(deadline=None)
@given(VALUES)
def test_bytes_are_json_and_one_spelling(value: object) -> None:
    data = canonical.to_bytes(value)
    json.loads(data)
    assert canonical.to_bytes(canonical.from_bytes(data)) == data


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({"b": 1, "a": "é"}, '{"a":"é","b":1}'.encode()),
        ("nul \0", b'"nul \\u0000"'),
        (2**53, b'{"$int":"9007199254740992"}'),
        (2**53 - 1, b"9007199254740991"),
        (1e300, b'{"$float":"1e+300"}'),
        (math.inf, b'{"$float":"Infinity"}'),
        ("\ud800", b'{"$text":"7aCA"}'),
        ({"$int": "5"}, b'{"$object":[["$int","5"]]}'),
    ],
)
def test_the_stated_encoding(value: object, data: bytes) -> None:
    assert canonical.to_bytes(value) == data
    assert canonical.from_bytes(data) == value


def test_nan() -> None:
    assert canonical.to_bytes(math.nan) == b'{"$float":"NaN"}'
    assert math.isnan(canonical.from_bytes(b'{"$float":"NaN"}'))


@pytest.mark.parametrize("data", [b'{"$float":"seven"}', b'{"$other":1}', b"{", b'{"$text":"?"}'])
def test_an_unknown_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical.from_bytes(data)
