"""Texts of our own that were written one by one, without a look at the labelled sets: `written/*.jsonl`, lines of {"text", "label", "kind"}."""

import json
import pathlib

FOLDER = pathlib.Path(__file__).parent / "written"


def texts(name):
    """(text, label) of every text of a file."""
    with open(FOLDER / f"{name}.jsonl", encoding="utf-8") as file:
        return [(row["text"], row["label"]) for row in map(json.loads, file)]
