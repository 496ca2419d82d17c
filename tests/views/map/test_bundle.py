from __future__ import annotations

import pytest

from views.map.bundle import bundle


@pytest.fixture
def write(tmp_path):
    def write(**modules: str):
        for name, text in modules.items():
            (tmp_path / f"{name}.js").write_text(text)
        return tmp_path

    return write


def test_a_module_comes_after_those_it_imports_and_once(write):
    folder = write(
        start='import { a } from "./one.js";\nimport { b } from "./two.js";\na(b);\n',
        one='import { b } from "./two.js";\nexport function a() {}\n',
        two="export const b = 1;\n",
    )
    made = bundle(folder, "start")
    assert made.index("const $two") < made.index("const $one") < made.index("const $start")
    assert made.count("const $two") == 1
    assert "const { b } = $two;" in made
    assert "return { a };" in made
    assert "export" not in made


@pytest.mark.parametrize("line", ['import x from "./one.js";', "export default 1;", "export { a };"])
def test_what_cannot_be_bundled_is_refused(write, line):
    with pytest.raises(ValueError, match="has a line that cannot be bundled"):
        bundle(write(start=f"{line}\n"), "start")


def test_a_ring_is_refused(write):
    folder = write(
        start='import { a } from "./one.js";\nexport const b = 1;\n',
        one='import { b } from "./start.js";\nexport const a = 1;\n',
    )
    with pytest.raises(ValueError, match="start > one > start"):
        bundle(folder, "start")
