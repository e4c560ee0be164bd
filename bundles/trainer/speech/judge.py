#!/usr/bin/env python3
"""Has a recogniser that knows nothing of Mingle listen to English that a model spoke.

    ./mingle train --evaluate --task speak --model DIR --seed 2026 --count 200 --keep KEPT
    pip install pocketsphinx
    python3 bundles/trainer/speech/judge.py KEPT

The recogniser takes any of the words that are learnt, one after the other (a grammar), so that it
judges sounds and not sense. It hears 94 % of the words of the program whose voice is learnt (30 phrases
of flite's rms). Prints the share of words that are right: 1 less the word error rate.
"""

import json
import math
import pathlib
import re
import sys
import wave

import pocketsphinx

WORDS = pathlib.Path(__file__).parent / (
    "../src/main/java/io/mingle/trainer/internal/speech/SpokenWord.java")


def vocabulary():
    table = WORDS.read_text(encoding="utf-8").split('"""')[1].split()
    return table[0::2]


def decoder(rate):
    words = " | ".join(vocabulary())
    grammar = "#JSGF V1.0; grammar words; public <words> = ( %s )+ ;" % words
    made = pocketsphinx.Decoder(lm=None, samprate=rate, nfft=1024, loglevel="FATAL", wip=1e-4)
    made.add_jsgf_string("words", grammar)
    made.activate_search("words")
    return made


def errors(wanted, heard):
    row = list(range(len(heard) + 1))
    for i, one in enumerate(wanted, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            diagonal, row[j] = row[j], min(diagonal + (one != other), row[j] + 1, row[j - 1] + 1)
    return row[-1]


def heard(by_rate, path):
    with wave.open(str(path)) as sound:
        rate = float(sound.getframerate())
        samples = sound.readframes(sound.getnframes())
    if rate not in by_rate:
        by_rate[rate] = decoder(rate)
    made = by_rate[rate]
    made.start_utt()
    silence = bytes(2 * int(0.3 * rate))
    made.process_raw(silence + samples + silence, full_utt=True)
    made.end_utt()
    found = made.hyp()
    return re.sub(r"\(\d+\)", "", found.hypstr).split() if found else []


def main(folder):
    by_rate, words, wrong, phrases, right = {}, 0, 0, 0, 0
    for line in (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        wanted = told["expected"].split("\t")[-1].lower().split()
        if "audio" not in told or not all(it.isascii() for it in wanted):
            continue
        found = heard(by_rate, folder / told["audio"])
        missed = errors(wanted, found)
        words, wrong = words + len(wanted), wrong + missed
        phrases, right = phrases + 1, right + (missed == 0)
        print("%s\t%s\t%s" % (missed, " ".join(wanted), " ".join(found)))
    if not words:
        sys.exit("There is no English speech in %s." % folder)
    share = 1 - wrong / words
    around = 1.96 * math.sqrt(max(share * (1 - share), 0) / words)
    print("words right: %.1f %% ± %.1f of %d; phrases right: %d of %d"
          % (100 * share, 100 * around, words, right, phrases))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
