"""Every registered service is read on the page of data, and a new one is one file and one line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gis.sources import PROBES, SERVICES, SOURCES, Service, service_text
from gis.words import catalogue, use_language

HOUSE = Path(__file__).parents[4]
WELLS = '''"""A service that nobody runs."""

from gis.sources.service import Probe, Service
from gis.sources.source import LICENCE_OUVERTE, Credit, Source


def fetch(asker, place):
    """Bring nothing."""


def normalise(fetched, place):
    """Make nothing of it."""


SERVICES = (Service("wells", "https://wells.example/api", title="Wells & springs"),)
SOURCES = (Source("hedges", "wells", fetch, normalise, Credit("Wells", LICENCE_OUVERTE), 365),)
PROBES = (Probe("wells", "wells", lambda asker, place: (True, "12"), title="Wells are there."),)
'''


def shown(house: Path, home: Path) -> dict[str, dict[str, dict[str, str]]]:
    done = subprocess.run(
        [sys.executable, str(HOUSE / "tests" / "views" / "pages" / "data" / "service_pages.py")],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "CAILLOUX_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_page_names_every_registered_service_in_both_languages(tmp_path):
    for code, page in shown(HOUSE, tmp_path).items():
        with use_language(code):
            known = {key: service_text(key).replace("&", "&amp;") for key in SERVICES}
        assert page["probed"] == known
        assert set(page["planned"].values()) <= set(known.values())
        assert {"commune", "parcels", "slag_heaps", "relief"} <= set(page["planned"])


def test_a_new_service_is_one_file_and_one_line(tmp_path):
    house = tmp_path / "house"
    for folder in ("gis", "layers", "views"):
        shutil.copytree(HOUSE / folder, house / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (house / "data").symlink_to(HOUSE / "data")
    services = house / "gis" / "sources"
    (services / "services" / "wells.py").write_text(WELLS, encoding="utf-8")
    registry = services / "registry.py"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace('    "bdtopo",\n', '    "wells",\n    "bdtopo",\n'), encoding="utf-8")

    for page in shown(house, tmp_path).values():
        assert page["planned"]["hedges"] == "Wells &amp; springs"
        assert page["probed"]["wells"] == "Wells &amp; springs"


def test_every_source_and_probe_asks_a_registered_service():
    asked = {source.service for found in SOURCES.values() for source in found}
    assert asked | {probe.service for probe in PROBES} <= set(SERVICES)


@pytest.mark.parametrize("key", SERVICES)
def test_the_services_of_the_atlas_have_words_of_their_own(key):
    assert f"sources.service_{key}" in catalogue()


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.key)
def test_the_questions_of_the_atlas_have_words_of_their_own(probe):
    assert f"update.probe_{probe.key}" in catalogue()


def test_a_service_without_words_is_called_by_its_host():
    assert Service("wells", "https://wells.example/api").text == "wells.example"


def test_an_unknown_service_is_called_by_its_key():
    assert service_text("nowhere") == "nowhere"
