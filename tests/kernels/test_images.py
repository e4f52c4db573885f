"""The image holds what kernels and judge need, and nothing of the host that built it."""

from __future__ import annotations

import json

import pytest

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview.errors import UnknownLanguage
from jupyter_interview_kernels.container import container_options
from jupyter_interview_kernels.engine import context_files, docker_client, engine_api, image_name
from jupyter_interview_kernels.images import image_present


def test_an_unknown_language_is_an_error() -> None:
    for language in ("cobol", "../python", ""):
        with pytest.raises(UnknownLanguage):
            image_name(language)


@pytest.mark.parametrize("language", ["python", "java"])
def test_every_package_is_pinned(language: str) -> None:
    lines = context_files(language)["requirements.txt"].decode().splitlines()
    assert all("==" in line for line in lines if not line.startswith("#"))


@pytest.mark.docker
def test_the_image_is_there_under_the_contexts_digest(engine: str) -> None:
    assert image_present("python")


@pytest.mark.docker
def test_nothing_of_the_host_is_in_the_image(engine: str) -> None:
    name = image_name("python")
    steps = json.dumps(engine_api().history(name)) + json.dumps(engine_api().inspect_image(name)["Config"])
    for trace in ("PIP_", "index-url", "CERT", "PROXY", "proxy"):
        assert trace not in steps


@pytest.mark.docker
def test_both_programs_and_the_filter_work_in_it(engine: str) -> None:
    code = (
        "import ipykernel, os, py_compile\n"
        "assert os.path.exists('/opt/kernel/interview_kernel.py') and os.path.exists('/opt/judge/runner.py')\n"
        "assert not os.path.exists('/etc/pip.conf') and not os.path.exists('/root/.config/pip')\n"
        "assert os.path.dirname(ipykernel.__cached__).endswith('__pycache__') and os.path.exists(ipykernel.__cached__)"
    )
    container = docker_client().containers.create(
        image_name("python"), ["python3", "-c", code], **container_options(LIMITS, labels={})
    )
    try:
        engine_api().start(container.id)
        assert engine_api().wait(container.id)["StatusCode"] == 0
    finally:
        engine_api().remove_container(container.id, force=True)
