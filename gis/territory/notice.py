"""What to know of the data of a territory as a whole: drawn here, fetched, or some of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping


def notice_of(info: Mapping[str, Any], *, home: Mapping[str, Any], embedded: Mapping[str, Any]) -> str:
    """Return the notice in the language in use; empty when there is nothing to say.

    Parameters
    ----------
    info : Mapping
        The words of the commune, whose `notice_fr` and `notice_en` speak of the data it began with.
    home, embedded : Mapping
        Manifests of the layers fetched or brought, and of those that come with the atlas.
    """
    fetched = home["layers"].keys()
    drawn = embedded["layers"].keys() - fetched
    if not fetched or not embedded["layers"]:
        return in_language(info, "notice")
    if drawn:
        return say("update.notice_mixed", home=len(fetched), drawn=len(drawn))
    return say("update.territory_notice")
