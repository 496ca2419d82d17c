from __future__ import annotations

import ast
from pathlib import Path

import pytest

from gis.environment import READERS, Environment, environment
from gis.errors import InputError
from gis.words import LANGUAGES, say, use_language

ROOT = Path(__file__).parents[2]


def test_without_variables_the_usual_settings_hold():
    assert environment({"PATH": "/bin"}) == Environment()


def test_each_variable_becomes_what_it_means():
    made = environment(
        {
            "CAILLOUX_TERRITORY": "2A004",
            "CAILLOUX_HOME": "/srv/atlas",
            "CAILLOUX_SOURCES": "services.toml",
            "CAILLOUX_ADDRESS": "https://town.example/atlas/",
            "CAILLOUX_EMBED": "https://www.town.example, http://127.0.0.1:8000/",
            "CAILLOUX_HSTS": "3600",
            "CAILLOUX_METRICS": "9464",
            "CAILLOUX_LOG": "json",
        }
    )
    assert made == Environment(
        territory="2A004",
        home=Path("/srv/atlas"),
        sources=Path("services.toml"),
        address="https://town.example/atlas",
        embed=("https://www.town.example", "http://127.0.0.1:8000"),
        hsts=3600,
        metrics=("127.0.0.1", 9464),
        log="json",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TERRITORY", "Loos"),
        ("ADDRESS", "town.example"),
        ("ADDRESS", "ftp://town.example"),
        ("ADDRESS", "https://town.example/?a=1"),
        ("ADDRESS", "https://town.example:99999"),
        ("ADDRESS", "https://me@town.example"),
        ("EMBED", "*"),
        ("EMBED", "https://town.example/page"),
        ("EMBED", "https://town.example; script-src *"),
        ("EMBED", "https://town.example;"),
        ("EMBED", "'self'"),
        ("HSTS", "a year"),
        ("HSTS", "-1"),
        ("METRICS", "everywhere"),
        ("METRICS", "127.0.0.1:0"),
        ("LOG", "xml"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_what_it_may_be(name, value):
    with pytest.raises(InputError) as told:
        environment({f"CAILLOUX_{name}": value})
    assert f"CAILLOUX_{name}" in str(told.value)
    assert say(f"environment.{name.lower()}") in str(told.value)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InputError, match=r"CAILLOUX_HSTS.*CAILLOUX_LOG"):
        environment({"CAILLOUX_HSTS": "x", "CAILLOUX_LOG": "y"})


def test_a_slip_in_a_name_is_told_with_the_name_that_was_meant():
    with pytest.raises(InputError, match=r"CAILLOUX_ADRESS .*CAILLOUX_ADDRESS"):
        environment({"CAILLOUX_ADRESS": "https://town.example"})


def test_each_setting_says_in_each_language_what_it_may_be():
    for language in LANGUAGES:
        with use_language(language):
            assert all(say(f"environment.{key}") for key in READERS)


def test_the_environment_is_read_in_one_place():
    readers = [
        path.relative_to(ROOT).as_posix()
        for room in ("gis", "layers", "views")
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert set(readers) == {"gis/environment.py"}
