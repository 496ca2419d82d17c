"""What the tests have workers do."""

from __future__ import annotations

import os
from pathlib import Path

from gis.errors import AmbiguousError, InputError
from gis.words import say
from gis.work import stopping, tell


def rest(told, until):
    """Say by one named pipe that it has begun, and wait at another for its end."""
    Path(told).write_text("begun", encoding="ascii")
    return Path(until).read_text(encoding="ascii")


def process():
    return os.getpid()


def hoard(size):
    return len(bytearray(size))


def refuse(choices):
    raise AmbiguousError(say("errors.paper", reason="x"), choices)


def stumble():
    raise ZeroDivisionError("12, rue des Dames")


def note(path, text):
    with Path(path).open("a", encoding="ascii") as file:
        file.write(text)


def half(told, until):
    tell(1, 2)
    rest(told, until)
    return stopping()


def until_stopped(told):
    Path(told).write_text("begun", encoding="ascii")
    while not stopping():
        pass
    return "half"


def note_and_refuse(path):
    note(path, "x")
    raise InputError("no")
