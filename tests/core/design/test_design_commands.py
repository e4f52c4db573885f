"""System-design questions on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from jupyter_interview.adapters.questions import SHIPPED_BANK
from jupyter_interview.cli import main

NAME = "exhibit-codes"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["questions", *arguments]) == code
    out, err = capsys.readouterr()
    return out + err


def test_list_says_the_kind(capsys: pytest.CaptureFixture[str]) -> None:
    rows = printed(capsys, "list").splitlines()
    assert any(NAME in row and "system design" in row for row in rows)
    assert any("gift-card-pair" in row and "dsa" in row for row in rows)


def test_show_hides_until_it_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    public, whole = printed(capsys, "show", NAME), printed(capsys, "show", "--hidden", NAME)
    assert "museums prints a short code" in public
    for hidden in ("redirects per second", "load balancer", "Follow one visitor", "MISSED"):
        assert hidden not in public
        assert (hidden in whole) == (hidden != "MISSED")


def test_check_needs_no_sandbox(capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 system-design questions: each agrees with itself" in printed(capsys, "check", NAME)


def test_check_finds_a_component_that_takes_anothers_label(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = yaml.safe_load((SHIPPED_BANK / NAME / "design.yaml").read_text(encoding="utf-8"))
    data["components"][0]["synonyms"].append("cache x3")
    text = yaml.safe_dump(data)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "design.yaml").write_text(text, encoding="utf-8")
    assert "is not found by its own name" in printed(capsys, "check", "--bank", str(tmp_path), "mine", code=1)


def test_export_and_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, pack = tmp_path / "mine.zip", tmp_path / "pack"
    printed(capsys, "export", "--to", str(file), NAME)
    assert "complete" in printed(capsys, "import", "--to", str(pack), str(file))
    assert (pack / NAME / "design.yaml").read_bytes() == (SHIPPED_BANK / NAME / "design.yaml").read_bytes()
    assert NAME in printed(capsys, "list", "--bank", str(pack))
