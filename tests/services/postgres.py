"""A real PostgreSQL for tests: a cluster of its own in a folder, on a socket there, run by nobody's root."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

BIN = Path("/usr/lib/postgresql/15/bin")
OTHER = "postgres"
"""Who runs it where the tests are root, which PostgreSQL refuses."""


def missing() -> str:
    """Say why PostgreSQL cannot be started here; nothing when it can."""
    if not (BIN / "initdb").exists():
        return f"PostgreSQL is not installed ({BIN}): apt install postgresql"
    return ""


def _run(*command: str) -> None:
    before = ("runuser", "-u", OTHER, "--") if os.getuid() == 0 else ()
    done = subprocess.run([*before, *command], capture_output=True, text=True, cwd="/", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


class Cluster:
    """A running cluster; each database is made when asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def database(self) -> str:
        """Return the address of an empty database."""
        name = f"atlas_{secrets.token_hex(6)}"
        _run(str(BIN / "createdb"), "-h", str(self.folder), "-U", "atlas", name)
        return f"postgresql://atlas@/{name}?host={quote(str(self.folder))}"


@contextmanager
def cluster():
    # A socket's path must be short: the folders of pytest are not.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, OTHER, OTHER)
        data = str(folder / "data")
        _run(str(BIN / "initdb"), "-D", data, "-U", "atlas", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        pg_ctl = str(BIN / "pg_ctl")
        _run(pg_ctl, "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            yield Cluster(folder)
        finally:
            _run(pg_ctl, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
