"""The features of the classifiers, as Sources/GatewayPolicy/Classify computes them."""

import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import lexicon
from make_fold_tables import folded  # noqa: E402

BITS = 15
# Behind the hashed slots are those of the classes of words, by the class of the one before (0: alone) and their own.
CLASSES = 64
SLOTS = (1 << BITS) + CLASSES * CLASSES
# A word of a class is a pair with the last one of a class if that is so many words before it, or fewer.
REACH = 8
BLOCK = 64
# A bin has so many blocks, and a window two bins.
BIN = 8
# So many features that speak for nothing are added to a window's: a few features are little evidence.
PRIOR = 60
# A window of more features than this is likelier to look like an attack by chance: its odds are divided by how many times as many it has, or by the root of that number when all windows are taken together.
USUAL = 300
# How many blocks a passage has: a few sentences that are judged for themselves in texts of a bin and more, where a window dilutes them. Its odds are divided by the number of passages to this power: among many, one that
# looks like an attack is likelier to be chance.
PASSAGE = {"instructions": 2, "jailbreaks": 2, "violence": 4, "self_harm": 4}
CHANCES = {"instructions": 0.8, "jailbreaks": 1.0, "violence": 1.0, "self_harm": 1.0}
# A symbol that follows so many of the same kind is passed over: a line that is drawn says no more for being long.
RUN = 3
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, LAST = np.uint64(0xD6E8FEB86659FD93), np.uint64(0xA0761D6478BD642F)
BLANK, LOWER, UPPER, DIGIT, BREAK, SYMBOL = range(6)


def kinds():
    """What every byte is."""
    table = np.full(256, SYMBOL, dtype=np.uint8)
    table[[0x20, 0x09, 0x0D]] = BLANK
    table[0x0A] = BREAK
    table[0x30:0x3A] = DIGIT
    table[0x41:0x5B] = UPPER
    table[0x61:0x7B] = LOWER
    table[0x80:] = LOWER
    return table


KINDS = kinds()


def is_hidden(char):
    """Control characters that do not show and separate nothing: FoldedText.isHidden."""
    return char < " " and char not in "\t\n\v\f\r" or char == "\x7f"


def fold(text):
    out = []
    for char in text:
        if ord(char) < 0x80:
            if not is_hidden(char):
                out.append(char)
        else:
            replacement = folded(ord(char))
            out.append(char if replacement is None else replacement)
    return "".join(out)


def slot(keys):
    with np.errstate(over="ignore"):
        return ((keys * GOLDEN) >> np.uint64(64 - BITS)).astype(np.int64)


def packed(lowered, starts, lengths):
    """Up to eight bytes at every start as one number, the first one lowest."""
    columns = np.arange(8)
    bytes_ = lowered[np.minimum(starts[:, None] + columns, len(lowered) - 1)].astype(np.uint64)
    bytes_[columns >= lengths[:, None]] = 0
    return (bytes_ << (np.uint64(8) * columns.astype(np.uint64))).sum(axis=1, dtype=np.uint64)


def words(lowered, is_word):
    """Where every word ends, and its hash: of its first and its last eight bytes and its length."""
    edges = np.flatnonzero(np.diff(is_word.astype(np.int8)))
    starts, ends = edges[::2] + 1, edges[1::2] + 1
    lengths = ends - starts
    first = packed(lowered, starts, np.minimum(lengths, 8))
    last = np.where(lengths > 8, packed(lowered, np.maximum(ends - 8, 0), np.minimum(lengths, 8)), first)
    with np.errstate(over="ignore"):
        hashes = first * FIRST + (last + lengths.astype(np.uint64)) * LAST
    return ends, hashes ^ (hashes >> np.uint64(32))


