"""What packaging tests share. They look at an installed package, so a bare checkout cannot run them."""

from __future__ import annotations

from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tests.conftest import missing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def installed() -> Distribution:
    """The package as pip installed it. Missing, the test is skipped here and fails where CI=true."""
    try:
        return distribution("jupyter-interview")
    except PackageNotFoundError:
        missing("jupyter-interview is not installed in this environment: run `make test`")
        raise
