from __future__ import annotations

import json
import logging
import sys

from views.app.running import JsonLines


def test_a_line_of_the_log_is_json_and_keeps_to_itself_what_people_typed():
    try:
        int("12 rue de la Gare")
    except ValueError:
        record = logging.LogRecord("atlas", logging.ERROR, "x.py", 1, "a page %s", ("broke",), sys.exc_info())
    line = JsonLines().format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "atlas", "a page broke")
    assert told["error"] == "ValueError"
    assert "test_running.py" in told["places"][0]
    assert "Gare" not in line
