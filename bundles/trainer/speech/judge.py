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
import pathlib
import re
import sys
import wave

import pocketsphinx
import words


def decoder(rate):
    any_word = " | ".join(words.vocabulary())
    grammar = "#JSGF V1.0; grammar words; public <words> = ( %s )+ ;" % any_word
    made = pocketsphinx.Decoder(lm=None, samprate=rate, nfft=1024, loglevel="FATAL", wip=1e-4)
    made.add_jsgf_string("words", grammar)
    made.activate_search("words")
    return made


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
    by_rate, score = {}, words.Score()
    for line in (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        wanted = told["expected"].split("\t")[-1].lower().split()
        if "audio" not in told or not all(it.isascii() for it in wanted):
            continue
        found = heard(by_rate, folder / told["audio"])
        score.add(wanted, found)
    if not score.words:
        sys.exit("There is no English speech in %s." % folder)
    print(score)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
