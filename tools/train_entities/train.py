#!/usr/bin/env python3
"""Trains the word classifier of Sources/GatewayPolicy/Entities and writes WordWeights.swift.

    make release
    python3 -m venv .build/train && .build/train/bin/pip install -r tools/train_entities/requirements.txt
    .build/train/bin/python tools/train_entities/train.py --labelled ../shared/eval/pii-presidio-research.jsonl [--plain FILE …] [--cross-validate]

The features come from the Swift program itself (`PolicyEval features`). It learns from labelled sentences and from those of sentences.py; `--plain` are unlabelled
prompts without personal data, of which words that no list knows count as no names. `--cross-validate` holds out whole sentence templates, five times, and prints what the
words of the held-out ones get; nothing is written then. The same input gives the same weights.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import subprocess

import numpy as np

from sentences import LABELS, Maker

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "Sources/GatewayPolicy/Entities/WordWeights.swift"
KINDS = {
    "PERSON": "person", "GPE": "location", "LOCATION": "location", "ORGANIZATION": "organization", "NRP": "nationality",
    "TITLE": "occupation", "STREET_ADDRESS": "address",
}
FORMS = re.compile(r"(?:mr|mrs|ms|miss|dr|prof)\.?$", re.I)
SLOTS, ROWS = 128, 1 << 13


def templates(text, spans):
    """The sentence without its spans: what groups variants of one sentence."""
    for start, end, _ in sorted(spans, reverse=True):
        text = text[:start] + "#" + text[end:]
    return re.sub(r"\d+", "0", text.lower())


def read_labelled(path):
    """Texts with spans, and the group that each belongs to."""
    texts = []
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        every = [(s["start"], s["end"], s["type"]) for s in row["spans"]]
        spans = [(a, b, KINDS[t]) for a, b, t in every if t in KINDS and not (t == "TITLE" and FORMS.match(row["text"][a:b]))]
        texts.append((row["text"], spans, templates(row["text"], every)))
    return texts


def features(program, texts):
    """The words that the classifier would judge, with their rows, for every text."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    output = subprocess.run([program, "features"], input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line)["samples"] for line in output.splitlines()]


def matrix(program, texts):
    """Rows (padded with ROWS) and labels of all words, and which text each is of."""
    rows, labels, owners = [], [], []
    for owner, ((text, spans, *_), samples) in enumerate(zip(texts, features(program, [t[0] for t in texts]))):
        offsets = np.cumsum([0] + [len(c.encode()) for c in text])
        ends = [(offsets[a], offsets[b], label) for a, b, label in spans]
        for start, end, *found in samples:
            label = next((l for a, b, l in ends if start < b and end > a), "none")
            rows.append(found[:SLOTS] + [ROWS] * (SLOTS - len(found)))
            labels.append(LABELS.index(label))
            owners.append(owner)
    return np.array(rows, dtype=np.int32).reshape(-1, SLOTS), np.array(labels), np.array(owners)


