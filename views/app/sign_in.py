"""Signing in and out at the top of each page, and the sentence that stands where a right is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import RightError
from gis.rights import require
from gis.words import number, say
from views.app import person
from views.ui.as_text import as_text
from views.ui.html import tag

if TYPE_CHECKING:
    from gis.rights import Right


def show_sign_in() -> None:
    """Show who is signed in and the way out, or the way in; nothing where nobody can sign in."""
    if not person.provided():
        return
    actor = person.here()
    if actor.is_session:
        _sign_in_button("top")
        return
    role = say(f"rights.role_{actor.role}")
    with st.popover(say("person.account"), icon=":material/person:", key="person_account"):
        st.html(tag("p", tag("b", actor.name), f" · {role}", cls="atlas-words"))
        st.html(tag("p", privacy_text(), cls="atlas-words"))
        st.button(say("person.sign_out"), icon=":material/logout:", key="person_sign_out", on_click=st.logout)


def allowed(right: Right) -> bool:
    """Whether who acts here has a right; where not, one sentence says what it takes, with the way in."""
    try:
        require(person.here(), right)
    except RightError as error:
        with st.container(key=f"person_need_{right}"):
            st.info(as_text(str(error)), icon=":material/lock:")
            if not person.provided():
                st.html(tag("p", say("person.not_provided"), cls="atlas-words"))
            elif person.here().is_session:
                _sign_in_button(right)
            else:
                role = say(f"rights.role_{person.here().role}")
                st.html(tag("p", say("person.other_role", role=role), cls="atlas-words"))
        return False
    return True


def privacy_text() -> str:
    """Return what the browser keeps of a sign-in, and for how long."""
    return say("person.privacy", hours=number(person.hours()))


def _sign_in_button(place: str) -> None:
    st.button(
        say("person.sign_in"),
        icon=":material/login:",
        key=f"person_sign_in_{place}",
        help=as_text(privacy_text()),
        on_click=st.login,
    )
