"""Long texts, most of them harmless, each with the fold that it belongs to: the labelled texts are nearly all short unless they are jailbreaks, so that length alone would be taken for an attack.

`python3 long_texts.py` takes this repository's pages anew."""

import hashlib
import json
import lzma
import pathlib
import random

import prose_texts
from grammar import Grammar

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGES = pathlib.Path(__file__).parent / "pages.json.xz"
# Pages and sources of this repository that hold attacks and harmful words, or none but numbers.
LEFT_OUT = ("policies.md", "0012-", "0017-", "0019-", "Classify/", "Judge/", "Entities/", "Tables.swift")
PIECE, SHORTEST = 4096, 1200
LENGTHS = (1200, 2500, 4000)


def joined(texts, fold, folds, each, seed):
    """Harmless texts of one fold one after another: (text, fold)."""
    chance, result = random.Random(seed), []
    for number in range(folds):
        pool = [text for text in texts if fold(text) == number]
        for _ in range(each):
            parts = chance.sample(pool, min(len(pool), chance.randint(6, 16)))
            result.append((chance.choice(["\n\n", "\n", " "]).join(parts)[:4000], number))
    return result


def embedded(attacks, harmless, fold, seed):
    """Attacks between harmless texts of their fold, no longer than a window: (text, fold)."""
    chance, pools, result = random.Random(seed), {}, []
    for text in harmless:
        pools.setdefault(fold(text), []).append(text)
    for attack in attacks:
        number = fold(attack)
        before, behind = (chance.choice(pools[number])[:450] for _ in range(2))
        result.append((before + chance.choice(["\n\n", " ", "\n"]) + attack[:600] + "\n" + behind, number))
    return result


def prose(folds, each, seed):
    """Documents of our own: (text, fold). Every fold has documents of all kinds: figures on them flatter."""
    grammar = Grammar(prose_texts.LISTS, seed)
    texts = [text for kind in prose_texts.KINDS for length in LENGTHS for text in prose_texts.documents(grammar, kind, each, length)]
    return [(text, number % folds) for number, text in enumerate(texts)]


def repository(folds):
    """Pieces of this repository's pages and sources as they once were, so that every run has the same, all of a file in one fold: (text, fold)."""
    with lzma.open(PAGES, "rt", encoding="utf-8") as file:
        return [(text, int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds) for name, text in json.load(file)]


def pages():
    """Every second piece of this repository's pages and sources: (name of the file, text)."""
    files = [*ROOT.glob("*.md"), ROOT / "LICENSE", *ROOT.glob("docs/**/*.md"), *ROOT.glob("Sources/**/*.swift"), *ROOT.glob("tools/*.py")]
    result = []
    for path in sorted(files):
        name = path.relative_to(ROOT).as_posix()
        if any(part in name for part in LEFT_OUT):
            continue
        text = path.read_text(encoding="utf-8")
        result += [(name, text[i : i + PIECE]) for i in range(0, len(text), PIECE) if len(text) - i > SHORTEST]
    return result[::2]


if __name__ == "__main__":
    PAGES.write_bytes(lzma.compress(json.dumps(pages(), ensure_ascii=False).encode()))
