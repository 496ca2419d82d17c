"""Crops in words: every code that the atlas knows, in both languages."""

from __future__ import annotations

from gis.sources import official_value
from gis.sources.services import rpg
from gis.territory import registry
from gis.words import catalogue, use_language


def as_typed(text):
    return text.replace("'", "’").replace("\u00a0", " ")


def test_every_code_of_a_crop_has_words_of_both_languages_and_french_is_as_published():
    topic = "layers.crops.values."
    words = {key.removeprefix(topic): value for key, value in catalogue().items() if key.startswith(topic)}
    published = {code: as_typed(name) for code, name in rpg.shipped_crops().items()}
    french = {code: as_typed(value.get("fr", "")) for code, value in words.items()}
    assert french == published
    assert [code for code, value in words.items() if not value.get("en")] == []
    names = [value["en"] for value in words.values()]
    assert {name for name in names if names.count(name) > 1} == set()


def test_a_field_tells_its_crop_in_the_language_of_the_reader():
    with use_language("en"):
        assert registry()["farmland"].value_text("BTH") == "Winter soft wheat"
        assert registry()["farmland"].value_text("Épeautre nouveau") == "Épeautre nouveau"


def test_a_file_may_name_a_crop_by_its_code_or_as_it_is_published():
    crop = official_value("farmland", "crop")
    assert [crop(text) for text in ("bth", "Blé tendre d’hiver", "Quinoa du jardin")] == [
        "BTH",
        "BTH",
        "Quinoa du jardin",
    ]
