"""What an output states, against what is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.domain.design.estimates import Stated, check_estimates, stated_in
from jupyter_interview.domain.design.questions import Estimate

WRITES = Estimate("writes per second", 40, "/s", 2, "a day's over its seconds", ("writes",))
DISK = Estimate("disk for a year", 12, "GB", 3, "", ("disk", "storage"), {"GB/year": 12})
PEAK = Estimate("writes per second at the peak", 400, "/s", 2, "", ("peak",))
WANTED = (WRITES, DISK, PEAK)


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("writes: 40 /s", Stated(40, "/s")),
        ("writes = 3_500_000 / 86_400 = 40.5 per second", Stated(40.5, "per second")),
        ("writes: 3,500,000 a day", Stated(3_500_000, "a day")),
        ("writes: 3.5 million/day", Stated(3_500_000, "/day")),
        ("writes: 4 * 10^1 qps", Stated(40, "qps")),
        ("writes: 1.2e3 req/s", Stated(1200, "req/s")),
        ("disk: 12k MB", Stated(12_000, "MB")),
        ("disk: 12MB", Stated(12, "MB")),
        ("disk: 3 MB", Stated(3, "MB")),
    ],
)
def test_statement(line: str, stated: Stated) -> None:
    found = stated_in(line)
    assert found[-1].value == pytest.approx(stated.value)
    assert found[-1].unit == stated.unit


@pytest.mark.parametrize(
    ("output", "status", "ratio"),
    [
        ("writes: 40 /s", "right", 1),
        ("writes: 75 qps", "right", 75 / 40),
        ("writes: 3456000 per day", "right", 1),
        ("writes: 400 /s", "wrong", 10),
        ("writes: 0 /s", "wrong", 0),
        ("writes: 40", "no_unit", None),
        ("writes: 40 MB", "wrong_unit", None),
        ("writes: a lot", "unstated", None),
        ("", "unstated", None),
    ],
)
def test_status(output: str, status: str, ratio: float | None) -> None:
    (checked,) = check_estimates(output, (WRITES,))
    assert checked.status == status
    assert checked.ratio == (None if ratio is None else pytest.approx(ratio))


def test_bits_for_bytes_is_a_factor_of_eight() -> None:
    _, disk, _ = check_estimates("disk: 96 GB", WANTED)
    assert disk.ratio == pytest.approx(8)


def test_a_line_speaks_of_what_it_names_in_most_letters() -> None:
    writes, _, peak = check_estimates("writes per second: 40 /s\nwrites per second at the peak: 400 /s", WANTED)
    assert (writes.status, peak.status) == ("right", "right")


def test_the_last_word_counts() -> None:
    assert check_estimates("writes: 4000 /s\nwrites: 41 /s", (WRITES,))[0].status == "right"


def test_the_last_number_that_can_be_compared_counts() -> None:
    assert check_estimates("writes: 40 /s, or 4000 /s", (WRITES,))[0].ratio == pytest.approx(100)
    assert check_estimates("writes: 4000 /s, no, 40 /s from 3 GB", (WRITES,))[0].status == "right"


def test_naming_every_number_is_no_way_to_be_right() -> None:
    guesses = ", ".join(f"{10**power * digit} /s" for power in range(6) for digit in range(1, 10))
    (checked,) = check_estimates(f"writes: {guesses}", (WRITES,))
    assert checked.status == "wrong"
    assert checked.ratio is not None
    assert checked.ratio > 1000, "40 is among them, and many thousands come after it"


def test_a_total_counts_beside_a_rate() -> None:
    assert check_estimates("storage after 5 years: 12 GB per year", (DISK,))[0].status == "right"


def test_a_year_in_the_label_is_no_answer() -> None:
    assert check_estimates("storage in 2030: 13 GB", (DISK,))[0].status == "right"


@given(st.text(max_size=2000))
def test_never_fails(text: str) -> None:
    assert [one.name for one in check_estimates(text, WANTED)] == [one.name for one in WANTED]


@given(st.floats(1e-3, 1e15), st.sampled_from(["/s", "per second", "qps"]))
def test_ratio_is_what_was_stated(value: float, unit: str) -> None:
    (checked,) = check_estimates(f"writes: {value:.6e} {unit}", (WRITES,))
    assert checked.ratio == pytest.approx(value / 40, rel=1e-5)
