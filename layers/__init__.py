"""What each theme of the atlas is: words, columns, style, legend and popup, one file per theme.

A new theme is one new file here and one line below.
"""

from __future__ import annotations

from layers import hedges

THEMES = (hedges.THEME,)
