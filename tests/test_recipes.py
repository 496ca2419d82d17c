"""Each recipe of CONTRIBUTING.md, followed on a copy of the house: what it promises is then there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
GUIDE = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")

LAYER = '''"""Wells."""

from __future__ import annotations

from gis.territory import LegendEntry, PopupField, Style, Theme
from layers.columns import amount, code
from layers.palette import MOSS, PALE_LEAF

THEME = Theme(
    key="wells",
    group="osm",
    kind="point",
    columns={"depth_m": amount(), "water": code("clear", "unknown")},
    legend=(LegendEntry("well", Style(MOSS, PALE_LEAF, weight=1.5, icon="hexagon")),),
    popup=(PopupField("depth_m", "m"), PopupField("water")),
    order=86,
)
'''
LAYER_WORDS = """[title]
fr = "Puits"
en = "Wells"

[about]
fr = "Les puits de la commune."
en = "The wells of the commune."

[legend.well]
fr = "Puits"
en = "Well"

[popup.depth_m]
fr = "Profondeur"
en = "Depth"

[popup.water]
fr = "Eau"
en = "Water"

[values.clear]
fr = "claire"
en = "clear"

[values.unknown]
fr = "inconnue"
en = "unknown"
"""
SERVICE = '''"""A service that nobody runs."""

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
FORMAT = '''"""Layers as lines of text."""


def to_wkt(layer):
    """Write each shape of a layer as a line of text."""
    return "\\n".join(layer.frame.geometry.to_wkt()).encode()
'''
WRITER = '''

def layer_wkt(layer):
    """Write a layer as lines of text."""
    from gis.export.formats import to_wkt

    return to_wkt(layer)
'''
STEPS = '''

def walk_steps(walk, name, link):
    """Write a walk as one line."""
    return f"{name} {walk.length_m:.0f}".encode()
'''
PAGE = '''"""Wells."""

import streamlit as st

from gis.words import say
from views.app import shell

territory = shell.current_territory()
shell.heading(say("pages.wells"))
st.write(say("wells_page.none", name=territory.name))
'''
OPENED = """
import json
from streamlit.testing.v1 import AppTest

page = AppTest.from_string('''
import runpy
from views.app import shell
from views.pages import PAGES
shell.begin()
entry = {item.name: item for item in PAGES}["wells"]
assert entry.page().title == "Puits" and entry.page().url_path == "puits"
runpy.run_path("views/pages/wells/page.py")
''', default_timeout=60).run()
assert not page.exception, page.exception
print(json.dumps([item.value for item in page.markdown]))
"""
DOWNLOADED = """
import json
from starlette.applications import Starlette
from starlette.testclient import TestClient
from views import http
from gis.export import FORMATS, on_page
from gis.words import use_language

answer = TestClient(Starlette(routes=http.routes())).get("/download/commune.wkt")
shown = on_page(FORMATS["layer"])[-1].text
print(json.dumps([answer.status_code, answer.headers["content-type"], answer.text[:7], shown]))
"""
LISTED = """
import contextlib, io, json
from gis.__main__ import main

def told(command):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        status = main([command, "--json"])
    return status, json.loads(out.getvalue())

layers = {record["key"]: record for record in told("layers")[1]}
print(json.dumps([layers["wells"], *told("check")]))
"""
SERVED = """
import json
from gis.sources import PROBES, SERVICES, SOURCES
from gis.territory import default_home
from gis.update import plan

