"""Rows put in, or in place of those that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

from gis.database.owned_rows import Owner

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from gis.database.owned_rows import Written
    from gis.rights import Actor


def put_owner(session: Session, actor: Actor) -> str:
    """Make sure that somebody is known who is about to own something; return their identifier."""
    put(session, Owner, {"id": actor.id, "name": actor.name[:120]}, by=("id",), replace=("name",))
    return actor.id


def put(
    session: Session,
    table: type[Written],
    values: dict[str, Any],
    *,
    by: tuple[str, ...],
    replace: tuple[str, ...] = (),
) -> None:
    """Put a row in; where one is there already, replace some of its columns, or none.

    Parameters
    ----------
    by : tuple of str
        The columns that tell rows apart.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = insert(table).values(**values)
    if replace:
        session.execute(
            row.on_conflict_do_update(
                index_elements=list(by), set_={name: row.excluded[name] for name in replace}
            )
        )
    else:
        session.execute(row.on_conflict_do_nothing(index_elements=list(by)))
