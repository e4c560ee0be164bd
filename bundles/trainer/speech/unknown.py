#!/usr/bin/env python3
"""Has a model listen to a program whose speech nobody learnt from: festival.

    apt-get install festival festvox-kdlpc16k festvox-kallpc16k
    python3 bundles/trainer/speech/unknown.py MODEL [COUNT]

Phrases of one to six English words are spoken in two voices, COUNT of each (50), and written down by
"./mingle transcribe", as a user would. Prints the share of words that are right: 1 less the word
error rate. The same phrases each time.
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

import words

VOICES = ["ked_diphone", "kal_diphone"]
DIGITS = 10


def phrase(chance, known):
    digits = chance.random() < 0.3
    return [chance.choice(known[:DIGITS] if digits else known)
            for _ in range(chance.randint(1, 6))]


def main(model, count):
    chance, known = random.Random(2026), words.vocabulary()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for voice in VOICES:
            (folder / voice).mkdir()
            sounds, wanted = [], []
            for i in range(count):
                wanted.append(phrase(chance, known))
                sounds.append(folder / ("%s-%04d.wav" % (voice, i)))
                subprocess.run(
                    ["text2wave", "-eval", "(voice_%s)" % voice, "-o", str(sounds[-1])],
                    input=" ".join(wanted[-1]), text=True, check=True, timeout=60)
            subprocess.run(
                ["./mingle", "transcribe", "--model", model, "--format", "json",
                 "-o", str(folder / voice)] + [str(it) for it in sounds],
                check=True)
            score = words.Score()
            for sound, one in zip(sounds, wanted):
                told = json.loads((folder / voice / (sound.stem + ".json")).read_text("utf-8"))
                score.add(one, told["text"].lower().split())
            print("%s: %s" % (voice, score))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 50)
