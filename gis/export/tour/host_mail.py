"""What to write to the hosts of a tour: one text for each, to paste into an e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gis.export.tour.present import times, title
from gis.words import clock, date_text, say

if TYPE_CHECKING:
    from gis.tours import TimetableRow, Tour

_RULE = "\n\n" + "-" * 40 + "\n\n"


@dataclass(frozen=True)
class Mail:
    """One message.

    Attributes
    ----------
    to : str
        Host and public contact, as published; no address is guessed.
    opening, closing : tuple of str
        What is said before and after the visits, in paragraphs.
    visits : tuple of TimetableRow
        The visits to this host, by time.
    """

    to: str
    subject: str
    opening: tuple[str, ...]
    visits: tuple[TimetableRow, ...]
    closing: tuple[str, ...]

    @property
    def body(self) -> str:
        """What is said below the subject, as plain text."""
        visits = [
            say("roadbook.mail_line", times=times(row), name=row.stop.name, minutes=row.visit.takes)
            for row in self.visits
        ]
        asked, goodbye = self.closing[:-1], self.closing[-1]
        return "\n\n".join([*self.opening, "\n".join(visits), "\n".join(asked), goodbye])

    @property
    def text(self) -> str:
        """The whole message as plain text."""
        return "\n".join([self.to_line, say("roadbook.mail_subject", subject=self.subject), "", self.body])

    @property
    def to_line(self) -> str:
        """Whom it is for, in words."""
        return say("roadbook.mail_to", to=self.to)


def host_mails(tour: Tour, *, link: str = "") -> list[Mail]:
    """Return a message for each host of a tour, in the order of the visits."""
    rows = [row for row in tour.rows if row.stop.hours != "free" or row.stop.host or row.visit.at is not None]
    hosts = sorted(rows, key=_host)
    first = {_host(row): place for place, row in reversed(list(enumerate(rows)))}
    found = {host: list(group) for host, group in groupby(hosts, key=_host)}
    return [_mail(tour, found[host], link) for host in sorted(found, key=lambda host: first[host])]


def mails_text(tour: Tour, *, link: str = "") -> str:
    """Return all messages one below the other."""
    mails = host_mails(tour, link=link)
    return _RULE.join(mail.text for mail in mails) + "\n" if mails else say("roadbook.mail_none") + "\n"


def _host(row: TimetableRow) -> str:
    return row.stop.host or row.stop.name


def _mail(tour: Tour, rows: list[TimetableRow], link: str) -> Mail:
    named, day = title(tour), date_text(tour.request.day)
    people = "" if tour.request.group is None else say("roadbook.mail_people", count=tour.request.group)
    start = clock(tour.request.start)
    intro = say("roadbook.mail_intro", title=named, day=day, start=start, people=people)
    asked = [say("roadbook.mail_ask")]
    if any(row.stop.step_free is None for row in rows) and tour.request.step_free:
        asked.append(say("roadbook.mail_wheels"))
    asked += [say("roadbook.mail_link", link=link)] if link else []
    return Mail(
        to=" · ".join(filter(None, (_host(rows[0]), rows[0].stop.contact))),
        subject=say("roadbook.mail_about", title=named, day=day),
        opening=(say("roadbook.mail_hello"), intro),
        visits=tuple(sorted(rows, key=lambda one: one.begin)),
        closing=(*asked, say("roadbook.mail_bye")),
    )
