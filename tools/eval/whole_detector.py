#!/usr/bin/env python3
"""What finds attacks, all of it together, on texts that the classifiers have not seen: phrases, boundaries and hidden texts beside scores out of fold.

    python3 tools/train_classifiers/train.py --scores .build/scores.jsonl --only-scores
    python3 tools/eval/whole_detector.py .build/scores.jsonl [--program .build/release/PolicyEval] [--missed SOURCE]

A text is found by the classifiers if its score out of fold is over the threshold, and by the rest if the program names a signal beside them. Hidden texts are judged by the weights that ship."""

import argparse
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import evaluate  # noqa: E402
import measures
import tables

SOURCES = (
    "deepset", "jailbreaks", "embedded", "notinject", "wildguard", "cyber", "moderation", "short", "joined", "prose", "repository",
    "systems", "written jailbreaks", "written embedded", "written languages", "written languages_later", "written systems",
)


def shares(rows, found):
    """A table's cells: of the five folds, and of the one kept aside."""
    cells = []
    for aside in (False, True):
        part = [hit for row, hit in zip(rows, found) if row["aside"] == aside]
        cells.append(tables.percent(measures.share(sum(part), len(part))) if part else "")
    return cells


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scores")
    parser.add_argument("--program", default=str(evaluate.ROOT / ".build/release/PolicyEval"))
    parser.add_argument("--missed", help="prints what is decided wrongly of a source instead")
    options = parser.parse_args()
    with open(options.scores, encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["source"] in SOURCES]
    if options.missed:
        rows = [row for row in rows if row["source"] == options.missed]
    for row, answer in zip(rows, evaluate.run([options.program, "scores"], [row["text"] for row in rows])):
        row["signals"] = [signal for signal in answer["signals"] if signal != "classifier"]
    if options.missed:
        for row in rows:
            if (row["score"] > 0 or bool(row["signals"])) != bool(row["label"]):
                print(json.dumps(row, ensure_ascii=False))
        return
    table = []
    for source in SOURCES:
        for label in (1, 0):
            part = [row for row in rows if row["source"] == source and row["label"] == label]
            if part:
                trained, rest = [row["score"] > 0 for row in part], [bool(row["signals"]) for row in part]
                both = [one or other for one, other in zip(trained, rest)]
                table.append([f"{source} ({len(part)})", "found" if label else "false alarms", *(cell for found in (trained, rest, both) for cell in shares(part, found))])
    tables.table(["texts", "", "classifiers", "aside", "phrases and structure", "aside", "all", "aside"], table)


if __name__ == "__main__":
    main()