def classed():
    """The hashes of all words that have a class, in order, and their classes."""
    known = {}
    for word, number in lexicon.folded_classes(fold).items():
        data = np.frombuffer(b" " + word.encode() + b" ", dtype=np.uint8)
        known[int(words(data, np.array([False] + [True] * (len(data) - 2) + [False]))[1][0])] = number
    hashes = np.array(sorted(known), dtype=np.uint64)
    return hashes, np.array([known[int(h)] for h in hashes], dtype=np.int64)


CLASS_HASHES, CLASS_NUMBERS = classed()


def class_slots(ends, hashes):
    """(positions, slots) of the words that have a class, and of those that follow another one."""
    at = np.minimum(np.searchsorted(CLASS_HASHES, hashes), len(CLASS_HASHES) - 1)
    places = np.flatnonzero(CLASS_HASHES[at] == hashes)
    numbers = CLASS_NUMBERS[at[places]]
    near = np.flatnonzero(np.diff(places) <= REACH)
    slots = np.concatenate([numbers, numbers[near] * CLASSES + numbers[near + 1]]) + (1 << BITS)
    return np.concatenate([ends[places], ends[places[near + 1]]]) - 1, slots


def drawn(data, where):
    """Whether the bytes before each place are of a run of the same byte, and there are enough of them."""
    runs = where >= RUN
    for back in range(1, RUN + 1):
        runs &= data[np.maximum(where - back, 0)] == data[where]
    return runs


def features(text):
    """(positions, slots) of all features of a text, and how many bytes it has. A blank is taken to stand before and behind, which positions do not count."""
    data = np.frombuffer(b" " + fold(text).encode("utf-8", "replace") + b" ", dtype=np.uint8)
    kind = KINDS[data]
    is_word = (kind == LOWER) | (kind == UPPER) | (kind == DIGIT)
    lowered = np.where(kind == UPPER, data | 0x20, np.where(is_word, data, 0x20)).astype(np.uint8)
    positions, slots = [], []

    def show(where, keys):
        positions.append(where)
        slots.append(slot(keys))

    # Four bytes of which the two in the middle are of a word; the position is that of the second one.
    if len(data) >= 4:
        where = np.flatnonzero(is_word[1:-2] & is_word[2:-1])
        keys = sum(lowered[where + i].astype(np.uint64) << np.uint64(8 * i) for i in range(4))
        show(where, keys)
    ends, hashes = words(lowered, is_word)
    show(ends - 1, hashes)
    with np.errstate(over="ignore"):
        show(ends[1:] - 1, hashes[:-1] * np.uint64(31) + hashes[1:])
    where, found = class_slots(ends, hashes)
    positions.append(where)
    slots.append(found)
    # What is neither word nor blank: with what stands around it, and after the one before.
    where = np.flatnonzero(kind >= BREAK)
    where = where[~drawn(data, where)]
    around = data[where].astype(np.uint64) | kind[where - 1].astype(np.uint64) << np.uint64(8) | kind[where + 1].astype(np.uint64) << np.uint64(16)
    show(where - 1, around | np.uint64(1 << 40))
    pairs = data[where[:-1]].astype(np.uint64) | data[where[1:]].astype(np.uint64) << np.uint64(8)
    show(where[1:] - 1, pairs | np.uint64(1 << 41))
    return np.concatenate(positions), np.concatenate(slots), len(data) - 2


def blocks(text):
    """The slots of all features by the blocks that they are in, again as often as they occur, and where those of each block begin, with the end of the last one. The last block has what is left over."""
    positions, slots, length = features(text)
    count = max(1, length // BLOCK)
    owner = np.minimum(positions // BLOCK, count - 1)
    return slots[np.argsort(owner, kind="stable")].astype(np.int32), np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=count))])


def windows(read):
    """The slots of every window of a text in blocks: two bins that follow one another, a text of less than two bins whole. The last bin has what is left over."""
    slots, starts = read
    bins = max(1, (len(starts) - 1) // BIN)
    ends = [0] + [starts[BIN * i] for i in range(1, bins)] + [len(slots)]
    return [slots] if bins == 1 else [slots[ends[i] : ends[i + 2]] for i in range(bins - 1)]
