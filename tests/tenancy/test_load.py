"""Many at once, on a small scale: that nothing goes wrong. How long each waits is `make load`'s to say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

LOAD = Path(__file__).parents[2] / "scripts" / "bench" / "load.py"


@pytest.mark.docker
@pytest.mark.full
def test_twenty_at_once_meet_no_error(engine: str, tmp_path: Path) -> None:
    options = ["--sessions=20", "--kernels=5", "--seconds=20", "--submissions=0.5", f"--results={tmp_path}"]
    done = subprocess.run([sys.executable, str(LOAD), *options], capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 1), done.stderr  # 1: somebody waited too long, as on a busy machine
    (written,) = tmp_path.glob("*.json")
    figures = json.loads(written.read_text())["figures"]
    assert figures["errors"] == []
    assert set(figures["ms"]) >= {"ack", "turn", "verdict", "cell", "save"}
