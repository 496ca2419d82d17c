from __future__ import annotations

import datetime as dt

import pytest

from gis.export.tour import letters_pdf
from gis.export.tour.host_mail import host_mails
from gis.tours import Stop, TourRequest, Visit, library, plan_tour, ready_tours
from gis.words import LANGUAGES, minutes_text, say, use_language
from tests.gis.export.pdf_reading import page_texts, plain
from tests.gis.export.pdf_structure import heading_levels, roles
from tests.gis.small_territory import METRES

DAY = dt.date(2026, 9, 15)
LINK = "https://atlas.example.org/visites?tour=abc"


@pytest.fixture(scope="module")
def tour(territory):
    return plan_tour(territory, ready_tours(territory)["demi_journee"].request(DAY))


def test_each_host_has_a_page_with_whom_what_and_when(tour):
    pages, mails = page_texts(letters_pdf(tour, link=LINK)), host_mails(tour, link=LINK)
    assert len(pages) == len(mails)
    for page, mail in zip(pages, mails, strict=True):
        for text in (mail.to_line, mail.subject, *mail.opening, *mail.closing):
            assert plain(text) in page
        for row in mail.visits:
            assert row.stop.name[:20] in page
            assert plain(minutes_text(row.visit.takes)) in page


def test_each_letter_says_that_the_paths_are_illustrative(tour):
    assert all(plain(say("roadbook.warning_drawn")) in page for page in page_texts(letters_pdf(tour)))


def test_a_letter_is_a_title_and_a_table_of_visits(tour):
    letters = letters_pdf(tour)
    count = len(host_mails(tour))
    assert heading_levels(letters) == [1] * count
    assert roles(letters).count("Table") == count


def test_without_hosts_one_sentence_says_so(territory):
    tour = plan_tour(territory, TourRequest((Visit(library(territory)["chevalement11"]),), day=DAY))
    (page,) = page_texts(letters_pdf(tour))
    assert plain(say("roadbook.mail_none")) in page


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_letters_speak_each_language(tour, spoken):
    with use_language(spoken):
        assert say("roadbook.mail_bye") in page_texts(letters_pdf(tour))[0]


def test_what_people_write_is_printed_as_it_is(territory):
    odd = "#[*_$@< Ünï"
    own = Stop(id="own-x", name=odd, own=True, host=odd, hours="agree").placed(METRES, 2.7935, 50.4570)
    tour = plan_tour(territory, TourRequest((Visit(own),), day=DAY, title=odd))
    assert page_texts(letters_pdf(tour))[0].count(odd) >= 4


def test_the_same_letters_are_the_same_file_on_one_day(tour):
    assert letters_pdf(tour, link=LINK, made=DAY) == letters_pdf(tour, link=LINK, made=DAY)
