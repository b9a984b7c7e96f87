"""Nouns that may stand for an actor named before ("the bloc", "his government"), from nouns.csv beside."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

DETERMINERS = frozenset({"her", "his", "its", "that", "the", "their", "this"})
_PRONOUNS = "both|he|her|him|his|itself|its?|she|their|them|they"


@lru_cache(maxsize=1)
def nouns() -> dict[str, str]:
    """A noun in dictionary form -> what it may stand for: state, organisation or leader."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {row["noun"]: row["stands_for"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def may_refer() -> re.Pattern:
    """What a sentence without a name must hold to be worth a parse: a pronoun, or one of the nouns after a determiner."""
    plural = "|".join(sorted(re.escape(noun[:-1] if noun.endswith("y") else noun) for noun in nouns()))
    return re.compile(rf"\b(?:{_PRONOUNS}|(?:{'|'.join(sorted(DETERMINERS))}|those|these) (?:\w+ ){{0,2}}(?:two|(?:{plural})\w{{0,3}}))\b", re.I)
