"""What begins and ends with the server: its log, its metrics, the work beside its pages."""

from __future__ import annotations

import json
import logging
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from gis.environment import environment
from gis.work import close_shared, shared_pool
from views.http.metrics import serve_metrics
from views.ui import job

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class JsonLines(logging.Formatter):
    """One JSON object a line; of an error its kind and places alone: its text may hold what people typed."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as a line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "time": at,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            places = [f"{one.filename}:{one.lineno} {one.name}" for one in extract_tb(trace)]
            line |= {"error": kind.__name__, "places": places}
        return json.dumps(line, ensure_ascii=False)


def log_as_json() -> None:
    """Let every logger of the process write JSON lines to the error stream."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.root.handlers = [handler]
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        if logger.handlers:
            logger.handlers, logger.propagate = [], True


def under_way() -> int:
    """Return how many pieces of work wait or are under way, in threads and in worker processes."""
    return job.running_jobs() + shared_pool().count()


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Begin with the server and end with it."""
    settings = environment()
    if settings.log == "json":
        log_as_json()
    metrics = serve_metrics(settings.metrics, under_way) if settings.metrics else None
    try:
        async with job.lifespan(app):
            yield
    finally:
        close_shared()
        if metrics is not None:
            metrics.shutdown()
            metrics.server_close()
