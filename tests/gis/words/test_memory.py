"""What is kept as a code is said in the language of whoever reads it."""

from __future__ import annotations

import json
from copy import copy, deepcopy

import pytest

from gis.errors import ServiceError
from gis.words import as_code, from_code, message, say, sentence, use_language

URL = {"url": "https://x", "reason": "timeout"}


def test_a_sentence_is_a_text_and_remembers_what_it_was_made_of():
    said = sentence("sources.unreachable", **URL)
    assert said == say("sources.unreachable", **URL)
    assert as_code(said) == {"code": "sources.unreachable", "values": URL}
    assert isinstance(as_code(str(said)), str)


@pytest.mark.parametrize("again", [copy, deepcopy])
def test_a_copy_remembers_too(again):
    said = sentence("sources.unreachable", **URL)
    assert as_code(again(said)) == as_code(said)


def test_what_was_kept_in_french_is_read_in_english():
    with use_language("fr"):
        inner = sentence("sources.reject_geometry")
        kept = json.loads(json.dumps(as_code(sentence("update.all_rejected", count=3, reason=inner))))
    with use_language("en"):
        assert (
            from_code(kept)
            == "None of the 3 features received can be used (geometry missing or beyond repair)."
        )


def test_an_error_gives_its_sentence_and_another_only_its_text():
    said = sentence("sources.html", url="https://x", excerpt=ValueError("<p>"))
    assert as_code(message(ServiceError(said)))["values"]["excerpt"] == "<p>"
    assert as_code(message(KeyError("x"))) == "'x'"


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        (None, ""),
        ("as an older atlas wrote it", "as an older atlas wrote it"),
        (["one", "two"], "one two"),
        ({"code": "of.another.version"}, "of.another.version"),
    ],
)
def test_whatever_was_kept_is_said(kept, text):
    assert from_code(kept) == text
