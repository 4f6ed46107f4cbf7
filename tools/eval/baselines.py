"""The floor: the regular expressions that people write for the same purpose, on purpose no better than that."""

import re

SPANS = {
    "CREDIT_CARD": r"\b(?:\d[ -]?){12,18}\d\b",
    "US_SSN": r"\b\d{3}-\d{2}-\d{4}\b",
    "EMAIL_ADDRESS": r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b",
    "PHONE_NUMBER": r"\+?\(?\d{1,4}\)?[-. ]\d{2,4}[-. ]\d{2,4}(?:[-. ]\d{2,4})?",
    "IP_ADDRESS": r"\b(?:\d{1,3}\.){3}\d{1,3}\b",
    "IBAN_CODE": r"\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b",
    "DOMAIN_NAME": r"https?://\S+",
    "DATE_TIME": r"\b\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\b",
    "ZIP_CODE": r"\b\d{5}(?:-\d{4})?\b",
    "STREET_ADDRESS": r"\b\d+ (?:[A-Z]\w+ )+(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd)\b",
    "TITLE": r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.?(?= [A-Z])",
    "PERSON": r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+\b",
    "AGE": r"\b\d{1,3}(?= years? old|-year-old)",
}
SPANS = {name: re.compile(pattern) for name, pattern in SPANS.items()}

INJECTION = re.compile(
    r"ignore (?:all |the |any |your )?(?:previous|prior|above)|disregard (?:all|the|any|previous)|forget (?:everything|all|your)|system prompt|"
    r"jailbreak|do anything now|\bDAN\b|developer mode|pretend (?:to be|you are)|you are now|act as (?:if|an? )",
    re.I)

CONTENT = {
    "hate": r"\b(?:hate|subhuman|vermin|inferior race)\b", "violence": r"\b(?:kill|murder|shoot|stab|bomb|massacre)\w*\b",
    "self_harm": r"\b(?:suicide|kill myself|cutting myself|self[- ]harm|end my life)\b", "sexual": r"\b(?:sex|porn|nude|naked|cock|pussy)\w*\b",
    "harassment": r"\b(?:idiot|stupid|bitch|loser|moron)s?\b",
}
CONTENT = {name: re.compile(pattern, re.I) for name, pattern in CONTENT.items()}


def spans(text):
    """(start, end, label) of everything that the expressions find."""
    return [(m.start(), m.end(), name) for name, pattern in SPANS.items() for m in pattern.finditer(text)]


def injection(text):
    return bool(INJECTION.search(text))


def content(text, category):
    """Whether a category's words are in a text; None for a category without words."""
    pattern = CONTENT.get(category) or next((p for name, p in CONTENT.items() if category.startswith(name)), None)
    return bool(pattern.search(text)) if pattern else None
