"""What to write to the hosts of a tour, as letters: a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.export.paper import About, pdf
from gis.export.tour.host_mail import host_mails
from gis.export.tour.present import times, title, warning
from gis.words import minutes_text, say

if TYPE_CHECKING:
    import datetime as dt

    from gis.export.tour.host_mail import Mail
    from gis.tours import Tour

_VISITS = ("time", "stop", "minutes")


def letters_pdf(tour: Tour, *, link: str = "", made: dt.date | None = None) -> bytes:
    """Return the letters to the hosts of a tour as a PDF, A4; a sentence where there is no host to write to.

    Parameters
    ----------
    link : str
        Address that opens the tour; none when empty.
    made : date, optional
        Day that they say they were made on; today by default.

    Raises
    ------
    PaperError
        When the press refuses the document.
    """
    named = f"{say('roadbook.letters')} · {title(tour)}"
    data = {
        "title": named,
        "head": [say(f"roadbook.{key}") for key in _VISITS],
        "letters": [_letter(mail) for mail in host_mails(tour, link=link)],
        "none": say("roadbook.mail_none"),
    }
    return pdf("letters", About(named, warning=warning(tour)), {"post": data}, made=made)


def _letter(mail: Mail) -> dict[str, Any]:
    visits = [[times(row), row.stop.name, minutes_text(row.visit.takes)] for row in mail.visits]
    return {
        "to": mail.to_line,
        "subject": mail.subject,
        "opening": list(mail.opening),
        "visits": visits,
        "closing": list(mail.closing),
    }
