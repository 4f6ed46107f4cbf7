"""Findings of presidio-analyzer without a language model, for the texts on the standard input. Runs in an environment of its own (see evaluate.py)."""

import json
import sys


def analyzer():
    """An analyzer with all of Presidio's own English recognizers, on a tokenizer without a model."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

    class Tokens(NlpEngine):
        """Splits into words, and knows no entities."""

        def __init__(self):
            self.nlp = {"en": spacy.blank("en")}

        def load(self):
            pass

        def is_loaded(self):
            return True

        def process_text(self, text, language):
            doc = self.nlp["en"](text)
            return NlpArtifacts([], doc, [t.idx for t in doc], [t.lower_ for t in doc], self, language)

        def process_batch(self, texts, language, **_):
            return ((text, self.process_text(text, language)) for text in texts)

        def is_stopword(self, word, language):
            return self.nlp["en"].vocab[word].is_stop

        def is_punct(self, word, language):
            return self.nlp["en"].vocab[word].is_punct

        def get_supported_entities(self):
            return []

        def get_supported_languages(self):
            return ["en"]

    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"])
    return AnalyzerEngine(registry=registry, nlp_engine=Tokens(), supported_languages=["en"])


def main():
    engine = analyzer()
    for line in sys.stdin:
        found = engine.analyze(text=json.loads(line)["text"], language="en", score_threshold=float(sys.argv[1]))
        print(json.dumps([[r.start, r.end, r.entity_type] for r in found]))


if __name__ == "__main__":
    main()
