#!/usr/bin/env python3
"""How often ordinary long text of this machine is taken for an attack or for harmful content: manual pages, library documentation and sources, licences, this repository's documentation.

    make release && python3 tools/eval/false_alarms.py [--program .build/release/PolicyEval] [--each 150]

The classifiers learn from none of these texts. Every kind is cut into pieces of 4 and 32 KiB, and so many of each, the same ones in every run on one machine, go through the detectors as a policy uses them. What is there
differs from machine to machine: the figures are a check, not a benchmark."""

import argparse
import gzip
import hashlib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import evaluate  # noqa: E402
import measures
import tables

SIZES = (4096, 32768)
# Kinds of text: where the files are, and by what name.
KINDS = {
    "manual pages": [("/usr/share/man/man1", "*.gz"), ("/usr/share/man/man2", "*.gz"), ("/usr/share/man/man5", "*.gz"), ("/usr/share/man/man7", "*.gz"), ("/usr/share/man/man8", "*.gz")],
    "manual pages, other languages": [(f"/usr/share/man/{language}", "*/*.gz") for language in ("de", "fr", "es", "it", "nl", "pl", "pt_BR", "ru", "ja", "zh_CN", "tr", "sv")],
    "package documentation": [("/usr/share/doc", "*/README*"), ("/usr/share/doc", "*/NEWS*"), ("/usr/share/doc", "*/*.txt"), ("/usr/share/vim", "vim*/doc/*.txt")],
    "licences": [("/usr/share/common-licenses", "*"), ("/usr/share/doc", "*/copyright")],
    "change logs": [("/usr/share/doc", "*/changelog*.gz")],
    "Python sources": [("/usr/lib/python3", "**/*.py"), ("/usr/lib/python3.11", "**/*.py")],
    "library documentation": [(str(evaluate.ROOT / ".build/checkouts"), "**/*.md"), (str(pathlib.Path.home() / ".rustup/toolchains"), "*/share/doc/rust/html/book/*.html")],
    "Swift sources": [(str(evaluate.ROOT / ".build/checkouts"), "*/Sources/**/*.swift")],
    "this repository's pages": [(str(evaluate.ROOT), "*.md"), (str(evaluate.ROOT / "docs"), "**/*.md")],
}


def plain(path):
    """A file's text: unpacked, without the commands of roff and the tags of HTML; nothing if it is none."""
    try:
        data = gzip.open(path).read(1 << 20) if path.suffix == ".gz" else path.read_bytes()[: 1 << 20]
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError, EOFError):
        return ""
    if "/man/" in str(path):
        text = re.sub(r"(?m)^['.]\s*(?:\\\".*|[A-Za-z]{1,3}\b)", "", text)
        text = re.sub(r"\\(?:f\(?[A-Z]+|f\[[^]]*\]|s[-+]?\d|[&|^])", "", text).replace("\\-", "-").replace("\\(aq", "'").replace("\\", "")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style|nav).*?</\1>|<[^>]+>", "", text)
    return text


def pieces(places, size, count):
    """Pieces of a size, of as many files as can be; files are read in an order that has nothing to do with their names."""
    files = {file for folder, name in places for file in pathlib.Path(folder).glob(name) if file.is_file()} if places else set()
    ordered = sorted(files, key=lambda file: hashlib.sha256(str(file).encode()).digest())
    found, queue = [], ""
    for file in ordered:
        if len(found) >= count:
            break
        queue += plain(file)[: 2 * size] + "\n"
        if len(queue) >= size:
            found.append(queue[:size])
            queue = ""
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(evaluate.ROOT / ".build/release/PolicyEval"))
    parser.add_argument("--each", type=int, default=150)
    options = parser.parse_args()
    rows = []
    for kind, places in KINDS.items():
        for size in SIZES:
            texts = pieces(places, size, options.each)
            if not texts:
                continue
            answers = evaluate.run([options.program, "scores"], texts)
            flags = {"injection": [a["injection"] >= a["injection_threshold"] for a in answers]}
            for category in ("violence", "self_harm"):
                flags[category] = [a["content"][category] >= a["content_threshold"] for a in answers]
            rows.append([f"{kind}, {size // 1024} KiB ({len(texts)})", *(tables.percent(measures.share(sum(f), len(f))) for f in flags.values())])
    tables.table(["texts", "injection", "violence", "self-harm"], rows)


if __name__ == "__main__":
    main()
