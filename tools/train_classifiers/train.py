"""Trains the classifiers and writes their weights. See README.md."""

import argparse
import hashlib
import json
import os
import sys

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../eval"))
import attack_texts  # noqa: E402
import content_sentences
import features
import harm_texts
import jailbreak_texts
import language_texts
import long_texts
import output
import overlap
import plain_texts
import self_harm_texts
import sentences
import short_texts
import system_texts
import violence_texts
import written_texts
from grammar import Grammar
from measures import average_precision, average_precision_interval, wilson

FOLDS = 6
# The fold that no choice was made on.
ASIDE = 5
# The most false alarms among the ordinary texts of any one set at the threshold of the injection classifiers.
FALSE_ALARMS = 0.02
ORDINARY = ("deepset", "notinject", "wildguard", "cyber", "short", "systems", "joined", "prose", "repository")
LABELLED = ("injection-deepset-train", "injection-jailbreaks-dev", "injection-notinject-dev", "injection-wildguard-benign-dev", "injection-cyber-benign-dev", "content-openai-moderation-dev")
# The most texts of one rule for short prompts.
SHORT_TEXTS = 12
STRENGTH = {"instructions": 20, "jailbreaks": 20, "violence": 10, "self_harm": 40}
# How much less the classes of words are regularised than the other features: the root of it.
CLASS_SCALE = {"instructions": 1, "jailbreaks": 1, "violence": 3, "self_harm": 1}
# How strongly a feature's regularisation follows how differently both classes have it: 0 not at all.
CONTRAST = {"instructions": 0, "jailbreaks": 0.5, "violence": 0.5, "self_harm": 0.5}
# How many times as much a classifier counts the texts of a source with a label: those that it finds, and the ordinary ones whose false alarms decide where its threshold is.
EMPHASIS = {
    "instructions": {("deepset", 1): 2, ("embedded", 1): 2, ("repository", 0): 4, ("joined", 0): 4, ("systems", 0): 2},
    "jailbreaks": {("jailbreaks", 1): 8, ("wildguard", 0): 8, ("repository", 0): 8, ("joined", 0): 4, ("systems", 0): 4, ("short", 0): 4, ("own plain", 0): 2},
}
# What is taken from a classifier's scores: both for injection share a threshold, and short ordinary texts, which hold nothing of jailbreaks, reach it by the odds of the other.
HANDICAP = {"instructions": 0.5}
# The weight of texts of our own beside the labelled ones.
OWN_SHARE = {"violence": 0.3, "self_harm": 1.0}
# Texts that were written one by one: those of one category of harm are none of the other, with this weight. The others only measure.
WRITTEN_OTHER = 0.3
WRITTEN = ("jailbreaks", "embedded", "languages", "languages_later", "systems")
UNLEARNED = (*(f"written {name}" for name in WRITTEN), "unlearned")
LEVELS = {"low": 0.04, "medium": 0.01, "high": 0.002}


