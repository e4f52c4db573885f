"""The images hold what kernels and judge need, and nothing of the host that built them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from jupyter_interview.cli import main
from jupyter_interview.domain.limits import LIMITS
from jupyter_interview.errors import SandboxUnavailable, UnknownLanguage
from jupyter_interview_kernels.container import container_options
from jupyter_interview_kernels.engine import (
    context_files,
    docker_client,
    engine_api,
    image_languages,
    image_name,
)
from jupyter_interview_kernels.image_records import ImageRecord, record, records, records_file
from jupyter_interview_kernels.images import build_image, image_present
from jupyter_interview_kernels.languages import LANGUAGES
from jupyter_interview_kernels.packages import fetch_packages

PYTHON_CHECK = (
    "import ipykernel, os, py_compile\n"
    "assert os.path.exists('/opt/kernel/interview_kernel.py') and os.path.exists('/opt/judge/runner.py')\n"
    "assert not os.path.exists('/etc/pip.conf') and not os.path.exists('/root/.config/pip')\n"
    "assert os.path.dirname(ipykernel.__cached__).endswith('__pycache__') and os.path.exists(ipykernel.__cached__)"
)
JAVASCRIPT_CHECK = (
    "const there = require('node:fs').existsSync, { createRequire } = require('node:module');\n"
    "const load = createRequire('/opt/kernel/');\n"
    "const left = ['/root/.npmrc', '/root/.npm', '/opt/kernel/node_modules/zeromq/src'].filter(there);\n"
    "if (left.length || !load('zeromq').Router || !load('acorn').parse) throw left;"
)
JAVA_CHECK = (
    "import ctypes, os\n"
    "files = {'executor.jar', 'executor.jsa', 'java.options', 'launch.json', 'runner.py'}\n"
    "assert files <= set(os.listdir('/opt/judge')) and os.path.exists('/opt/kernel/kernel.jsa')\n"
    "assert not [name for name in os.listdir('/opt/judge') if name.endswith('.java')] and os.listdir('/tmp') == []"
)
CHECKS = {
    "python": ["python3", "-c", PYTHON_CHECK],
    "javascript": ["node", "-e", JAVASCRIPT_CHECK],
    "java": ["python3", "-c", JAVA_CHECK],
}


@pytest.fixture
def images(engine: str, javascript_image: str, java_image: str) -> tuple[str, ...]:
    """The languages of the images that are there."""
    return tuple(CHECKS)


def test_an_unknown_language_is_an_error() -> None:
    for language in ("cobol", "../python", ""):
        with pytest.raises(UnknownLanguage):
            image_name(language)


def test_languages_have_an_image_each_and_python_comes_first() -> None:
    assert image_languages()[0] == LANGUAGES[0] == "python"
    assert set(LANGUAGES) <= set(image_languages())
    assert {"python", "javascript"} <= set(image_languages())


def test_every_package_is_pinned() -> None:
    for language in image_languages():
        files = context_files(language)
        lines = files.get("requirements.txt", b"").decode().splitlines()
        assert all("==" in line for line in lines if not line.startswith("#"))
        locked = json.loads(files.get("package-lock.json", b'{"packages": {}}'))["packages"]
        assert all("integrity" in package for path, package in locked.items() if path)


def test_packages_that_cannot_be_had_are_named(tmp_path: Path) -> None:
    with pytest.raises(SandboxUnavailable, match=r"with pip\. .*no-such-package"):
        fetch_packages({"requirements.txt": b"no-such-package-of-ours==1"}, tmp_path, "x86_64", lambda _: None)


@pytest.mark.docker
def test_the_images_are_there_under_their_contexts_digest(images: tuple[str, ...]) -> None:
    assert all(image_present(language) for language in images)


@pytest.mark.docker
def test_nothing_of_the_host_is_in_the_images(images: tuple[str, ...]) -> None:
    for name in map(image_name, images):
        steps = json.dumps(engine_api().history(name)) + json.dumps(engine_api().inspect_image(name)["Config"])
        for trace in ("PIP_", "index-url", "CERT", "PROXY", "proxy", "npm_config", "registry"):
            assert trace not in steps


@pytest.mark.docker
def test_their_programs_and_the_filter_work_in_them(images: tuple[str, ...]) -> None:
    for language in images:
        container = docker_client().containers.create(
            image_name(language), CHECKS[language], **container_options(LIMITS, labels={})
        )
        try:
            engine_api().start(container.id)
            assert engine_api().wait(container.id)["StatusCode"] == 0, language
        finally:
            engine_api().remove_container(container.id, force=True)


@pytest.mark.full
@pytest.mark.docker
def test_a_build_of_the_same_is_the_same_image_and_is_on_record(
    javascript_image: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    before = engine_api().inspect_image(javascript_image)["Id"]
    build_image("javascript", progress=lambda _: None)
    build = records()[before]
    assert build.name == javascript_image
    assert build.base_id == engine_api().inspect_image(build.base)["Id"]
    assert build.base_size < build.size


@pytest.mark.docker
def test_the_list_says_what_is_on_record_of_an_image(
    images: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    name = image_name("javascript")
    image = engine_api().inspect_image(name)
    built_at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    build = ImageRecord(name, image["Id"], image["Size"], "the-base", "sha256:b", 1, "sha256:c", built_at)
    record(msgspec.structs.replace(build, context="sha256:earlier"))
    record(build)
    assert main(["images", "list", "--json"]) == 0
    listed = {entry["language"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert listed["javascript"]["build"]["context"] == "sha256:c"
    assert listed["python"]["there"]
    assert "build" not in listed["python"]
    assert main(["images", "list"]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("javascript"))
    assert image["Id"].removeprefix("sha256:")[:12] in row
    assert "2026-01-02 03:04:05" in row
    assert "the-base" in row


def test_a_broken_record_is_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    assert records() == {}
    records_file().parent.mkdir()
    records_file().write_text("{")
    assert records() == {}
