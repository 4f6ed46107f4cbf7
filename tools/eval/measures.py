"""The arithmetic: intervals, span matching, average precision. No dependency."""

import math
import random


def wilson(hits, total):
    """The 95 % interval of a share."""
    if not total:
        return (0.0, 1.0)
    z, share = 1.959964, hits / total
    middle = share + z * z / (2 * total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (max(0.0, (middle - half) / (1 + z * z / total)), min(1.0, (middle + half) / (1 + z * z / total)))


def share(hits, total):
    """A share with its interval; None of nothing."""
    return {"value": hits / total if total else None, "hits": hits, "of": total, "interval": wilson(hits, total)}


def f1(found, right, real, caught):
    """F1 of counts: findings, right ones of them, labelled spans, caught ones of them."""
    precision, recall = (right / found if found else 0.0), (caught / real if real else 0.0)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def bootstrap(counts, rounds=1000, seed=11):
    """The 95 % interval of F1, drawing texts: `counts` has (found, right, real, caught) for every text that has any."""
    if not counts:
        return (0.0, 1.0)
    draw, values = random.Random(seed), []
    for _ in range(rounds):
        sums = [0, 0, 0, 0]
        for row in draw.choices(counts, k=len(counts)):
            for i in range(4):
                sums[i] += row[i]
        values.append(f1(*sums))
    values.sort()
    return (values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1])


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def matched(labels, findings, exact):
    """(found, right, real, caught) of the spans of one text."""
    same = (lambda a, b: a == b) if exact else overlaps
    right = sum(any(same(f, l) for l in labels) for f in findings)
    caught = sum(any(same(f, l) for f in findings) for l in labels)
    return (len(findings), right, len(labels), caught)


def summary(rows):
    """Precision, recall and F1 with intervals, of one row of counts for every text."""
    rows = [r for r in rows if any(r)]
    sums = [sum(r[i] for r in rows) for i in range(4)]
    return {
        "precision": share(sums[1], sums[0]), "recall": share(sums[3], sums[2]),
        "f1": {"value": f1(*sums), "interval": bootstrap(rows)},
    }


def average_precision(scores, labels):
    """The mean precision over the positives, in the order of their scores; equal scores count together."""
    ranked = sorted(zip(scores, labels), key=lambda pair: -pair[0])
    positives, seen, hits, total, index = sum(labels), 0, 0, 0.0, 0
    if not positives:
        return None
    while index < len(ranked):
        end = index
        while end < len(ranked) and ranked[end][0] == ranked[index][0]:
            end += 1
        group = sum(label for _, label in ranked[index:end])
        hits, seen = hits + group, end
        total += group * hits / seen
        index = end
    return total / positives


def average_precision_interval(scores, labels, rounds=300, seed=11):
    """The 95 % interval of the average precision, drawing texts."""
    pairs, draw = list(zip(scores, labels)), random.Random(seed)
    values = [average_precision(*zip(*draw.choices(pairs, k=len(pairs)))) for _ in range(rounds)]
    values = sorted(v for v in values if v is not None)
    return (values[int(0.025 * len(values))], values[int(0.975 * len(values)) - 1]) if values else (0.0, 1.0)


def binary(flags, labels, scores=None):
    """Recall, precision, F1 and false-positive rate of yes-or-no answers; average precision of scores."""
    hits = sum(1 for f, l in zip(flags, labels) if f and l)
    false = sum(1 for f, l in zip(flags, labels) if f and not l)
    real, clean = sum(labels), len(labels) - sum(labels)
    rows = [(int(f), int(f and l), int(l), int(f and l)) for f, l in zip(map(bool, flags), map(bool, labels))]
    return {
        "recall": share(hits, real), "precision": share(hits, hits + false), "false_positive_rate": share(false, clean),
        "f1": {"value": f1(hits + false, hits, real, hits), "interval": bootstrap([r for r in rows if any(r)])} if real else None,
        "average_precision": average_precision(scores, labels) if scores is not None else None,
        "average_precision_interval": average_precision_interval(scores, labels) if scores is not None and any(labels) else None,
    }
