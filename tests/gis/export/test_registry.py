"""The formats: what each entry must say, and that a new one needs nothing else."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads it while the program runs

import pytest
import typer
from typer.testing import CliRunner

from gis.cli.file_options import asked_for, file_options
from gis.export import FORMATS, MEDIA_TYPES, ExportFormat, found, on_page
from gis.words import catalogue

EVERY = [(subject, item) for subject, formats in FORMATS.items() for item in formats]
WELLS = ExportFormat(
    "wells", "wells", "text/x-wells", "export.wells", lambda subject: subject.encode(), option=""
)


@pytest.mark.parametrize(("subject", "item"), EVERY, ids=lambda part: getattr(part, "key", part))
def test_each_format_has_words_and_one_media_type(subject, item):
    assert item.label in catalogue()
    assert item.text
    assert MEDIA_TYPES[item.extension] == item.media_type
    assert found(FORMATS[subject], item.key) is item


@pytest.mark.parametrize("subject", FORMATS)
def test_the_formats_of_a_subject_differ_and_have_places_of_their_own(subject):
    formats = FORMATS[subject]
    assert len({item.key for item in formats}) == len(formats)
    places = [item.place for item in on_page(formats)]
    assert places == sorted(set(places))


def test_there_may_be_no_such_format():
    assert found(FORMATS["layer"], "exe") is None


def test_a_format_without_words_is_called_by_its_key():
    assert WELLS.text == "WELLS"


def test_a_new_format_is_an_option_of_its_command(tmp_path):
    app = typer.Typer()

    @app.command()
    @file_options((*FORMATS["walk"], WELLS))
    def dig(place: str, **files: Path | None) -> None:
        for key, path in asked_for(files).items():
            path.write_bytes(found((WELLS,), key).write(place))

    done = CliRunner().invoke(app, ["here", "--wells", str(tmp_path / "x.wells")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "x.wells").read_bytes() == b"here"