def learn(rows, labels, weights, epochs=8, rate=0.1, decay=2e-6, seed=1):
    """Multinomial logistic regression by AdaGrad on mini-batches."""
    rng = np.random.default_rng(seed)
    table = np.zeros((ROWS + 1, len(LABELS)), dtype=np.float32)
    grads = np.full_like(table, 1e-2)
    for epoch in range(epochs):
        order = rng.permutation(len(rows))
        for batch in np.array_split(order, max(1, len(order) // 64)):
            x = rows[batch]
            scores = table[x].sum(axis=1)
            scores -= scores.max(axis=1, keepdims=True)
            p = np.exp(scores)
            p /= p.sum(axis=1, keepdims=True)
            p[np.arange(len(batch)), labels[batch]] -= 1
            p *= weights[batch, None] / len(batch) * 8
            step = np.zeros_like(table)
            np.add.at(step, x.reshape(-1), np.repeat(p, SLOTS, axis=0))
            step += decay * 64 * table
            step[ROWS] = 0
            grads += step * step
            table -= rate * step / np.sqrt(grads)
    return table[:ROWS]


def quantise(table):
    """Whole numbers from -31 to 31, and what one of them is worth in hundredths of a logit."""
    table = table - table[:, :1] * 0
    scale = max(1, int(round(float(np.quantile(np.abs(table[table != 0]), 0.9995)) * 100 / 31)))
    return np.clip(np.round(table * 100 / scale), -31, 31).astype(int), scale


def report(predicted, labels):
    """Precision, recall and F1 of the words of each label."""
    for index, name in enumerate(LABELS[1:], 1):
        hits = int(((predicted == index) & (labels == index)).sum())
        found, real = int((predicted == index).sum()), int((labels == index).sum())
        precision, recall = hits / max(1, found), hits / max(1, real)
        print(f"  {name:13} words {real:5}  precision {precision:.3f}  recall {recall:.3f}  F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}")


def predict(table, rows):
    padded = np.vstack([table, np.zeros((1, table.shape[1]), dtype=table.dtype)])
    return np.vstack([padded[part].sum(axis=1) for part in np.array_split(rows, max(1, len(rows) // 2000))])


def characters(table):
    """The weights, one character each."""
    return "".join(chr(0x23 + 31 + w) if 0x23 + 31 + w != 0x5C else "z" for w in table.reshape(-1))


def write(table, scale):
    """The weights as Swift."""
    text = characters(table)
    lines = [text[i : i + 126] for i in range(0, len(text), 126)]
    TARGET.write_text(
        "// Written by tools/train_entities/train.py. Do not edit.\n\n"
        "/// The weights of ``WordClassifier``: for every row, one character for each label.\nenum WordWeights {\n"
        "  /// What a weight of 1 is worth, in hundredths of a natural logit.\n"
        f"  static let scale = {scale}\n\n  static let rows: StaticString = \"\"\"\n    " + "\n    ".join(lines) + '\n    """\n}\n')


def hold_out(arguments, fold, table, scale, fold_of, labelled):
    """Writes a fold's weights and the texts that it has not seen."""
    if not arguments.held_out:
        return
    arguments.held_out.mkdir(parents=True, exist_ok=True)
    (arguments.held_out / f"{fold}.weights").write_text(f"{scale}\n{characters(table)}\n")
    lines = open(arguments.labelled, encoding="utf-8").read().splitlines()
    (arguments.held_out / f"{fold}.jsonl").write_text("\n".join(l for l, t in zip(lines, labelled) if fold_of[t[2]] == fold) + "\n", encoding="utf-8")


def weak(program, paths):
    """Words of prompts without labels: those in no list of names, as no names."""
    texts = [(json.loads(line)["text"][:2000], []) for path in paths for line in open(path, encoding="utf-8")]
    known = set()
    maker = Maker(0)
    for words in (maker.given, maker.surnames, maker.nationalities, maker.known):
        known.update(words)
    known.update(w for p in maker.places for w in p.split())
    rows, labels, owners = matrix(program, texts)
    if not len(rows):
        return rows, labels
    keep, index = [], 0
    for (text, _), samples in zip(texts, features(program, [t[0] for t in texts])):
        data = text.encode()
        for start, end, *_ in samples:
            if data[start:end].decode(errors="ignore").lower() not in known:
                keep.append(index)
            index += 1
    return rows[keep], labels[keep]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--labelled", required=True)
    parser.add_argument("--plain", nargs="*", default=[])
    parser.add_argument("--program", default=str(ROOT / ".build/release/PolicyEval"))
    parser.add_argument("--rounds", type=int, default=24, help="how often each template of our own is used")
    parser.add_argument("--none-bias", type=float, default=0.0, help="added to the weight of no label")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--held-out", type=pathlib.Path, help="with --cross-validate: a folder for each fold's weights and held-out texts (tools/eval reads it)")
    arguments = parser.parse_args()

    labelled = read_labelled(arguments.labelled)
    rows, labels, owners = matrix(arguments.program, labelled)
    own = [(*s, None) for s in Maker(7).sentences(arguments.rounds)]
    own_rows, own_labels, _ = matrix(arguments.program, own)
    plain_rows, plain_labels = weak(arguments.program, arguments.plain)
    print(f"words: {len(rows)} labelled, {len(own_rows)} of our own sentences, {len(plain_rows)} of prompts")

    def train(chosen):
        x = np.vstack([rows[chosen], own_rows, plain_rows])
        y = np.concatenate([labels[chosen], own_labels, plain_labels])
        weights = np.concatenate([np.full(len(chosen), 1.0), np.full(len(own_rows), 0.5), np.full(len(plain_rows), 0.3)]).astype(np.float32)
        table = learn(x, y, weights)
        return quantise(table)

    if arguments.cross_validate:
        groups = sorted({t[2] for t in labelled})
        random.Random(3).shuffle(groups)
        fold_of = {g: i % 5 for i, g in enumerate(groups)}
        folds = np.array([fold_of[labelled[o][2]] for o in owners])
        predicted = np.zeros(len(rows), dtype=int)
        for fold in range(5):
            table, scale = train(np.flatnonzero(folds != fold))
            hold_out(arguments, fold, table, scale, fold_of, labelled)
            scores = predict(table, rows[folds == fold]) * scale / 100
            scores[:, 0] += arguments.none_bias
            predicted[folds == fold] = scores.argmax(axis=1)
        report(predicted, labels)
        return
    table, scale = train(np.arange(len(rows)))
    report(predict(table, rows).argmax(axis=1), labels)
    write(table, scale)
    print(f"wrote {TARGET.relative_to(ROOT)}: {np.count_nonzero(table)} weights, scale {scale}")


if __name__ == "__main__":
    main()
