"""How a language writes numbers, sizes and dates, as data for the scripts of a browser.

`gis/browser/format.js` writes with it what `number`, `area`, `length`, `share` and `date_text` write here.
"""

from __future__ import annotations

from typing import Any

from babel.dates import get_date_format, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

from gis.words import HECTARE_M2, KILOMETRE_M, catalogue, language, word

_UNITS = "units."


def formats() -> dict[str, Any]:
    """Return signs, units, months and the pattern of dates in the language in use."""
    code = language()
    months = get_month_names("wide", locale=code)
    units = {key: word(key) for key in catalogue() if key.startswith(_UNITS)}
    return {
        "group": get_group_symbol(code),
        "decimal": get_decimal_symbol(code),
        "minus": get_minus_sign_symbol(code),
        "units": {key.removeprefix(_UNITS): text for key, text in units.items()},
        "hectare_m2": HECTARE_M2,
        "kilometre_m": KILOMETRE_M,
        "date": str(get_date_format("long", locale=code).pattern),
        "months": [months[month] for month in range(1, 13)],
    }
