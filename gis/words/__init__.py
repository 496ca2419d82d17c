r"""What the atlas says: every sentence in each language, and how each writes numbers, times and places.

Examples
--------
>>> from gis.words import area, say, use_language
>>> say("verdict.no_data"), area(12_500)
('pas de donnée', '1,25\xa0ha')
>>> with use_language("en"):
...     say("verdict.no_data"), area(12_500)
('no data', '1.25\xa0ha')
"""

from __future__ import annotations

from gis.words.formats import (
    HECTARE_M2,
    KILOMETRE_M,
    area,
    clock,
    date_text,
    degree_text,
    formats,
    labelled,
    length,
    listed,
    many,
    minutes_text,
    month_names,
    month_text,
    number,
    place_text,
    quantity,
    radius_text,
    share,
    size_text,
    span_text,
    square_metres,
    time_text,
)
from gis.words.memory import as_code, from_code, message, sentence
from gis.words.sentences import (
    LANGUAGES,
    Language,
    Record,
    add_folder,
    answering_commands,
    catalogue,
    french,
    in_each,
    in_language,
    language,
    say,
    set_language,
    silent,
    texts_of,
    use_folders,
    use_language,
    word,
    words_of,
)

__all__ = [
    "HECTARE_M2",
    "KILOMETRE_M",
    "LANGUAGES",
    "Language",
    "Record",
    "add_folder",
    "answering_commands",
    "area",
    "as_code",
    "catalogue",
    "clock",
    "date_text",
    "degree_text",
    "formats",
    "french",
    "from_code",
    "in_each",
    "in_language",
    "labelled",
    "language",
    "length",
    "listed",
    "many",
    "message",
    "minutes_text",
    "month_names",
    "month_text",
    "number",
    "place_text",
    "quantity",
    "radius_text",
    "say",
    "sentence",
    "set_language",
    "share",
    "silent",
    "size_text",
    "span_text",
    "square_metres",
    "texts_of",
    "time_text",
    "use_folders",
    "use_language",
    "word",
    "words_of",
]
