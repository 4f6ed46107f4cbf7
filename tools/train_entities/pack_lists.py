#!/usr/bin/env python3
"""Packs the word lists of this folder into Sources/GatewayPolicy/Entities/WordLists.swift.

Every list is a StaticString of words between blanks; `_` stands for the blank of a name of several words. No argument, no dependency:

    python3 tools/train_entities/pack_lists.py
"""

import pathlib
import textwrap
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "Sources/GatewayPolicy/Entities/WordLists.swift"
# The property in Swift, the file, the section in it.
LISTS = [
    ("given", "given.txt", None),
    ("surnames", "surnames.txt", None),
    ("places", "places.txt", None),
    ("nationalities", "nationalities.txt", None),
    ("streetWords", "streets.txt", "word"),
    ("streetLeads", "streets.txt", "lead"),
    ("streetTails", "streets.txt", "tail"),
    ("units", "streets.txt", "unit"),
    ("titles", "titles.txt", "title"),
    ("jobs", "titles.txt", "job"),
    ("legalForms", "organizations.txt", "suffix"),
    ("organizationWords", "organizations.txt", "word"),
    ("organizations", "organizations.txt", "known"),
    ("calendar", "calendar.txt", None),
    ("stops", "stops.txt", None),
    ("common", "common.txt", None),
    ("compoundHeads", "compounds.txt", None),
]


def fold(text):
    """What TextFold makes of Latin letters, in lower case."""
    for letter, ascii_form in (("ß", "ss"), ("ø", "o"), ("æ", "ae"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("þ", "th"), ("ı", "i")):
        text = text.replace(letter, ascii_form)
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def read(name, section):
    """The words of a file, or of one section of it."""
    words, current = set(), None
    for line in (HERE / "lists" / name).read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            current = line.strip("[]")
        elif section is None or section == current:
            line = fold(line)
            # In the list of places, a line of two or three words behind the long lines is one name.
            if name == "places.txt" and 2 <= len(line.split()) <= 5:
                words.add("_".join(line.split()))
            else:
                words.update(line.split())
    return sorted(words)


def main():
    out = [
        "// Written by tools/train_entities/pack_lists.py from tools/train_entities/lists. Do not edit.",
        "",
        "/// The word lists behind ``WordTable``: folded, in lower case, between blanks.",
        "enum WordLists {",
    ]
    for name, file, section in LISTS:
        words = read(file, section)
        out.append(f'  static let {name}: StaticString = """')
        out += ["    " + line for line in textwrap.wrap(" ".join(words), 130, break_long_words=False, break_on_hyphens=False)]
        out += ['    """', ""]
    out[-1] = "}"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
