from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import icalendar
import pyogrio
import pytest

from gis.errors import WalkError
from gis.export.tour import booklet, field_page, mails_text, roadbook, tour_gpx, tour_ics, tour_kml
from gis.export.tour.host_mail import host_mails
from gis.tours import Lunch, Stop, TourRequest, Visit, library, plan_tour, ready_tours
from gis.words import LANGUAGES
from tests.gis.small_territory import METRES

DAY = dt.date(2026, 9, 15)
LINK = 'https://atlas.example.org/visites?tour=abc&lang=en"'
NASTY = '<script>alert(1)</script> & "Ünï\u200bcödé" ]]> </script>'


@pytest.fixture(scope="module")
def half_day(territory):
    return plan_tour(territory, ready_tours(territory)["demi_journee"].request(DAY))


@pytest.fixture(scope="module")
def lunching(territory):
    request = replace(ready_tours(territory)["demi_journee"].request(DAY), lunch=Lunch(), end=None)
    return plan_tour(territory, request)


@pytest.fixture(scope="module")
def nasty(territory):
    own = Stop(
        id="own-x", name=NASTY, own=True, host=NASTY, contact=NASTY, tell_fr=NASTY, tell_en=NASTY, note=NASTY,
        address=NASTY, hours="agree",
    ).placed(METRES, 2.7935, 50.4570)  # fmt: skip
    visits = (Visit(library(territory)["mairie"]), Visit(own))
    return plan_tour(territory, TourRequest(visits, day=DAY, title=NASTY))


@pytest.fixture(scope="module")
def empty(territory):
    return plan_tour(territory, TourRequest((Visit(library(territory)["figuier"]),), day=DAY))


def test_the_calendar_is_read_by_another_library(lunching):
    vobject = pytest.importorskip("vobject", reason="vobject is not installed")
    events = vobject.readOne(tour_ics(lunching, link=LINK).decode()).vevent_list
    assert len(events) == len(lunching.rows) + 1
    first = next(event for event in events if event.summary.value.startswith("1."))
    begins = first.dtstart.value.astimezone(dt.timezone(dt.timedelta(hours=2)))
    assert (begins.hour, begins.minute) == divmod(lunching.rows[0].begin, 60)
    assert lunching.rows[0].stop.name in first.summary.value
    assert "atlas.example.org" in first.description.value
    minutes = (first.dtend.value - first.dtstart.value).total_seconds() / 60
    assert minutes == lunching.rows[0].visit.takes
    assert len({event.uid.value for event in events}) == len(events)


def test_the_same_stop_of_the_same_day_keeps_its_name_in_the_calendar(half_day):
    def names(made):
        return [str(event["uid"]) for event in icalendar.Calendar.from_ical(made).walk("VEVENT")]

    assert names(tour_ics(half_day)) == names(tour_ics(half_day, link=LINK))


def test_the_gpx_is_read_by_gdal_and_follows_the_order(half_day, tmp_path):
    path = tmp_path / "tour.gpx"
    path.write_text(tour_gpx(half_day, link=LINK), encoding="utf-8")
    stops = pyogrio.read_dataframe(path, layer="waypoints")
    assert [name.split(". ")[0] for name in stops["name"]] == [str(n + 1) for n in range(len(half_day.rows))]
    track = pyogrio.read_dataframe(path, layer="tracks")
    metres = track.to_crs("EPSG:2154").length.iloc[0]
    assert metres == pytest.approx(half_day.total_m, rel=0.01)
    points = pyogrio.read_dataframe(path, layer="track_points")
    assert points["ele"].between(20, 200).all()


def test_the_kml_is_read_by_gdal(half_day, tmp_path):
    path = tmp_path / "tour.kml"
    path.write_text(tour_kml(half_day), encoding="utf-8")
    found = pyogrio.read_dataframe(path)
    assert (found.geom_type == "Point").sum() == len(half_day.rows)
    assert (found.geom_type == "LineString").sum() == len([leg for leg in half_day.legs if leg.lonlat])


def test_hosts_get_one_message_each_and_no_address_is_guessed(half_day):
    mails = host_mails(half_day, link=LINK)
    assert [mail.to.split(" · ")[0] for mail in mails][:1] == ["Ville de Loos-en-Gohelle"]
    town = mails[0]
    assert "03 21 69 88 77" in town.to
    assert "08:45" in town.body
    assert "20 personnes" in town.body
    assert "@" not in mails_text(half_day)


def test_a_tour_in_the_open_has_no_host_to_tell(territory):
    tour = plan_tour(territory, TourRequest((Visit(library(territory)["chevalement11"]),), day=DAY))
    assert "plein air" in mails_text(tour)


def data_of(page: str) -> dict:
    return json.loads(re.search(r'id="tour">(.*?)</script>', page, re.DOTALL)[1])


def test_the_field_page_is_one_small_file_that_asks_for_nothing(half_day):
    page = field_page(half_day)
    assert len(page.encode()) < 3_000_000
    outside = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    assert not re.search(r"<(?:link|img|iframe|base|object)\b|<script[^>]+src", outside.split("<script>")[0])
    assert not re.search(r"url\((?!#)|@import", outside.split("<script>")[0])
    assert "default-src 'none'" in page
    assert "sourceMappingURL" not in page
    assert data_of(page)["stops"][0]["name"].startswith("Mairie")


def test_the_field_page_holds_every_language_the_legs_and_the_ground(half_day):
    data = data_of(field_page(half_day))
    assert set(data["told"]) == set(LANGUAGES)
    assert len(data["legs"]) == len(half_day.legs)
    assert any(layer["closed"] for layer in data["layers"])
    assert data["told"]["en"]["stops"][0]["tell"] != data["told"]["fr"]["stops"][0]["tell"]
    assert data["told"]["en"]["words"]["late"] == "{minutes} min late"


def test_what_people_write_is_text_and_never_markup(nasty, tmp_path):
    page = field_page(nasty)
    assert "<script>alert" not in page
    assert data_of(page)["told"]["fr"]["title"] == NASTY
    for name, content in (("x.gpx", tour_gpx(nasty, link=LINK)), ("x.kml", tour_kml(nasty))):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        assert pyogrio.list_layers(path).size
    assert len(icalendar.Calendar.from_ical(tour_ics(nasty, link=LINK)).walk("VEVENT")) == 2
    assert NASTY in mails_text(nasty)


def test_a_tour_without_any_stop_makes_no_paper_and_no_page(empty):
    for write in (roadbook, booklet, field_page):
        with pytest.raises(WalkError, match="étape"):
            write(empty)
    assert tour_gpx(empty)
    assert tour_kml(empty)
    assert b"VCALENDAR" in tour_ics(empty)
    assert mails_text(empty)


def test_a_single_stop_makes_every_file(territory):
    tour = plan_tour(territory, TourRequest((Visit(library(territory)["mairie"]),), day=DAY))
    assert tour.geometry is None
    assert roadbook(tour)
    assert data_of(field_page(tour))["legs"] == []
    assert tour_gpx(tour)


def test_signs_that_control_something_break_no_export(territory):
    request = replace(
        ready_tours(territory)["demi_journee"].request(DAY), title="Line\r\nATTENDEE:x\x0b\x00\ufffe"
    )
    tour = plan_tour(territory, request)
    for document in (tour_gpx(tour), tour_kml(tour)):
        ET.fromstring(document)  # noqa: S314 - our own
    assert b"\nATTENDEE" not in tour_ics(tour)
