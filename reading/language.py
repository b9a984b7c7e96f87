"""Which language a text is in, offline."""

from __future__ import annotations

from functools import lru_cache

_SHORTEST = 20   # characters: below this there is nothing to tell a language by


@lru_cache(maxsize=1)
def _identifier():
    from py3langid.langid import LanguageIdentifier, MODEL_FILE

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> str:
    """ISO 639-1 code of the text's language, or "" where it is too short or too mixed to tell."""
    sample = " ".join(text[:4000].split())
    if sum(c.isalpha() for c in sample) < _SHORTEST:
        return ""
    code, probability = _identifier().classify(sample)
    return code if probability > 0.8 else ""
