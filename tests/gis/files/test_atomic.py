from __future__ import annotations

import errno
from pathlib import Path

import pytest

from gis.errors import StoreError
from gis.files import write_file


def test_a_file_takes_the_place_of_an_older_one(tmp_path):
    path = tmp_path / "sheet.pdf"
    for content in (b"older", b"newer"):
        write_file(path, content)
    assert path.read_bytes() == b"newer"
    assert list(tmp_path.iterdir()) == [path]


def test_on_a_full_disk_the_older_file_is_still_there_and_the_file_is_named(tmp_path, monkeypatch):
    path = tmp_path / "sheet.pdf"
    write_file(path, b"older")

    def half(self, content):
        with self.open("wb") as file:
            file.write(content[:2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(StoreError, match=r"sheet\.pdf .*No space left on device"):
        write_file(path, b"newer")
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StoreError, match="No such file"):
        write_file(tmp_path / "nowhere" / "sheet.pdf", b"x")
