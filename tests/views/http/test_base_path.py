from __future__ import annotations

import re
from pathlib import Path

VIEWS = Path(__file__).parents[3] / "views"
ROOTED = re.compile(r"""(?:href|src|address|action)\s*=\s*f?["']/(?!/)""")


def test_no_link_of_a_page_forgets_the_path_under_which_the_atlas_stands():
    lines = [
        f"{path.relative_to(VIEWS)}:{number}"
        for path in sorted(VIEWS.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ROOTED.search(line)
    ]
    assert lines == []
