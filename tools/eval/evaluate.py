#!/usr/bin/env python3
"""How well the detectors and classifiers do on labelled sets, beside plain regular expressions and presidio-analyzer without a language model.

    make eval                         the sets in ../shared/eval, or where PENSTOCK_EVAL says
    python3 tools/eval/evaluate.py FOLDER-OR-FILE … [--format json] [--no-presidio] [--program PolicyEval]

A set is a file of JSON lines with "text" and
  * "spans": [{"type", "start", "end"}], offsets in characters: personal data. Precision, recall and F1 by type, for spans that are exactly right and for spans that overlap;
  * "label": 0 or 1: prompt injection. Recall and false-positive rate at the built-in threshold, average precision of the score;
  * 0 or 1 for categories of content (any other whole-number members).
Shares have Wilson intervals of 95 %, F1 has one by drawing texts anew a thousand times.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

import baselines
import measures
import tables

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PRESIDIO = ROOT / ".build/presidio"
# What Presidio is asked for at its usual threshold.
PRESIDIO_VERSION, PRESIDIO_THRESHOLD = "2.2.366", "0.5"

# Sets that the shipped weights have learned from: figures on them say what was remembered, not what to expect.
LEARNED = {
    "pii-presidio-research", "injection-deepset-train", "injection-jailbreaks-dev", "injection-notinject-dev", "injection-wildguard-benign-dev",
    "injection-cyber-benign-dev", "content-openai-moderation-dev",
}

# The label of a set that a finding of ours stands for, by the entity's name.
OURS = {
    "person": "PERSON", "title": "TITLE", "address": "STREET_ADDRESS", "location": "GPE", "zip_code": "ZIP_CODE", "organization": "ORGANIZATION",
    "nationality": "NRP", "age": "AGE", "date": "DATE_TIME", "credit_card": "CREDIT_CARD", "iban": "IBAN_CODE", "ssn": "US_SSN", "itin": "US_SSN",
    "email": "EMAIL_ADDRESS", "phone": "PHONE_NUMBER", "ip_address": "IP_ADDRESS", "url": "DOMAIN_NAME", "domain": "DOMAIN_NAME",
    "driver_license": "US_DRIVER_LICENSE", "passport": "PASSPORT", "national_id": "NATIONAL_ID", "bank_account": "BANK_ACCOUNT", "swift_code": "SWIFT_CODE",
}
# The same for Presidio's.
THEIRS = {
    "PERSON": "PERSON", "LOCATION": "GPE", "ORGANIZATION": "ORGANIZATION", "NRP": "NRP", "DATE_TIME": "DATE_TIME", "CREDIT_CARD": "CREDIT_CARD",
    "IBAN_CODE": "IBAN_CODE", "US_SSN": "US_SSN", "US_ITIN": "US_SSN", "EMAIL_ADDRESS": "EMAIL_ADDRESS", "PHONE_NUMBER": "PHONE_NUMBER",
    "IP_ADDRESS": "IP_ADDRESS", "URL": "DOMAIN_NAME", "US_DRIVER_LICENSE": "US_DRIVER_LICENSE", "US_PASSPORT": "PASSPORT",
    "US_BANK_NUMBER": "BANK_ACCOUNT",
}
# Spellings of other sets.
LABELS = {"LOCATION": "GPE", "SSN": "US_SSN", "IBAN": "IBAN_CODE", "URL": "DOMAIN_NAME", "ADDRESS": "STREET_ADDRESS", "ORG": "ORGANIZATION"}


def run(command, texts):
    """One line of JSON for every text from a program that reads lines of JSON."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    done = subprocess.run(command, input=lines, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def our_spans(program, texts):
    """Our findings in characters."""
    result = []
    for text, answer in zip(texts, run([program, "spans"], texts)):
        positions, byte = {}, 0
        for index, character in enumerate(text):
            positions[byte] = index
            byte += len(character.encode())
        positions[byte] = len(text)
        result.append([(positions.get(s["start"], 0), positions.get(s["end"], len(text)), OURS.get(s["entity"], s["entity"])) for s in answer["spans"]])
    return result


def held_out_spans(program, folder):
    """Rows and our findings of texts that the weights in use have not seen, as tools/train_entities leaves them."""
    rows, findings = [], []
    for weights in sorted(folder.glob("*.weights")):
        os.environ["PENSTOCK_EVAL_WEIGHTS"] = str(weights)
        part = [json.loads(line) for line in open(weights.with_suffix(".jsonl"), encoding="utf-8")]
        rows += part
        findings += our_spans(program, [row["text"] for row in part])
    os.environ.pop("PENSTOCK_EVAL_WEIGHTS", None)
    return rows, findings


def presidio_python():
    """The interpreter of an environment with presidio-analyzer, made when it can be; None if not."""
    python = PRESIDIO / "bin/python"
    if not python.exists():
        print(f"installing presidio-analyzer {PRESIDIO_VERSION} into {PRESIDIO.relative_to(ROOT)} …", file=sys.stderr)
        made = subprocess.run([sys.executable, "-m", "venv", str(PRESIDIO)]).returncode == 0
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"presidio-analyzer=={PRESIDIO_VERSION}"]
        if not made or subprocess.run(pip).returncode != 0:
            subprocess.run(["rm", "-rf", str(PRESIDIO)])
            return None
    return str(python)


