"""Codes of planning documents: types of zones, national lists (CNIG) of prescriptions and informations."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES_FILE = Path(__file__).parents[1] / "tables" / "gpu_codes.csv"
OPEN, BLOCKED, UNSURE = "AUc", "AUs", "AU"
"""Zones to be built on: now, once the plan is changed, and one of the two."""
NO_TYPE = "unknown"
SECTORS = ("01", "02", "03", "99")
"""Sectors of a carte communale: building allowed, for activities, not allowed, other."""
TO_BUILD = re.compile(r"(?P<order>\d|I{1,3}|)[ -]*(?i:AU)(?P<state>[cs](?![A-Za-z])|)")
"""How a code or a label begins that speaks of a zone to be built on: `1AUh`, `IIAU`, `AUs`, `AU2`."""
OLD_PLANS = {"NA": UNSURE, "NB": "NB", "NC": "A", "ND": "N"}
"""Zones of the plans before 2000: `NB`, built on here and there, has no like today."""
FIRST = {"1", "I"}
LATER = {"2", "3", "II", "III"}


def zone_type(code: str, label: str = "") -> str:
    """Return the type of a zone: `U`, `AUc`, `AUs`, `AU` where these two cannot be told apart, `A`, `N`.

    A sector of a carte communale keeps its number, a code that no list knows stays as it came, and a zone
    whose type is not published is `unknown`. Older documents also write AU, 1AU (opened), 2AU (blocked), Ah,
    Nh, Nd: "AU" is looked for before "A". The label speaks where the code does not, and doubt is kept where
    the two disagree.

    Parameters
    ----------
    code : str
        `typezone`, or `typesect` of a carte communale.
    label : str
        `libelle`, such as `2AUb`.
    """
    given = code.strip()
    if given and given.zfill(2) in SECTORS:
        return given.zfill(2)
    if given in OLD_PLANS:
        return OLD_PLANS[given]
    if TO_BUILD.match(given):
        said = {_state(given), _state(label)} - {""}
        return said.pop() if len(said) == 1 else UNSURE
    first = given[:1].upper()
    return first if first in {"U", "A", "N"} else given or NO_TYPE


def _state(text: str) -> str:
    """Return whether a code or a label says that its zone is open or blocked; empty where it says neither."""
    found = TO_BUILD.match(text.strip())
    if found is None:
        return ""
    if found["state"]:
        return OPEN if found["state"] == "c" else BLOCKED
    # A number behind the letters may count zones as well as say their turn.
    return OPEN if found["order"] in FIRST else BLOCKED if found["order"] in LATER else ""


def listed_text(listed: str, code: str) -> str:
    """Return what a national list says of a code, or of its family where the kind is not listed; empty else.

    Parameters
    ----------
    listed : str
        `prescription` or `information`.
    code : str
        Code and sub-code, such as `05-04`.
    """
    known = code_list(listed)
    return known.get(code) or known.get(f"{code.partition('-')[0]}-00", "")


def information_kind(code: str) -> str:
    """Return an information's code where the national list has it, or that of its family; as it came else."""
    known, family = code_list("information"), f"{code.partition('-')[0]}-00"
    return code if code in known or family not in known else family


def code_of(code: str, sub: str) -> str:
    """Return code and sub-code as one, such as `05-04`; what is no number stays as it came."""
    first, second = (part.zfill(2) if part.isdigit() else part for part in (code, sub or "00"))
    return f"{first or '?'}-{second}"


@cache
def code_list(listed: str) -> Mapping[str, str]:
    """Return a national list, `prescription` or `information`: its texts by code and sub-code."""
    with CODES_FILE.open(encoding="utf-8", newline="") as stream:
        rows = (row for row in csv.DictReader(stream) if row["list"] == listed)
        return MappingProxyType({f"{row['code']}-{row['sous_code']}": row["libelle"] for row in rows})
