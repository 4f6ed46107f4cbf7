"""The measures as tables for people."""


def percent(measure):
    """A share with its interval, in per cent."""
    if measure is None or measure["value"] is None:
        return "–"
    low, high = measure["interval"]
    return f"{100 * measure['value']:5.1f} ({100 * low:.0f}–{100 * high:.0f})"


def table(head, rows):
    """Columns as wide as what is in them; the first one to the left."""
    rows = [head, *rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    for row in rows:
        print("  " + "  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths))))


def show(name, result):
    print(f"\n{name}: {result['texts']} texts")
    if result.get("learned_from"):
        print("  Trained classifiers have learned from this set: their figures here say what they remember. For held-out figures see tools/train_*/README.md.")
    {"spans": spans, "injection": injection, "content": content}.get(result["kind"], lambda _: None)(result)


def spans(result):
    systems = result["systems"]
    for way in ("overlap", "exact"):
        print(f"\n  {way} matches, per cent with 95 % intervals")
        rows = []
        for label in next(iter(systems.values()))["types"]:
            for name, measures in systems.items():
                entry = measures["types"][label].get(way)
                if entry and (name == "penstock" or entry["precision"]["of"]):
                    real = entry["recall"]["of"]
                    marked = percent(measures["types"][label].get("found_as_anything"))
                    rows.append([f"{label} ({real})", name, *(percent(entry[m]) for m in ("precision", "recall", "f1")), marked])
        table(["label (spans)", "system", "precision", "recall", "F1", "found as anything"], rows)
    print("\n  any type: labels and findings of all types taken as one.")
    print("\n  texts without any label in which something is found")
    table(["system", "per cent"], [[name, percent(m["texts_without_labels_with_findings"])] for name, m in systems.items()])


def binary_row(name, m):
    average = m["average_precision"]
    cells = [percent(m[k]) for k in ("recall", "precision", "f1", "false_positive_rate")]
    return [name, *cells, percent({"value": average, "interval": m["average_precision_interval"]}) if average is not None else "–"]


HEAD = ["system", "recall", "precision", "F1", "false positives", "average precision"]


def injection(result):
    print(f"  {result['positive']} injections")
    table(HEAD, [binary_row(name, m) for name, m in result["systems"].items()])


def content(result):
    rows = []
    for category, entry in result["categories"].items():
        rows += [binary_row(f"{category} ({entry['positive']} of {entry['texts']}), {name}", m) for name, m in entry["systems"].items()]
    table(HEAD, rows)
