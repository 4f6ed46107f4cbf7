#!/usr/bin/env python3
"""Checks that the commands which the documentation prints exist: every `penstock …` with its options, and every `make …` target.

    tools/check_commands.py EXECUTABLE FILE…
"""

import functools
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^\s*```(\w*)")
SHELL = {"", "sh", "bash", "shell", "console"}


def commands(path):
    """The command lines in fenced shell blocks and in inline code, with their line numbers."""
    language = None
    joined, joined_at = "", 0
    for number, line in enumerate(path.read_text().splitlines(), 1):
        fence = FENCE.match(line)
        if fence:
            language = fence.group(1) if language is None else None
            continue
        if language is None:
            for code in re.findall(r"`((?:penstock|make) [^`]*)`", line):
                yield number, code
        elif language in SHELL:
            text = line.strip().removeprefix("$ ").strip()
            if not joined:
                joined_at = number
            if text.endswith("\\"):
                joined += text[:-1] + " "
                continue
            yield joined_at, joined + text
            joined = ""


@functools.cache
def help_of(executable, words):
    done = subprocess.run([executable, *words, "--help"], capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else None


def problem_of_penstock(executable, words):
    """What is wrong with the words after `penstock`; None when nothing is."""
    path = ()
    for word in words:
        text = help_of(executable, path) or ""
        if not re.search(rf"^  {re.escape(word)}(?:,|\s|$)", text.partition("SUBCOMMANDS:")[2], re.MULTILINE):
            break
        path += (word,)
    text = help_of(executable, path)
    if text is None:
        return f"`penstock {' '.join(path)}` does not exist"
    if not path and words and not words[0].startswith("-"):
        return f"`penstock {words[0]}` does not exist"
    for word in words[len(path):]:
        option = word.partition("=")[0]
        if option.startswith("--") and not re.search(rf"{re.escape(option)}(?![\w-])", text):
            return f"`penstock {' '.join(path)}` has no option {option}"
    return None


def problem_of_make(targets, words):
    for word in words:
        if word.startswith("-") or "=" in word:
            continue
        if word not in targets:
            return f"the Makefile has no target {word}"
    return None


def main():
    executable, *files = sys.argv[1:]
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    checked, problems = 0, []
    for file in files:
        path = pathlib.Path(file)
        for number, line in commands(path):
            try:
                words = shlex.split(line, comments=True)
            except ValueError:
                continue
            while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                words.pop(0)
            for stop in ("|", "&&", ";", "&", ">", "…", "..."):
                if stop in words:
                    words = words[: words.index(stop)]
            name = words[0].rpartition("/")[2] if words else ""
            if name == "penstock":
                problem = problem_of_penstock(executable, words[1:])
            elif name == "make":
                problem = problem_of_make(targets, words[1:])
            else:
                continue
            checked += 1
            if problem:
                problems.append(f"{file}:{number}: {problem}")
    print(f"{checked} commands in {len(files)} files checked")
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
