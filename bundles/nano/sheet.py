#!/usr/bin/env python3
"""Draws ten successes and ten failures of an evaluation, chosen by a rule and by nobody.

    ./mingle train --evaluate --task TASKS --model DIR --seed 2026 --count 200 --keep KEPT
    pip install pillow
    python3 bundles/nano/sheet.py KEPT OUT.png

Tasks take turns, in the order of their names: the first example of each that is right, and the first
that is not, then the second ones, until there are ten of each. Where a task has several groups, those
that were held out count alone.
"""

import itertools
import json
import pathlib
import sys
import textwrap

from PIL import Image, ImageDraw

EACH = 10
WIDTH, PICTURE, TEXT = 260, 190, 150
RIGHT = ("right", "relaxed", "reached")


def examples(folder):
    """Returns by task what was kept of it."""
    tasks = {}
    for file in sorted(folder.glob("**/answers.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            name = told.get("image") or told.get("audio") or told.get("video") or ""
            right = next((told[it] for it in RIGHT if it in told), None)
            if name and right is not None:
                told["file"] = file.parent / name
                tasks.setdefault(name.split("-")[0], []).append((bool(right), told))
    for task, all_of_it in tasks.items():
        held = [it for it in all_of_it if "held" in it[1]["file"].name
                or "unknown" in it[1]["file"].name]
        tasks[task] = held or all_of_it
    return tasks


def chosen(tasks, wanted):
    by_task = [[told for right, told in tasks[task] if right == wanted] for task in sorted(tasks)]
    turns = itertools.zip_longest(*by_task)
    return [told for turn in turns for told in turn if told][:EACH]


def cell(told):
    made = Image.new("RGB", (WIDTH, PICTURE + TEXT), "white")
    if told["file"].suffix == ".png":
        picture = Image.open(told["file"]).convert("RGB")
        scale = min((WIDTH - 10) / picture.width, PICTURE / picture.height)
        made.paste(picture.resize((int(picture.width * scale), int(picture.height * scale))), (5, 0))
    rows = [told["file"].stem]
    for name in ("question", "expected", "answer"):
        text = "%s: %s" % (name, str(told.get(name, "")).replace("\n", " / "))
        rows += textwrap.wrap(text, 42)[:4]
    ImageDraw.Draw(made).multiline_text((5, PICTURE + 4), "\n".join(rows[:11]), fill="black")
    return made


def main(kept, out):
    tasks = examples(kept)
    sheet = Image.new("RGB", (5 * WIDTH, 4 * (PICTURE + TEXT)), "white")
    for half, wanted in enumerate((True, False)):
        for i, told in enumerate(chosen(tasks, wanted)):
            row, column = divmod(i, 5)
            sheet.paste(cell(told), (column * WIDTH, (2 * half + row) * (PICTURE + TEXT)))
    sheet.save(out)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
