"""Streamlit servers on loopback and a Chromium that looks at them, for benchmarks in a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

HOUSE = Path(__file__).parents[1]
START_SECONDS = 60
STOP_SECONDS = 10
HOST = "127.0.0.1"


@contextmanager
def serving(script: Path, *, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a Streamlit script on a free port and yield its address.

    Parameters
    ----------
    settings : Mapping[str, str], optional
        More variables of the environment.

    Raises
    ------
    TimeoutError
        When it does not answer within `START_SECONDS`.
    """
    address = f"http://{HOST}:{_free_port()}"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.address", HOST, "--server.port", address.rsplit(":", 1)[1]]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
        command,
        cwd=HOUSE,
        env={**os.environ, **(settings or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a Chromium: the system's own where there is one, else the one that Playwright installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        try:
            yield browser
        finally:
            browser.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _await(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)
