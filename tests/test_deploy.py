"""What a town starts the atlas with: plain rules that hold without an engine of containers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gis.environment import environment

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"})


def steps(text):
    """Return the instructions of a Containerfile and what follows each."""
    joined = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


CONTAINER = steps((DEPLOY / "Containerfile").read_text(encoding="utf-8"))


def given(name):
    return [rest for step, rest in CONTAINER if step == name]


def test_the_container_ends_as_somebody_without_rights():
    last = given("USER")[-1]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", last)
    assert CONTAINER[-1][0] == "ENTRYPOINT"
    assert [name for name, _ in CONTAINER].index("USER") > max(
        number for number, (name, _) in enumerate(CONTAINER) if name in {"RUN", "COPY"}
    )


def test_its_base_is_a_release_and_what_it_installs_is_known_by_its_hash():
    assert all(re.match(r"\S+:\d+\.\d+\.\d+\S*(@sha256:\w+)?( AS \w+)?$", base) for base in given("FROM"))
    assert given("ADD") == []
    assert not re.search(r"curl|wget|https?://(?!127\.0\.0\.1)", " ".join(given("RUN")))
    assert [run for run in given("RUN") if "pip install" in run and "--require-hashes" not in run] == []


def test_it_takes_along_every_room_of_the_house_and_nothing_that_is_not_there():
    taken = [word for copy in given("COPY") if not copy.startswith("--") for word in copy.split()[:-1]]
    assert {name for name in taken if not (ROOT / name).exists()} == set()
    assert {"gis", "layers", "views", "data", ".streamlit", "streamlit_app.py"} <= set(taken)


def test_it_is_asked_for_its_health():
    (check,) = given("HEALTHCHECK")
    assert "/healthz" in check.replace("+ 'healthz'", "/healthz")


def test_the_services_of_compose_may_do_no_more_than_they_need():
    yaml = pytest.importorskip("yaml")
    document = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    atlas, proxy = document["services"]["atlas"], document["services"]["proxy"]
    assert atlas["read_only"] is True
    assert atlas["cap_drop"] == ["ALL"]
    assert "ports" not in atlas
    assert set(atlas["volumes"][0].split(":")[:1]) <= set(document["volumes"])
    assert (DEPLOY / atlas["build"]["context"] / atlas["build"]["dockerfile"]).is_file()
    assert proxy["depends_on"]["atlas"]["condition"] == "service_healthy"
    told = {name: str(value) for name, value in atlas["environment"].items() if name.startswith("CAILLOUX_")}
    assert environment(told).address.endswith("/" + atlas["environment"]["STREAMLIT_SERVER_BASE_URL_PATH"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not there")
def test_systemd_takes_the_units(tmp_path):
    for name in UNITS:
        unit = (DEPLOY / name).read_text(encoding="utf-8")
        here = re.sub(r"/opt/cailloux-blancs/\.venv/bin/\w+", sys.executable, unit)
        (tmp_path / name).write_text(here.replace("/opt/cailloux-blancs", str(ROOT)), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in UNITS)]
    told = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"}
    )
    wrong = [line for line in told.stderr.splitlines() if "cailloux-blancs" in line]
    assert UNITS
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_a_service_runs_as_somebody_of_its_own_who_writes_its_home_alone(name):
    unit = (DEPLOY / name).read_text(encoding="utf-8")
    for line in ("User=atlas", "ProtectSystem=strict", "NoNewPrivileges=true", "CapabilityBoundingSet=\n"):
        assert line in unit
    assert "--server.address 127.0.0.1" in unit or "streamlit" not in unit
