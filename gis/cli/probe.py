"""`python -m gis probe`: whether reality matches what the connectors expect."""

from __future__ import annotations

from typing import Annotated

import typer

from gis.cli.common import console, print_json, settings
from gis.errors import ServiceError
from gis.rights import operator
from gis.update import Finding, probe
from gis.words import say


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("probe")(run)


def run(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> int:
    """Ask every service a small question; exit status 3 when an answer is not what was expected."""
    chosen = settings(context)
    screen = console()

    def tell(finding: Finding) -> None:
        if not as_json:
            words = (say(f"update.probe_is_{finding.matches}"), f"{finding.service}:", finding.question)
            screen.print(*words, "→", finding.answer, markup=False)

    found = probe(chosen.code_anywhere, actor=operator(), home=chosen.home, told=tell)
    if as_json:
        print_json([finding.as_dict() for finding in found])
    other = [finding.service for finding in found if finding.matches != "yes"]
    if other:
        msg = say("update.probe_differs", services=", ".join(dict.fromkeys(other)))
        raise ServiceError(msg)
    return 0
