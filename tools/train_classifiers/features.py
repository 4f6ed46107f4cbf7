"""The features of the classifiers, as Sources/GatewayPolicy/Classify/TextFeatures.swift computes them."""

import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from make_fold_tables import folded  # noqa: E402

BITS = 15
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MASK = (1 << 64) - 1
WINDOW = 1000
STRIDE = 500
GRAM = 4


def fold(text):
    out = []
    for char in text:
        if ord(char) < 0x80:
            out.append(char)
        else:
            replacement = folded(ord(char))
            out.append(char if replacement is None else replacement)
    return "".join(out)


def normalized(text):
    """Folded, in lower case, everything but letters and digits as single blanks, a blank at both ends."""
    result = bytearray(b" ")
    for byte in fold(text).encode("utf-8", "replace"):
        if 0x41 <= byte <= 0x5A:
            byte |= 0x20
        if 0x30 <= byte <= 0x39 or 0x61 <= byte <= 0x7A or byte >= 0x80:
            result.append(byte)
        elif result[-1] != 0x20:
            result.append(0x20)
    if result[-1] != 0x20:
        result.append(0x20)
    return bytes(result)


def windows(data):
    if len(data) <= WINDOW:
        return [data]
    starts = list(range(0, len(data) - WINDOW, STRIDE)) + [len(data) - WINDOW]
    return [data[start : start + WINDOW] for start in starts]


def slot(key):
    return ((key * int(GOLDEN)) & MASK) >> (64 - BITS)


def features(data):
    """The slots of one window, each once."""
    slots = []
    if len(data) >= GRAM:
        array = np.frombuffer(data, dtype=np.uint8).astype(np.uint64)
        keys = sum(array[i : len(array) - GRAM + 1 + i] << np.uint64(8 * i) for i in range(GRAM))
        with np.errstate(over="ignore"):
            slots.append(((keys * GOLDEN) >> np.uint64(64 - BITS)).astype(np.int64))
    words = []
    previous = 0
    for word in data.split(b" "):
        if not word:
            continue
        value = 0xCBF29CE484222325
        for byte in word:
            value = ((value ^ byte) * 0x100000001B3) & MASK
        words.append(slot(value))
        if previous:
            words.append(slot((previous * 31 + value) & MASK))
        previous = value
    slots.append(np.array(words, dtype=np.int64))
    return np.unique(np.concatenate(slots))
