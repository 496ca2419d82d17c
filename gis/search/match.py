"""Compare what people type with the names in the data: accents, hyphens, case and slips forgiven."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from gis.text import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

STOP_WORDS = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"])
EXACT, PREFIX, EVERY_WORD = 3.0, 2.0, 1.0
"""What a match gains when it is the whole name, its beginning, or every word of it begins as typed."""
WORD_EXACT, WORD_PREFIX, WORD_SLIP = 1.0, 0.9, 0.75
"""How well one typed word matches one word of a name; each further slip takes `SLIP_COST` away."""
SLIP_COST = 0.1
WORTH_SHOWING = 0.6
"""Mean over the typed words below which a name is no answer."""
SHORTEST_WITH_SLIP, SHORTEST_WITH_TWO = 4, 7
"""Letters that a word needs so that one, or two, slips are forgiven in it."""


class Matcher:
    """The names to find, ready to be compared with a text in one pass.

    Parameters
    ----------
    names : sequence of str
        Names as they are written; empty ones never match.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = [normalise(name) for name in names]
        self.squashed = [name.replace(" ", "") for name in self.names]
        split = [name.split() or [""] for name in self.names]
        self.words = sorted({word for words in split for word in words})
        place = {word: position for position, word in enumerate(self.words)}
        self._flat = np.array([place[word] for words in split for word in words], dtype=np.intp)
        counts = np.array([len(words) for words in split], dtype=np.intp)
        self._starts = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(counts) else counts
        self._counts = counts

    def scores(self, text: str) -> NDArray[np.float64]:
        """Return how well each name answers to a text, shape (names,); 0 for those that do not."""
        typed = normalise(text)
        if not typed or not self.names:
            return np.zeros(len(self.names))
        words = [word for word in typed.split() if word not in STOP_WORDS] or typed.split()
        each = np.stack([self._word(word)[self._flat] for word in words])
        best = np.maximum.reduceat(each, self._starts, axis=1)
        mean = best.mean(axis=0)
        score = mean + 0.5 * np.minimum(1.0, len(words) / self._counts)
        score = np.where(best.min(axis=0) >= WORD_PREFIX, score + EVERY_WORD, score)
        figures = np.array([word.isdigit() for word in words])
        worthy = (mean >= WORTH_SHOWING) & (best[figures] > 0).all(axis=0)
        score = np.where(worthy, score, 0.0)
        return self._whole(typed, score)

    def _word(self, word: str) -> NDArray[np.float64]:
        """Compare one typed word with every word of the names."""
        found = np.array([WORD_PREFIX if other.startswith(word) else 0.0 for other in self.words])
        slips = _slips_allowed(word)
        if slips:
            distance = process.cdist([word], self.words, scorer=OSA.distance, score_cutoff=slips)[0]
            found = np.maximum(
                found, np.where(distance <= slips, WORD_SLIP - SLIP_COST * (distance - 1.0), 0.0)
            )
        position = np.searchsorted(self.words, word)
        if position < len(self.words) and self.words[position] == word:
            found[position] = WORD_EXACT
        return found

    def _whole(self, typed: str, score: NDArray[np.float64]) -> NDArray[np.float64]:
        """Lift the names that begin with the text, or are the text, spaces aside."""
        joined = typed.replace(" ", "")
        begins = np.array([name.startswith(joined) for name in self.squashed])
        equal = np.array([name == joined for name in self.squashed])
        slips = _slips_allowed(joined)
        if slips:
            starts = [name[: len(joined)] for name in self.squashed]
            distance = process.cdist([joined], starts, scorer=OSA.distance, score_cutoff=slips)[0]
            score = np.where(distance <= slips, np.maximum(score, WORD_SLIP), score)
        score = np.where(begins, np.maximum(score, 1.0) + PREFIX, score)
        return np.where(equal, score + EXACT - PREFIX, score)


def _slips_allowed(word: str) -> int:
    """Return how many slips are forgiven in a word; none where a figure counts."""
    if len(word) < SHORTEST_WITH_SLIP or any(letter.isdigit() for letter in word):
        return 0
    return 2 if len(word) >= SHORTEST_WITH_TWO else 1
