"""Whether texts of our own follow a labelled text: sequences of five words that both have. The figures of a classifier say nothing about other texts if it has learned what it is judged by."""

import collections

LENGTH = 5
# Words that nearly every text has, and how many others make a sequence telling.
FREQUENT, TELLING = 150, 2
# A sequence of so many labelled texts is a turn of phrase.
PHRASE = 3


def words(text):
    return "".join(c if c.isalnum() or c == "'" else " " for c in text.lower()).split()


def sequences(text, length=LENGTH):
    found = words(text)
    return set(zip(*[found[i:] for i in range(length)]))


class Labelled:
    """The telling sequences of labelled texts: of so many words."""

    def __init__(self, texts, length=LENGTH):
        self.length = length
        counts, owners = collections.Counter(), collections.Counter()
        for text in texts:
            counts.update(set(words(text)))
            owners.update(sequences(text, length))
        frequent = {word for word, _ in counts.most_common(FREQUENT)}
        self.telling = {s for s, count in owners.items() if count < PHRASE and sum(word not in frequent for word in s) >= TELLING}

    def shared(self, texts):
        """The telling sequences that some texts have as well, with one of the texts for each."""
        return {" ".join(s): text for text in texts for s in sequences(text, self.length) & self.telling}

    def demand_none(self, texts):
        """Ends the run if a text follows a labelled one."""
        shared = self.shared(texts)
        if shared:
            listed = "\n".join(f"  {s!r} in {text[:100]!r}" for s, text in sorted(shared.items()))
            raise SystemExit(f"{len(shared)} sequences of {self.length} words are in texts of our own and in labelled ones; write them anew:\n{listed}")
