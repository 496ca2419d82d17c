from __future__ import annotations

import itertools

import pytest

from gis.errors import AtlasError, RightError
from gis.rights import RIGHTS, ROLES, Actor, may, operator, require
from gis.words import use_language


def test_each_role_may_all_that_those_before_it_may():
    allowed = [{right for right in RIGHTS if may(Actor("session:1", role), right)} for role in ROLES]
    assert all(less <= more for less, more in itertools.pairwise(allowed))
    assert allowed[-1] == set(RIGHTS)


@pytest.mark.parametrize("right", ["import", "update", "check", "build", "free", "share", "undo", "journal"])
def test_a_visitor_changes_nothing_that_others_see(right):
    with pytest.raises(RightError):
        require(Actor("session:1", "visitor"), right)


def test_a_refusal_says_what_for_and_which_role_it_takes():
    with use_language("en"), pytest.raises(AtlasError, match="bring or remove a layer takes an agent"):
        require(Actor("session:1", "guide"), "import")


def test_the_user_of_the_machine_may_do_everything():
    assert all(may(operator(), right) for right in RIGHTS)
    assert not operator().is_session


def test_each_right_has_its_sentence_in_both_languages():
    for right in RIGHTS:
        for language in ("fr", "en"):
            with use_language(language), pytest.raises(RightError) as told:
                require(Actor("session:1", "none"), right)  # type: ignore[arg-type]
            assert "{" not in str(told.value)
