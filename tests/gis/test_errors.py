from __future__ import annotations

import inspect

from gis import errors

ALL = [item for _, item in inspect.getmembers(errors, inspect.isclass)]


def test_every_error_belongs_to_one_tree_and_says_what_it_is_for():
    assert [
        error.__name__ for error in ALL if not issubclass(error, errors.AtlasError) or not error.__doc__
    ] == []


def test_only_a_failed_service_ends_with_status_3():
    statuses = {error: error.exit_status for error in ALL}
    assert statuses == {error: 3 if issubclass(error, errors.ServiceError) else 2 for error in ALL}


def test_an_ambiguous_answer_carries_its_choices():
    error = errors.AmbiguousError("A 1 or AA 1?", ("A 1", "AA 1"))
    assert str(error) == "A 1 or AA 1?"
    assert error.choices == ("A 1", "AA 1")
