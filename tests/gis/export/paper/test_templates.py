from __future__ import annotations

import re

import pytest

from gis.export.paper.press import TEMPLATES

COMMENT = re.compile(r"(?m)(?<!:)//.*$")
STRING = re.compile(r'"(?:\\.|[^"\\])*"')
CODE = re.compile(r"#[\w.-]+(?:\((?:[^()]|\([^()]*\))*\))*(?:\.[\w-]+(?:\((?:[^()]|\([^()]*\))*\))*)*")
CONTENT = re.compile(r"\[([^\[\]]*)\]")
TEMPLATE = sorted(TEMPLATES.glob("*.typ"))


@pytest.mark.parametrize("path", TEMPLATE, ids=lambda path: path.stem)
def test_a_template_lays_out_and_words_nothing(path):
    code = STRING.sub('""', COMMENT.sub("", path.read_text(encoding="utf-8")))
    worded = [CODE.sub("", content) for content in CONTENT.findall(code)]
    assert [text for text in worded if re.search(r"[^\W\d_]{2,}", re.sub(r"<[\w-]+>", "", text))] == []


@pytest.mark.parametrize("path", TEMPLATE, ids=lambda path: path.stem)
def test_a_template_reads_no_file_and_loads_no_package(path):
    code = path.read_text(encoding="utf-8")
    assert not re.search(r'"@|read\(|yaml\(|csv\(|toml\(|xml\(', code)
    assert set(re.findall(r'#(?:import|include) "([^"]+)"', code)) <= {"shared.typ"}
