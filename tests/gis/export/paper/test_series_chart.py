from __future__ import annotations

from gis.export.paper import series_picture
from gis.indicators import Point, Series

NESTS = (Point(2008, 27.0), Point(2009, 11.0), Point(2010, None, state="not_published"), Point(2011, 14.0))


def chart(*points, unit="count"):
    series = Series("nests", {"fr": "Nids", "en": "Nests"}, unit, points)
    return series_picture(series, width=80, height=28)


def test_the_alternative_text_tells_span_values_and_gaps():
    alt = chart(*NESTS).alt
    assert "de 2008 à 2011" in alt
    for part in ("Nids", "2008 : 27", "2011 : 14", "2010 : aucun chiffre publié"):
        assert part in alt.replace("\u00a0", " ")


def test_a_year_without_a_value_breaks_the_line():
    whole = chart(*(Point(point.year, point.value or 9.0) for point in NESTS))
    assert whole.shapes.count('stroke-width="50"') == 1
    assert chart(*NESTS, Point(2012, 9.0)).shapes.count('stroke-width="50"') == 2


def test_what_is_measured_is_dashed_and_what_is_published_is_not():
    published = chart(Point(2010, 7.0), Point(2020, 17.0)).shapes
    measured = chart(Point(2010, 7.0, "measured"), Point(2020, 17.0, "measured")).shapes
    assert ("dasharray" in published, "dasharray" in measured) == (False, True)


def test_first_and_last_value_and_year_are_written():
    words = chart(*NESTS).words
    for part in (">27<", ">14<", ">2008<", ">2011<"):
        assert part in words
    assert ">11<" not in words


def test_one_value_or_none_makes_a_drawing_too():
    assert chart(Point(2022, 5.0)).words.count(">2022<") == 1
    assert "aucun" not in chart().alt
