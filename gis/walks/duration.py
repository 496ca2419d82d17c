"""How long a walk takes, and how hard it is."""

from __future__ import annotations

from gis.walks.profile import TURN_M
from gis.words import number, say

FLAT_KMH = 3.8
"""Pace on the flat, in km/h. The town's two published walks imply 3.2 and 4.0 (7.81 km in 2 h 25, 12 km in
3 h); with 3.8 the formula below misses the first by -9 % and the second by +10 %."""
CLIMB_MH = 300.0
"""Metres climbed in an hour, as in DIN 33466."""
DROP_MH = 500.0
"""Metres descended in an hour, as in DIN 33466."""
GROUP_PACE = 0.8
"""A group of 10 to 30 walks at this share of the pace; an assumption, not a measure."""
_MODERATE = (8.0, 12.0)
_HARD = (16.0, 25.0)


def minutes(length_m: float, ascent_m: float = 0.0, descent_m: float = 0.0, *, pace: float = 1.0) -> float:
    """Return the walking time in minutes, rests left out.

    As in DIN 33466, but for the pace (https://www.wanderndeluxe.de/wanderzeit-berechnen-strecke-hoehenmeter/):
    the longer of the time on the flat and the time up and down, plus half the shorter:
    `max(h, v) + min(h, v) / 2` with `h = length / 3.8 km/h` and `v = ascent / 300 m/h + descent / 500 m/h`.

    Parameters
    ----------
    pace : float
        1 for an ordinary walker, `GROUP_PACE` for a group.
    """
    flat = length_m / 1000 / FLAT_KMH
    steep = ascent_m / CLIMB_MH + descent_m / DROP_MH
    return 60.0 * (max(flat, steep) + min(flat, steep) / 2) / pace


def duration_text(*, pace: float = 1.0) -> str:
    """Return the formula of `minutes` in words, in the language in use."""
    flat = number(FLAT_KMH, decimals=1)
    words = {"climb": number(CLIMB_MH), "drop": number(DROP_MH), "turn": number(TURN_M)}
    text = say("walk_sheet.formula", flat=flat, **words)
    return text if pace == 1 else f"{text} {say('walk_sheet.formula_pace', share=number(100 * pace))}"


def difficulty(length_m: float, ascent_m: float, steepest_pct: float, *, stairs: bool = False) -> str:
    """Return `easy`, `moderate` or `hard`; the harder of effort and steepness decides.

    Effort is in Swiss effort kilometres (https://fr.wikipedia.org/wiki/Kilom%C3%A8tre-effort): kilometres
    plus hundreds of metres climbed. Up to 8 and 12 % is easy, without stairs; up to 16 and 25 % is moderate.
    """
    effort = length_m / 1000 + ascent_m / 100
    if effort > _HARD[0] or steepest_pct > _HARD[1]:
        return "hard"
    if effort > _MODERATE[0] or steepest_pct > _MODERATE[1] or stairs:
        return "moderate"
    return "easy"
