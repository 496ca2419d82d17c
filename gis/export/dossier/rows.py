"""The tables of a dossier, as rows with a heading, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.words import place_text, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.dossier import Answer, Dossier, Provenance

Rows = list[list[Any]]
DECIMALS = 2


def heading(*names: str) -> list[str]:
    """Return column headings from the catalogue."""
    return [say(f"dossier.col_{name}") for name in names]


def tidy(value: float | None) -> float | None:
    """Round a figure for people; nothing stays nothing."""
    return None if value is None else round(value, DECIMALS)


def summary_rows(dossier: Dossier) -> Rows:
    """Say what the dossier is about, and what to know before reading it."""
    subject, ground = dossier.subject, dossier.terrain
    rows: Rows = [
        heading("what", "value"),
        [say("dossier.col_reference"), subject.reference],
        [say("dossier.col_id"), subject.id],
        [say("dossier.col_commune"), f"{dossier.commune[1]} ({dossier.commune[0]})"],
        [say("dossier.col_contenance"), subject.contenance_m2],
        [say("dossier.col_measured"), tidy(subject.gis_area_m2)],
        [say("dossier.col_denominator"), say("dossier.denominator")],
        [say("dossier.col_status"), say(f"status.{subject.status}")],
        [say("dossier.col_centre"), place_text(subject.centroid, decimals=6)],
        [say("dossier.col_neighbours"), ", ".join(dossier.neighbours)],
        [say("dossier.col_outside"), tidy(dossier.outside_m2)],
    ]
    if ground is not None:
        rows += [
            [say("dossier.col_altitude_min"), tidy(ground.altitude_min_m)],
            [say("dossier.col_altitude_max"), tidy(ground.altitude_max_m)],
            [say("dossier.col_slope_mean"), tidy(ground.slope_mean_pct)],
            [say("dossier.col_slope_max"), tidy(ground.slope_max_pct)],
        ]
    if dossier.illustrative:
        rows.append([say("status.illustrative"), say("status.illustrative_means")])
    return [*rows, [say("dossier.col_know"), dossier.disclaimer]]


def verdict_rows(dossier: Dossier) -> Rows:
    """One row a theme."""
    columns = (
        "theme",
        "verdict",
        "status",
        "area",
        "share",
        "length",
        "count",
        "nearest",
        "wind",
        "nearest_name",
    )
    return [heading(*columns), *(_verdict(answer) for answer in dossier.themes)]


def item_rows(answer: Answer) -> Rows:
    """One row a feature of a theme."""
    columns = ("id", "name", "area", "share", "length", "status", "source", "source_url", "source_date")
    return [
        heading(*columns),
        *(
            [
                item.id,
                item.name,
                tidy(item.area_m2),
                tidy(item.share_pct),
                tidy(item.length_m),
                say(f"status.{item.status}"),
                item.source,
                item.source_url,
                item.source_date,
            ]
            for item in answer.items
        ),
    ]


def notice_rows(dossier: Dossier) -> Rows:
    """One row a notice."""
    columns = ("level", "title", "text", "certainty", "decides", "source", "source_url", "source_date")
    return [
        heading(*columns),
        *(
            [
                notice.level_text,
                notice.title,
                notice.text,
                notice.certainty,
                notice.decides,
                notice.rule.source,
                notice.rule.source_url,
                notice.rule.date,
            ]
            for notice in dossier.notices
        ),
    ]


def balance_rows(dossier: Dossier) -> Rows:
    """One row a cover, and their sum."""
    covers = dossier.balance.covers
    total = [say("dossier.total"), tidy(sum(cover.area_m2 for cover in covers)), 100.0]
    rows: Rows = [[cover.title, tidy(cover.area_m2), tidy(cover.share_pct)] for cover in covers]
    missing = [[say(f"dossier.cover_{key}"), say("verdict.no_data"), None] for key in dossier.balance.missing]
    return [heading("cover", "area", "share"), *rows, total, *missing, [say("dossier.balance_order")]]


def surrounding_rows(dossier: Dossier) -> Rows:
    """Say what lies around, one row a figure."""
    around, species = dossier.surroundings, dossier.answer("species_sites").theme
    rows: Rows = [heading("what", "distance", "value")]
    for ring in around.rings:
        rows += [
            [say("dossier.around_shafts"), ring.radius_m, _known(ring.shafts)],
            [say("dossier.around_gardens"), ring.radius_m, _known(ring.gardens)],
            [say("dossier.around_hedges"), ring.radius_m, _known(tidy(ring.hedges_m))],
            [say("dossier.around_paths"), ring.radius_m, _known(tidy(ring.paths_m))],
        ]
        rows += [
            [say("dossier.around_species", group=species.value_text(group)), ring.radius_m, count]
            for group, count in (ring.species or {}).items()
        ]
    rows.append([say("dossier.around_density"), 200, _known(tidy(around.hedge_density_m_ha))])
    rows.append([say("dossier.around_belt"), None, _known(tidy(around.belt_walk_m))])
    if around.sensitive_species:
        rows.append([say("dossier.around_sensitive"), None, say("dossier.around_sensitive_why")])
    return rows


def provenance_rows(origins: Sequence[Provenance]) -> Rows:
    """One row a layer: where it comes from and how sure it is."""
    columns = ("theme", "status", "source", "source_url", "source_date", "licence")
    return [
        heading(*columns),
        *(
            [
                item.title,
                say(f"status.{item.status}"),
                item.source,
                item.source_url,
                item.source_date,
                item.licence,
            ]
            for item in origins
        ),
    ]


def _verdict(answer: Answer) -> list[Any]:
    return [
        answer.title,
        answer.verdict_text,
        say(f"status.{answer.status}"),
        tidy(answer.area_m2),
        tidy(answer.share_pct),
        tidy(answer.length_m),
        answer.count,
        tidy(answer.nearest_m),
        answer.wind_text,
        answer.nearest_name or answer.nearest_id,
    ]


def _known(value: float | None) -> Any:
    return say("verdict.no_data") if value is None else value
