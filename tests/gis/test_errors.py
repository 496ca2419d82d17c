from __future__ import annotations

import inspect

import pytest

from gis import errors

ALL = [item for _, item in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("error", ALL)
def test_every_error_belongs_to_one_tree_and_says_what_it_is_for(error):
    assert issubclass(error, errors.AtlasError)
    assert error.__doc__


@pytest.mark.parametrize("error", ALL)
def test_only_a_failed_service_ends_with_status_3(error):
    assert error.exit_status == (3 if issubclass(error, errors.ServiceError) else 2)


def test_an_ambiguous_answer_carries_its_choices():
    error = errors.AmbiguousError("A 1 or AA 1?", ("A 1", "AA 1"))
    assert str(error) == "A 1 or AA 1?"
    assert error.choices == ("A 1", "AA 1")