step = {item.layer: item for item in plan("62528", home=default_home(), layers=["hedges"])}["hedges"]
probe = {item.key: item for item in PROBES}["wells"]
print(json.dumps([SERVICES["wells"].text, SOURCES["hedges"][0].service, step.service, probe.text]))
"""


class Copy:
    """A copy of the house, in which somebody follows a recipe."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "house"
        self.home = folder / "home"
        for room in ("gis", "layers", "views"):
            shutil.copytree(HOUSE / room, self.root / room, ignore=shutil.ignore_patterns("__pycache__"))
        (self.root / "data").symlink_to(HOUSE / "data")

    def write(self, name, text):
        """Write a new file; a recipe never writes over one that is there."""
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)

    def add(self, name, text):
        """Add to the end of a file."""
        with (self.root / name).open("a", encoding="utf-8") as file:
            file.write(text)

    def line(self, name, text, *, after):
        """Add a line after another."""
        path = self.root / name
        before = path.read_text(encoding="utf-8")
        assert before.count(after) == 1, f"{name} has no single {after!r}"
        path.write_text(before.replace(after, after + text), encoding="utf-8")

    def run(self, *arguments):
        """Run Python in the copy, and return what it writes."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "CAILLOUX_HOME": str(self.home)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def told(self, script):
        """Run a script in the copy, and return the document of its last line."""
        return json.loads(self.run("-c", script).splitlines()[-1])


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path)


def recipe(title):
    return re.search(rf"^## Add {title}$(.*?)^## ", GUIDE, flags=re.MULTILINE | re.DOTALL)[1]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("a layer", ["layers/<key>.py", "layers/words/<key>.toml", "`THEMES` in `layers/__init__.py`"]),
        ("a service", ["gis/sources/services/<service>.py", "`NAMES` in `gis/sources/registry.py`"]),
        ("an export format", ["gis/export/formats/", "gis/export/writers.py", "gis/export/registry.py"]),
        ("a page", ["views/pages/<page>/", "`page.py`", "views/pages/__init__.py", "<page>_page.toml"]),
        ("a language", ["`Language` in `gis/words/sentences.py`", "gis/words/cli.toml", "shell.toml"]),
    ],
)
def test_the_recipe_names_the_files_that_are_written_here(title, named):
    text = " ".join(recipe(title).split())
    assert [name for name in named if name not in text] == []


def test_a_layer_is_a_file_a_line_and_words(copy):
    copy.write("layers/wells.py", LAYER)
    copy.write("layers/words/wells.toml", LAYER_WORDS)
    copy.line("layers/__init__.py", '        "wells",\n', after='        "osm_trees",\n')

    listed, status, problems = copy.told(LISTED)
    assert (listed["title"], listed["status"], listed["features"]) == ("Puits", "no_data", None)
    assert (status, problems) == (0, [])


def test_a_service_is_a_file_and_a_name(copy):
    copy.write("gis/sources/services/wells.py", SERVICE)
    copy.line("gis/sources/registry.py", '    "wells",\n', after='    "organic",\n')

    assert copy.told(SERVED) == ["Wells & springs", "wells", "wells", "Wells are there."]


def test_a_format_of_layers_is_a_writer_and_an_entry(copy):
    copy.write("gis/export/formats/wkt.py", FORMAT)
    copy.add("gis/export/formats/__init__.py", "from gis.export.formats.wkt import to_wkt\n")
    copy.line("gis/export/formats/__init__.py", '    "to_wkt",\n', after='    "to_geopackage",\n')
    copy.add("gis/export/writers.py", WRITER)
    entry = '    ExportFormat("wkt", "wkt", TEXT, "export.wkt", writers.layer_wkt, 4),\n'
    last = '"export.csv", writers.layer_csv, 3),\n'
    copy.line("gis/export/registry.py", entry, after=last)
    copy.add("gis/words/export.toml", '\n[wkt]\nfr = "Texte"\nen = "Text"\n')

    assert copy.told(DOWNLOADED) == [200, "text/plain; charset=utf-8", "POLYGON", "Texte"]


def test_a_format_of_walks_is_an_option_of_the_command(copy, tmp_path):
    copy.add("gis/export/writers.py", STEPS)
    entry = '    ExportFormat("steps", "txt", TEXT, "export.steps", writers.walk_steps, 4, "as one line"),\n'
    copy.line("gis/export/registry.py", entry, after='"write a walk on A4 paper"),\n')

    start = "50.4472,2.7860"
    copy.run("-m", "gis", "walk", "--from", start, "--km", "4", "--steps", str(tmp_path / "x.txt"))
    assert re.search(r" [34]\d{3}$", (tmp_path / "x.txt").read_text(encoding="utf-8"))


def test_a_page_is_a_package_a_line_and_words(copy):
    copy.write("views/pages/wells/__init__.py", '"""Wells."""\n')
    copy.write("views/pages/wells/page.py", PAGE)
    entry = '    PageEntry("wells", "puits", ":material/water_drop:"),\n'
    copy.line(
        "views/pages/__init__.py",
        entry,
        after='    PageEntry("map", "carte", ":material/map:", first=True),\n',
    )
    copy.add("views/words/pages.toml", '\n[wells]\nfr = "Puits"\nen = "Wells"\n')
    copy.write(
        "views/words/wells_page.toml", '[none]\nfr = "Aucun puits à {name}."\nen = "No well in {name}."\n'
    )

    assert "Aucun puits à Loos-en-Gohelle." in copy.told(OPENED)


def test_a_language_is_a_code_and_what_it_says_so_far(copy):
    copy.line("gis/words/sentences.py", ', "de"', after='Language = Literal["fr", "en", "nl"')
    for name in ("gis/words/cli.toml", "views/words/shell.toml"):
        copy.add(name, '\n[language_de]\nfr = "allemand"\nen = "German"\nde = "Deutsch"\n')
    copy.line("gis/words/cli.toml", 'de = "Alle Ebenen sind in Ordnung."\n', after="[check_fine]\n")

    told = " ".join(copy.run("-m", "gis", "--lang", "de", "check").split())
    assert told.startswith("Alle Ebenen sind in Ordnung.")
    assert re.search(r"Deutsch : phrases qui manquent et se disent en français : [\d.]+ sur [\d.]+", told)
