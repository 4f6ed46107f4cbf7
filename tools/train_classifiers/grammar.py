"""Texts from patterns: `[a|b|c]` is one of its parts, `<name>` one of a list's, `\\n` a line break. Parts may hold patterns."""

import random


class Grammar:
    """Lists by name, and a source of chance that is the same in every run."""

    def __init__(self, lists, seed):
        self.lists = {name: texts if isinstance(texts, list) else [t for t in texts.strip().split("\n") if t] for name, texts in lists.items()}
        self.random = random.Random(seed)

    def text(self, name):
        """A text of a list, with every choice made."""
        return self.expand(self.random.choice(self.lists[name]))

    def texts(self, name, count):
        """Different texts of a list, as many as are wanted and can be found."""
        found = {}
        for pattern in self.lists[name]:
            found[self.expand(pattern)] = True
        for _ in range(4 * count):
            if len(found) >= count:
                break
            found[self.text(name)] = True
        return list(found)

    def expansions(self, pattern, count):
        """Different texts of one pattern, at most as many as are wanted."""
        return list({self.expand(pattern): True for _ in range(count)})

    def expand(self, pattern):
        """A pattern with every choice made."""
        out, index = [], 0
        while index < len(pattern):
            character = pattern[index]
            if character == "[":
                end = self.end(pattern, index)
                out.append(self.expand(self.random.choice(self.parts(pattern[index + 1 : end]))))
                index = end + 1
            elif character == "<" and ">" in pattern[index:] and pattern[index + 1 : pattern.index(">", index)] in self.lists:
                end = pattern.index(">", index)
                out.append(self.text(pattern[index + 1 : end]))
                index = end + 1
            else:
                out.append(character)
                index += 1
        return "".join(out).replace("\\n", "\n")

    @staticmethod
    def end(pattern, start):
        """The bracket that closes the one at an index."""
        depth = 0
        for index in range(start, len(pattern)):
            depth += {"[": 1, "]": -1}.get(pattern[index], 0)
            if depth == 0:
                return index
        raise ValueError(f"a bracket is open in: {pattern}")

    @staticmethod
    def parts(text):
        """The parts of a choice: cut at `|` outside of inner brackets."""
        depth, parts = 0, [""]
        for character in text:
            depth += {"[": 1, "]": -1}.get(character, 0)
            if character == "|" and depth == 0:
                parts.append("")
            else:
                parts[-1] += character
        return parts
