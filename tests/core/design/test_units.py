"""Units as candidates write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.domain.design.units import Unit, parse_unit


@pytest.mark.parametrize(
    ("text", "scale", "data", "time"),
    [
        ("/s", 1, 0, -1),
        ("requests per second", 1, 0, -1),
        ("qps", 1, 0, -1),
        ("Hz", 1, 0, -1),
        ("links a day", 1 / 86400, 0, -1),
        ("GB", 1e9, 1, 0),
        ("GiB", 2**30, 1, 0),
        ("terabytes", 1e12, 1, 0),
        ("MB/day", 1e6 / 86400, 1, -1),
        ("Mbps", 125_000, 1, -1),
        ("Gbit/s", 1.25e8, 1, -1),
        ("ms", 1e-3, 0, 1),
        ("\u00b5s", 1e-6, 0, 1),
        ("servers", 1, 0, 0),
        ("", 1, 0, 0),
    ],
)
def test_unit(text: str, scale: float, data: int, time: int) -> None:
    unit = parse_unit(text)
    assert unit.scale == pytest.approx(scale)
    assert unit.dimension == (data, time)


def test_bits_are_no_bytes() -> None:
    assert parse_unit("MB").scale == 8 * parse_unit("Mb").scale


@given(st.text(max_size=200))
def test_never_fails(text: str) -> None:
    unit = parse_unit(text)
    assert isinstance(unit, Unit)
    assert unit.scale > 0