def evaluate_spans(rows, systems):
    """Measures of every system for every label, by exact and by overlapping spans, and of all labels together."""
    gold = [[(s["start"], s["end"], LABELS.get(s["type"], s["type"])) for s in row["spans"]] for row in rows]
    labels = sorted({label for spans in gold for *_, label in spans}, key=lambda l: -sum(l == x for s in gold for *_, x in s))
    result = {}
    for name, findings in systems.items():
        known = [[f for f in found if f[2] in labels] for found in findings]
        types = {label: {} for label in labels}
        for way in ("exact", "overlap"):
            counts = {
                label: [measures.matched([g[:2] for g in a if g[2] == label], [f[:2] for f in b if f[2] == label], way == "exact")
                        for a, b in zip(gold, known)]
                for label in labels
            }
            for label in labels:
                types[label][way] = measures.summary(counts[label])
            together = [tuple(map(sum, zip(*(counts[label][i] for label in labels)))) for i in range(len(rows))]
            types.setdefault("all types", {})[way] = measures.summary(together)
        for label in labels:
            marked = [measures.matched([g[:2] for g in a if g[2] == label], [f[:2] for f in b], False) for a, b in zip(gold, findings)]
            types[label]["found_as_anything"] = measures.share(sum(m[3] for m in marked), sum(m[2] for m in marked))
        anything = [measures.matched([g[:2] for g in a], [f[:2] for f in b], False) for a, b in zip(gold, findings)]
        types["any type"] = {"overlap": measures.summary(anything)}
        clean = [bool(found) for spans, found in zip(gold, findings) if not spans]
        result[name] = {"types": types, "texts_without_labels_with_findings": measures.share(sum(clean), len(clean))}
    return {"kind": "spans", "texts": len(rows), "systems": result}


def evaluate_injection(rows, program):
    labels = [int(row["label"]) for row in rows]
    texts = [row["text"] for row in rows]
    systems = {"regexes": measures.binary([baselines.injection(text) for text in texts], labels)}
    answers = run([program, "scores"], texts)
    if all(a["injection"] is not None for a in answers):
        flags = [a["injection"] >= a["injection_threshold"] for a in answers]
        systems = {"penstock": measures.binary(flags, labels, [a["injection"] for a in answers])} | systems
    return {"kind": "injection", "texts": len(rows), "positive": sum(labels), "systems": systems}


def evaluate_content(rows, program):
    texts, answers = [row["text"] for row in rows], run([program, "scores"], [row["text"] for row in rows])
    categories = sorted({key for row in rows for key, value in row.items() if key != "text" and value in (0, 1)})
    result = {}
    for category in categories:
        chosen = [i for i, row in enumerate(rows) if category in row]
        labels = [int(rows[i][category]) for i in chosen]
        systems = {}
        if all(category in answers[i]["content"] for i in chosen):
            scores = [answers[i]["content"][category] for i in chosen]
            systems["penstock"] = measures.binary([s >= answers[i]["content_threshold"] for s, i in zip(scores, chosen)], labels, scores)
        words = [baselines.content(texts[i], category) for i in chosen]
        if words and words[0] is not None:
            systems["regexes"] = measures.binary(words, labels)
        result[category] = {"texts": len(chosen), "positive": sum(labels), "systems": systems}
    return {"kind": "content", "texts": len(rows), "categories": result}


def evaluate(path, program, presidio):
    rows = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    if not rows:
        return {"kind": "empty", "texts": 0}
    if "spans" in rows[0]:
        texts = [row["text"] for row in rows]
        systems = {"penstock": our_spans(program, texts), "regexes": [baselines.spans(text) for text in texts]}
        if presidio:
            found = run([presidio, str(ROOT / "tools/eval/presidio_spans.py"), PRESIDIO_THRESHOLD], texts)
            systems["presidio"] = [[(a, b, THEIRS.get(kind, kind)) for a, b, kind in spans] for spans in found]
        return evaluate_spans(rows, systems)
    return evaluate_injection(rows, program) if "label" in rows[0] else evaluate_content(rows, program)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", default=[os.environ.get("PENSTOCK_EVAL") or str(ROOT / "../shared/eval")])
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--cross-validated", type=pathlib.Path, help="a folder of train.py --cross-validate --held-out: spans with the weights of each fold")
    parser.add_argument("--no-presidio", action="store_true")
    parser.add_argument("--program", default=str(ROOT / ".build/release/PolicyEval"))
    arguments = parser.parse_args()
    if arguments.cross_validated:
        rows, findings = held_out_spans(arguments.program, arguments.cross_validated)
        return tables.show("cross-validated by sentence template", evaluate_spans(rows, {"penstock": findings}))
    files = [f for s in map(pathlib.Path, arguments.sets) for f in (sorted(s.glob("*.jsonl")) if s.is_dir() else [s])]
    files = [f for f in files if f.exists()]
    if not files:
        sys.exit(f"no sets (*.jsonl) in {', '.join(arguments.sets)}: name a folder, or set PENSTOCK_EVAL")
    presidio = None if arguments.no_presidio else presidio_python()
    results = {file.stem: evaluate(file, arguments.program, presidio) | {"learned_from": file.stem in LEARNED} for file in files}
    if arguments.format == "json":
        print(json.dumps({"presidio": bool(presidio), "sets": results}, indent=1))
        return
    if not presidio:
        print("presidio-analyzer: not compared (" + ("--no-presidio" if arguments.no_presidio else "it cannot be installed here") + ")")
    for name, result in results.items():
        tables.show(name, result)


if __name__ == "__main__":
    main()
