"""The words that are learnt, and how many of them somebody got wrong."""

import math
import pathlib

WORDS = pathlib.Path(__file__).parent / (
    "../src/main/java/io/mingle/trainer/internal/speech/SpokenWord.java")


def vocabulary():
    """Returns the English ones, digits first."""
    return WORDS.read_text(encoding="utf-8").split('"""')[1].split()[0::2]


def errors(wanted, heard):
    """Returns how many words have to be changed, left out or put in."""
    row = list(range(len(heard) + 1))
    for i, one in enumerate(wanted, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            diagonal, row[j] = row[j], min(diagonal + (one != other), row[j] + 1, row[j - 1] + 1)
    return row[-1]


class Score:
    """Adds up what was heard, and prints it."""

    def __init__(self):
        self.words, self.wrong, self.phrases, self.right = 0, 0, 0, 0

    def add(self, wanted, heard):
        missed = errors(wanted, heard)
        self.words, self.wrong = self.words + len(wanted), self.wrong + missed
        self.phrases, self.right = self.phrases + 1, self.right + (missed == 0)
        print("%s\t%s\t%s" % (missed, " ".join(wanted), " ".join(heard)))

    def __str__(self):
        share = 1 - self.wrong / self.words
        around = 1.96 * math.sqrt(max(share * (1 - share), 0) / self.words)
        return "words right: %.1f %% ± %.1f of %d; phrases right: %d of %d" % (
            100 * share, 100 * around, self.words, self.right, self.phrases)