def read(directory, name):
    with open(os.path.join(directory, name + ".jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Corpus:
    """Texts with labels, as windows with features. `rows` are (text, label, source, weight); `folds` has the folds of the texts whose beginning does not say theirs."""

    def __init__(self, rows, folds=None):
        self.labels = np.array([label for _, label, _, _ in rows])
        self.sources = np.array([source for _, _, source, _ in rows])
        owner, weights, sizes, slots, values, pointers = [], [], [], [], [], [0]
        runs, run_starts, run_owner = [], [0], []
        for index, (text, _, _, weight) in enumerate(rows):
            read = features.blocks(text)
            parts = features.windows(read)
            if len(read[1]) > features.BIN:
                runs.append(read[0])
                run_starts += (run_starts[-1] + read[1][1:]).tolist()
                run_owner += [index] * (len(read[1]) - 1)
            for part in parts:
                found, counts = np.unique(part, return_counts=True)
                slots.append(found)
                values.append(counts / (len(part) + features.PRIOR) ** 0.5)
                pointers.append(pointers[-1] + len(found))
                owner.append(index)
                sizes.append(len(part))
                weights.append(weight / len(parts) ** 0.5)
        self.owner, self.weights, self.sizes = np.array(owner), np.array(weights), np.array(sizes)
        self.folds = np.array([(folds or {}).get(row[0], fold(row[0])) for row in rows])
        self.matrix = sparse.csr_matrix((np.concatenate(values), np.concatenate(slots), pointers), shape=(len(owner), features.SLOTS))
        self.block_slots, self.block_starts, self.block_owner = np.concatenate([*runs, np.zeros(0, dtype=np.int32)]), np.array(run_starts), np.array(run_owner, dtype=int)

    def fit(self, rows, name):
        """The weights and the intercept of a classifier, learned from windows. Each feature is scaled by the logarithm of how much more often one class has it than the other, to the power of its contrast:
        what tells the classes apart is regularised less. The scale is part of the weight afterwards."""
        matrix, labels, weights = self.matrix[rows], self.labels[self.owner[rows]], (self.weights * self.emphasis(name)[self.owner])[rows]
        present = (matrix > 0).T
        shares = [present @ (weights * (labels == label)) + 1 for label in (0, 1)]
        scale = (np.abs(np.log(shares[1] / shares[1].sum()) - np.log(shares[0] / shares[0].sum())) + 0.3) ** CONTRAST[name]
        scale /= np.sqrt((scale**2).mean())
        scale[1 << features.BITS :] *= CLASS_SCALE[name]
        model = LogisticRegression(C=STRENGTH[name], max_iter=400, solver="liblinear", random_state=0)
        model.fit(matrix @ sparse.diags(scale), labels, sample_weight=weights)
        return model.coef_[0] * scale, float(model.intercept_[0]) - HANDICAP.get(name, 0)

    def emphasis(self, name):
        """How many times as much every text counts for a classifier."""
        result = np.ones(len(self.labels))
        for (source, label), times in EMPHASIS.get(name, {}).items():
            result[(self.sources == source) & (self.labels == label)] = times
        return result

    def best(self, windows):
        """The best window's score of every text."""
        result = np.full(len(self.labels), -1e9)
        np.maximum.at(result, self.owner, windows)
        return result

    def passages(self, model, name):
        """The score of every text's best passage, less what its chances are worth: texts of a bin and more, and passages whose sum speaks for the class. See features.PASSAGE."""
        (weights, intercept), length = model, features.PASSAGE[name]
        sums = np.concatenate([[0], np.cumsum(weights[self.block_slots])])[self.block_starts]
        first = np.arange(max(len(self.block_owner) - length + 1, 0))
        first = first[self.block_owner[first] == self.block_owner[first + length - 1]]
        owner, sums = self.block_owner[first], sums[first + length] - sums[first]
        sizes, numbers = self.block_starts[first + length] - self.block_starts[first], np.bincount(owner, minlength=len(self.labels))
        result = np.full(len(self.labels), -1e9)
        np.maximum.at(result, owner, np.where(sums > 0, intercept + sums / (sizes + features.PRIOR) ** 0.5 - features.CHANCES[name] * np.log(numbers[owner]), -1e9))
        return result

    def harm(self, model, name):
        """The score of every text for a category of content: the larger of the best window's odds by the number of windows, as a logarithm, and the best passage."""
        counts = np.bincount(self.owner, minlength=len(self.labels))
        return np.maximum(self.best(self.scores(model)) - np.log(counts), self.passages(model, name))

    def scores(self, model):
        """The score of every window."""
        return self.matrix @ model[0] + model[1]

    def odds(self, model, name):
        """The logarithm of every text's odds: the largest of the square of the mean root of its windows' odds, by the fourth root of their number, the best window's odds by the square of that number, and the best passage.
        See features.USUAL for what windows' odds are divided by."""
        windows = self.scores(model)
        counts, excess = np.bincount(self.owner, minlength=len(self.labels)), np.log(np.maximum(self.sizes / features.USUAL, 1))
        damped = windows - excess / 2
        best = self.best(damped)
        sums = np.bincount(self.owner, np.exp((damped - best[self.owner]) / 2), minlength=len(best))
        return np.maximum.reduce([best + 2 * np.log(sums / counts) - np.log(counts) / 4, self.best(windows - excess) - 2 * np.log(counts), self.passages(model, name)])

    def cross_validated(self, name, use, together):
        """The score of every text by a model that has not seen its fold, its windows' scores taken together in one way; `use` are the texts to learn from. The fold kept aside is never learned from."""
        result = np.zeros(len(self.labels))
        for test in range(FOLDS):
            learned = use & (self.folds != test) & (self.folds != ASIDE)
            scores = together(self.fit(np.flatnonzero(learned[self.owner]), name), name)
            result[self.folds == test] = scores[self.folds == test]
        return result

    def final(self, name, use):
        return self.fit(np.flatnonzero(use[self.owner]), name)


def fold(text):
    """Near-duplicates, which begin alike, are in one fold."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return int(hashlib.sha256(" ".join(words)[:40].encode("utf-8", "replace")).hexdigest(), 16) % FOLDS


def quantised(model):
    weights, intercept = model
    scale = np.abs(weights).max() / 127
    return np.round(weights / scale).astype(np.int8), float(scale), intercept


def say(*parts):
    print(*parts, file=sys.stderr, flush=True)


def labelled_injection(directory):
    weights = {"injection-deepset-train": 2.0, "injection-jailbreaks-dev": 1.0, "injection-notinject-dev": 3.0, "injection-wildguard-benign-dev": 2.0, "injection-cyber-benign-dev": 1.0}
    rows = [(row["text"], row["label"], name.split("-")[1], weight) for name, weight in weights.items() for row in read(directory, name)]
    return rows + [(row["text"], 0, "moderation", 1.0) for row in read(directory, "content-openai-moderation-dev")]


def short(grammar, name="short"):
    """Short everyday prompts, each with its fold. All texts of a rule are in one fold; a third of the rules is kept aside."""
    folds = {}
    for rule in grammar.lists[name]:
        kept = int(hashlib.sha256(rule.encode()).hexdigest(), 16) % (3 * ASIDE)
        for text in grammar.expansions(rule, SHORT_TEXTS):
            folds.setdefault(text, ASIDE if kept < ASIDE else kept % ASIDE)
    return folds


def long(rows, folds, seed):
    """Adds long texts to rows and their folds: harmless ones of the rows joined, attacks between harmless ones, prose of our own, this repository."""
    harmless = [text for text, label, source, _ in rows if label == 0 and source in ("deepset", "notinject", "wildguard", "cyber", "moderation")]
    kinds = {
        ("joined", 0, 1.0): long_texts.joined(harmless, fold, FOLDS, 45, seed),
        ("prose", 0, 0.7): long_texts.prose(FOLDS, 12, seed),
        ("repository", 0, 0.7): long_texts.repository(FOLDS),
        ("embedded", 1, 0.5): long_texts.embedded([text for text, label, source, _ in rows if label == 1 and source == "deepset"], harmless, fold, seed),
    }
    for (source, label, weight), texts in kinds.items():
        rows += [(text, label, source, weight) for text, _ in texts]
        folds.update(texts)


def injection_texts(directory):
    """Rows and folds."""
    attacks, plain = Grammar(attack_texts.LISTS, 1), Grammar(plain_texts.LISTS, 2)
    rows = labelled_injection(directory)
    rows += [(text, 1, "own attacks", 0.5) for text in sentences.attacks(1, 60)] + [(text, 0, "own plain", 0.7) for text in sentences.harmless(1, 600)]
    rows += [(text, 1, "own attacks", 0.4) for text in attacks.texts("own", 1200)] + [(text, 1, "own jailbreaks", 0.4) for text in attacks.texts("jail", 400)]
    harmless = plain.texts("plain", 2500) + attacks.texts("lead", 300)
    rows += [(text, 0, "own plain", 0.4) for text in harmless]
    # Word by word, as keywords are written.
    rows += [(", ".join(text.replace(",", "").split()), 0, "own plain", 0.2) for text in harmless[::12]]
    kinds = Grammar(jailbreak_texts.LISTS, 7)
    rows += [(text, 1, "own jailbreaks", 0.05) for text in kinds.texts("jailkinds", 3000)] + [(text, 0, "own plain", 0.05) for text in kinds.texts("fairkinds", 2000)]
    rows += [(text, label, f"written {name}", 1.0) for name in WRITTEN for text, label in written_texts.texts(name)]
    rows += [(text, 0, "own plain", 0.12) for text in Grammar(language_texts.LISTS, 9).texts("fairs", 1000)]
    folds = short(Grammar(short_texts.LISTS, 3))
    rows += [(text, 0, "short", 1.0) for text in folds]
    ordinary = short(Grammar(system_texts.LISTS, 10), "systems")
    rows += [(text, 0, "systems", 1.0) for text in ordinary] + [(text, 0, "own plain", 0.4) for text, _ in system_texts.repeated()]
    folds |= ordinary | {text: fold(word) for text, word in system_texts.repeated()}
    long(rows, folds, 11)
    check(directory, rows)
    return rows, folds


def check(directory, rows):
    """Ends the run if a text of our own follows a labelled one."""
    own = ("own", "own attacks", "own plain", "own jailbreaks", "short", "systems", "prose", "written")
    labelled = overlap.Labelled(row["text"] for name in LABELLED for row in read(directory, name))
    labelled.demand_none(text for text, _, source, _ in rows if source in own or source in UNLEARNED)
    # Five syllables or letters in a row are a turn of phrase in some of their languages.
    kept = overlap.Labelled((text for name in ("languages", "languages_later", "systems") for text, _ in written_texts.texts(name)), 7)
    kept.demand_none(text for text, _, source, _ in rows if source in own)


def injection(directory, path):
    """Two classifiers: attacks on instructions, and jailbreaks. A text's score is the logarithm of the sum of both odds. Scores out of fold go to a file if a path is given."""
    rows, folds = injection_texts(directory)
    corpus = Corpus(rows, folds)
    without = {"instructions": ["jailbreaks", "own jailbreaks"], "jailbreaks": ["deepset", "own attacks", "embedded"]}
    learned = ~np.isin(corpus.sources, UNLEARNED)
    uses = {name: learned & ~((corpus.labels == 1) & np.isin(corpus.sources, sources)) for name, sources in without.items()}
    scores = np.logaddexp(*[corpus.cross_validated(name, use, corpus.odds) for name, use in uses.items()])
    harmless, seen = corpus.labels == 0, corpus.folds != ASIDE
    limits = {source: float(np.quantile(scores[harmless & seen & (corpus.sources == source)], 1 - FALSE_ALARMS, method="higher")) for source in ORDINARY}
    say("injection, thresholds by set:", *(f"{source} {limit:.2f}" for source, limit in limits.items()))
    threshold = max(limits.values())
    if path:
        output.write_scores(path, rows, corpus.folds == ASIDE, scores - threshold)
    for name, chosen in (("cross-validated", seen), ("kept aside", ~seen)):
        shares = []
        for label in (1, 0):
            for source in ("jailbreaks", "embedded", "moderation", *UNLEARNED, *ORDINARY):
                part = chosen & (corpus.sources == source) & (corpus.labels == label)
                if part.any():
                    found = int((scores[part] > threshold).sum())
                    low, high = wilson(found, int(part.sum()))
                    shares.append(f"{source} {found / part.sum():.3f} ({low:.2f}-{high:.2f}) of {part.sum()}")
            shares.append("| false:" if label else "")
        say(f"injection, {name}: recall", *shares)
    return [quantised(corpus.final(name, use)) for name, use in uses.items()], [threshold]


def content_texts(directory, name):
    """Rows and folds."""
    lists = plain_texts.LISTS | violence_texts.LISTS
    violent, harming = Grammar(lists, 5), Grammar(plain_texts.LISTS | self_harm_texts.LISTS, 6)
    own = {"violence": violent.texts("violent", 2000)[:2000], "self_harm": harming.texts("harming", 2000)[:2000]}
    peaceful = violent.texts("peaceful", 2000)[:2000] + harming.texts("well", 2000)[:2000] + violent.texts("plain", 1000)[:1000]
    if name == "violence":
        older, opposite = content_sentences.violent(3, 500), content_sentences.self_harm(4, 60)
    else:
        older, opposite = content_sentences.self_harm(3, 225), content_sentences.violent(4, 200)
    other = own["self_harm" if name == "violence" else "violence"]
    share = OWN_SHARE[name]
    rows = [(row["text"], row[name], "moderation", 4.0 if row[name] else 1.5) for row in read(directory, "content-openai-moderation-dev")]
    rows += [(row["text"], 0, "benign", 0.7) for source in ("injection-wildguard-benign-dev", "injection-notinject-dev") for row in read(directory, source)]
    rows += [(text, 1, "own", 0.25 * share) for text in own[name] + older]
    rows += [(text, 0, "own", 0.4 * share) for text in peaceful + content_sentences.harmless() + opposite]
    rows += [(text, 0, "own", 0.2 * share) for text in other[: len(other) // 3]]
    if name == "violence":
        kinds = Grammar(harm_texts.LISTS, 8)
        rows += [(text, 1, "own", 0.02 * share) for text in kinds.texts("harmful", 3000)] + [(text, 0, "own", 0.02 * share) for text in kinds.texts("harmless", 3000)]
    rows += [(text, 0, "written", WRITTEN_OTHER) for text, _ in written_texts.texts("self_harm" if name == "violence" else "violence")]
    # To measure only: as texts to learn from they lose.
    rows += [(text, label, "unlearned", 1.0) for text, label in written_texts.texts(name)]
    check(directory, rows)
    texts = long_texts.prose(FOLDS, 12, 11) + long_texts.repository(FOLDS)
    return rows + [(text, 0, "long", 0.3) for text, _ in texts], dict(texts)


def content(directory, name):
    rows, folds = content_texts(directory, name)
    corpus = Corpus(rows, folds)
    use = ~np.isin(corpus.sources, UNLEARNED)
    scores = corpus.cross_validated(name, use, corpus.harm)
    labelled, seen = corpus.sources == "moderation", corpus.folds != ASIDE
    for kind, chosen in (("cross-validated", labelled & seen), ("kept aside", labelled & ~seen), ("written one by one, not learned from", ~use)):
        chosen_scores, chosen_labels = scores[chosen].tolist(), corpus.labels[chosen].tolist()
        low, high = average_precision_interval(chosen_scores, chosen_labels)
        say(f"{name}, {kind}: average precision {average_precision(chosen_scores, chosen_labels):.3f} ({low:.2f}-{high:.2f}) of {sum(chosen_labels)} and {len(chosen_labels) - sum(chosen_labels)}")
    # The levels are shares of false alarms among the labelled texts without the category, and among long ones.
    sets = [np.isin(corpus.sources, sources) & (corpus.labels == 0) for sources in (["moderation", "benign"], ["long"])]
    levels = [max(float(np.quantile(scores[part], 1 - share)) for part in sets) for share in LEVELS.values()]
    for level, threshold in zip(LEVELS, levels):
        say(f"{name}, {level}: recall {(scores[labelled & (corpus.labels == 1)] > threshold).mean():.3f}, false alarms", *(f"{(scores[part] > threshold).mean():.4f}" for part in sets))
    return [quantised(corpus.final(name, use))], levels


def main():
    parser = argparse.ArgumentParser()
    default = os.environ.get("PENSTOCK_SHARED", os.path.join(os.path.dirname(__file__), "../../../shared"))
    parser.add_argument("--data", default=os.path.join(default, "eval"))
    root = os.path.join(os.path.dirname(__file__), "../..")
    parser.add_argument("--output", default=os.path.join(root, "Sources/GatewayPolicy/Classify/ClassifierWeights.swift"))
    parser.add_argument("--vectors", default=os.path.join(root, "Tests/GatewayPolicyTests/Fixtures/classifier-vectors.json"))
    parser.add_argument("--scores", help="a file for the scores out of fold of what finds attacks, for tools/eval/whole_detector.py")
    parser.add_argument("--only-scores", action="store_true", help="ends when these are written")
    options = parser.parse_args()
    models = {output.INJECTION: injection(options.data, options.scores)}
    if options.only_scores:
        return
    models |= {name: content(options.data, name) for name in ("violence", "self_harm")}
    output.write_weights(options.output, models)
    output.write_vectors(options.vectors, models)


if __name__ == "__main__":
    main()
