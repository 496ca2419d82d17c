"""Bring the crops of a commune campaign by campaign: a small table, one year after the other.

Each year is put in place as soon as it is whole, so an update that was stopped goes on where it ended. The
parcels themselves are not kept.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from gis.changes import note
from gis.errors import AtlasError, ServiceError
from gis.indicators import FARMLAND_YEARS, KNOWN_CAMPAIGN
from gis.rights import require
from gis.sources import FARMLAND_CREDIT, Fetcher, StoppedError, campaigns, crops_of
from gis.territory import default_home, territory_folder
from gis.update.journal import now, place_file, writing
from gis.update.outcome import Outcome
from gis.update.run import Setup, Summary, UpdateProgress, known_place
from gis.update.update_layers import update_client
from gis.update.update_plan import CAMPAIGN, Step
from gis.words import as_code, message, say

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from pathlib import Path

    from gis.rights import Actor
    from gis.sources import Client, Place

LAYER = "farmland"
SERVICE = "ign_wfs"
FILE = f"{FARMLAND_YEARS}.csv"
NOT_PUBLISHED = "not_published"
RHYTHM_DAYS = 365


def years_wanted(code: str, *, home: Path | None = None, again: bool = False) -> list[int]:
    """Return the years that an update would ask for, newest first: those whose crops are not known yet."""
    table = _table(territory_folder(home or default_home(), code))
    known = set() if again else set(table.loc[table["state"] == KNOWN_CAMPAIGN, "year"])
    return [year for year in reversed(campaigns()) if str(year) not in known]


def update_years(
    code: str,
    *,
    actor: Actor,
    home: Path | None = None,
    again: bool = False,
    progress: Callable[[UpdateProgress], None] | None = None,
    stop: threading.Event | None = None,
    setup: Setup | None = None,
) -> Summary:
    """Fetch what was farmed in a commune, by crop, for each year that the service publishes.

    Parameters
    ----------
    code : str
        INSEE code of the commune, whose outline is known already.
    again : bool
        Ask for years that are known, too.
    progress : callable, optional
        Is told the news, each year as a layer of its own.
    stop : threading.Event, optional
        Flag that stops the update; years that are done stay.
    setup : Setup, optional
        Services and embedded data to use in place of the usual ones.

    Raises
    ------
    RightError
        When the one who asks may not fetch.
    ServiceError
        When the outline of the commune is not known, so that nothing can be clipped to it.
    StoreError
        When the home cannot be written, or another update of the commune is running.
    """
    require(actor, "update")
    home, setup = home or default_home(), setup or Setup()
    folder = territory_folder(home, code)
    place = known_place(code, folder, territory_folder(setup.embedded, code))
    if place.outline is None:
        raise ServiceError(say("update.no_outline", code=code, reason="").rstrip())
    years = years_wanted(code, home=home, again=again)
    steps = [Step(f"{LAYER}{CAMPAIGN}{year}", SERVICE, "missing", RHYTHM_DAYS) for year in years]
    summary = Summary(code, steps)
    tell = progress or (lambda _: None)
    with update_client(home, code, setup, stop) as client:
        for year, step in zip(years, steps, strict=True):
            moved, done, total = client.moved_bytes, len(summary.outcomes), len(years)
            tell(UpdateProgress("start", step.layer, None, moved, done, total))
            outcome = replace(_one(client, folder, place, year), layer=step.layer)
            summary.outcomes.append(outcome)
            if outcome.outcome in {"fetched", "empty"}:
                note(actor, "update", LAYER, code=code, home=home, about=str(year))
            tell(UpdateProgress("done", step.layer, outcome, client.moved_bytes, done + 1, total))
            if outcome.outcome == "stopped":
                break
        summary.moved_bytes, summary.requests = client.moved_bytes, client.requests
    return summary


def _one(client: Client, folder: Path, place: Place, year: int) -> Outcome:
    asker = Fetcher(client)
    try:
        crops = crops_of(asker, place, year)
    except StoppedError:
        return Outcome(LAYER, "stopped", SERVICE)
    except AtlasError as error:
        return Outcome(LAYER, "failed", SERVICE, because=as_code(message(error)))
    _keep(folder, year, crops, url=asker.url)
    # What is kept of a campaign is its sum, so its replies only take room.
    client.forget(asker.keys)
    if crops is None:
        return Outcome(LAYER, "no_data", SERVICE, asker.url, note=say("update.campaign_not_published"))
    parcels = int(crops["parcels"].sum())
    return Outcome(LAYER, "fetched" if parcels else "empty", SERVICE, asker.url, kept=parcels)


def _keep(folder: Path, year: int, crops: pd.DataFrame | None, *, url: str) -> None:
    """Put one year into the table, in place of what it said of that year."""
    about = {
        "year": str(year),
        "state": NOT_PUBLISHED if crops is None else KNOWN_CAMPAIGN,
        "source": FARMLAND_CREDIT.source.replace("RPG", f"RPG {year}"),
        "source_url": url,
        "fetched_at": now(),
    }
    nothing = pd.DataFrame([{"crop": "", "crop_group": "", "area_ha": 0.0, "parcels": 0}])
    unknown = nothing.assign(area_ha=None, parcels=None)
    rows = unknown if crops is None else nothing if crops.empty else crops
    before = _table(folder)
    table = pd.concat([before[before["year"] != str(year)], rows.assign(**about).astype(object)])
    columns = list(before.columns)
    text = table.sort_values(["year", "crop_group", "crop"], kind="stable")[columns].to_csv(index=False)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".part-{FILE}"
        part.write_text(text, encoding="utf-8", newline="")
    place_file(folder, part, FILE, _provenance(url))


def _provenance(url: str) -> dict[str, str]:
    credit = FARMLAND_CREDIT
    return {
        "status": credit.status,
        "source": credit.source,
        "source_url": url,
        "licence": credit.licence,
        "fetched_at": now(),
    }


def _table(folder: Path) -> pd.DataFrame:
    head = "year,crop,crop_group,area_ha,parcels,state,source,source_url,fetched_at\n"
    path = folder / FILE
    text = path.read_text(encoding="utf-8") if path.exists() else head
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
