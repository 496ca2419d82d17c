"""One option of a command for each format in which it writes files."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gis.export import ExportFormat

Command = TypeVar("Command", bound="Callable[..., Any]")


def file_options(formats: Iterable[ExportFormat[Any]], **form: Any) -> Callable[[Command], Command]:
    """Give a command that takes `**files` one option for each format that has one.

    Parameters
    ----------
    formats : iterable of ExportFormat
        The formats of what the command makes.
    **form
        What else to tell Typer of each option, such as `metavar`.
    """

    def with_options(command: Command) -> Command:
        signature = inspect.signature(command, eval_str=True)
        own = [item for item in signature.parameters.values() if item.kind is not item.VAR_KEYWORD]
        files = [_option(item, form) for item in formats if item.option is not None]
        # Typer reads the signature to learn which options there are.
        command.__signature__ = signature.replace(parameters=[*own, *files])  # type: ignore[attr-defined]
        return command

    return with_options


def asked_for(files: Mapping[str, Path | None]) -> dict[str, Path]:
    """Return the files that a call asks for, by the key of their format."""
    return {key: path for key, path in files.items() if path is not None}


def _option(item: ExportFormat[Any], form: Mapping[str, Any]) -> inspect.Parameter:
    annotation = Annotated[Path | None, typer.Option(help=item.option or None, **form)]
    return inspect.Parameter(item.key, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
