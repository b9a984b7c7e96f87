"""Where a cue stands and who holds which role in it: all hits of a sentence, whichever lexicon they come from.

Pure: from a parsed sentence, in which names are masked, to hits. How each is meant is decided in cues.py. Verbs,
predicates and nouns of influence have files of their own (verbs.py, predicates.py, power.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators import lexicon
from indicators.change import change, changed
from indicators.holding import Hit, holders, in_roles, participants
from indicators.lexicon import Effects
from indicators.power import of_power, of_relation
from indicators.predicates import of_predicate
from indicators.verbs import of_verb
from reading import roles
from reading.parse import Sentence, lemma
from reading.roles import Held

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs that only join a noun to its owner: "suffered a defeat", "has leverage".
_HAVING = {
    "achieve", "admit", "enjoy", "exercise", "exert", "experience", "gain", "have", "hold", "make", "score", "show",
    "suffer", "wield", "win",
}
# Verbs that put their object in the state that a phrase names: "left it on the back foot".
_PUTTING = {"find", "have", "keep", "leave", "place", "put"}
# "cannot afford", "could not be": what follows "cannot" is no deed that anybody is too weak for.
_NO_DEEDS = {"afford", "be", "deny", "exclude", "help", "rule"}
_STEPS = 5   # how far up a phrase's clause is looked for


def hits(sentence: Sentence) -> Iterator[Hit]:
    """Every cue in a parsed sentence with every actor that it speaks of: (head, tokens, held, values)."""
    for token in sentence.doc:
        if token.i not in sentence.actor_of:
            yield from _cues_at(token, sentence)
    yield from _phrases(sentence)
    yield from _inabilities(sentence)


def _cues_at(token: "Token", sentence: Sentence) -> Iterator[Hit]:
    """Hits of the cues that a token is one of, by its part of speech."""
    word, kind = lemma(token), token.pos_
    if kind in ("VERB", "AUX") and token.dep_ != "amod" and word in lexicon.verbs():
        yield from of_verb(token, sentence)
    if kind in ("NOUN", "PROPN", "ADJ") and word in lexicon.nouns():
        yield from _noun(token, lexicon.nouns()[word], sentence)
    predicate = _predicate_at(token)
    if predicate:
        yield from of_predicate(token, predicate, sentence)
    if kind in ("NOUN", "PROPN") and word in lexicon.power():
        yield from of_power(token, sentence)
    if kind == "NOUN" and word in lexicon.relations():
        yield from of_relation(token, sentence)


def _predicate_at(token: "Token") -> tuple[Effects, ...]:
    """Effects of a predicate, looked up as it is written ("isolated"), else by its dictionary form ("brokers").

    A verb is one only as a participle, or where it complements a noun or another verb.
    """
    if token.pos_ == "VERB" and token.dep_ not in ("amod", "acomp", "oprd", "acl") and token.tag_ not in ("VBN", "VBG"):
        return ()
    written = lexicon.predicates().get(token.lower_)
    if written or token.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return written or ()
    return lexicon.predicates().get(lemma(token), ())


def _noun(noun: "Token", effects: tuple[Effects, ...], sentence: Sentence) -> Iterator[Hit]:
    """A noun that gives roles ("dependence on"); where it grows or shrinks, that is said."""
    found = change(noun, sentence)
    for effect, held in in_roles(noun, effects, "owner", _owners, sentence):
        if found:
            yield Hit(found.head, [noun, found.token], held, changed(effect.values, found.direction))
        else:
            yield Hit(noun, [noun], held, effect.values)


def _owners(noun: "Token", sentence: Sentence) -> list[Held]:
    """Whose noun it is: grammatical owners, and the subject of "suffered a defeat", "has leverage"."""
    owners = [held for held in roles.holders(noun, sentence) if held.noun is not None and held.token.i != noun.i]
    if not owners and noun.dep_ == "dobj" and lemma(noun.head) in _HAVING:
        owners = participants(roles.agents(noun.head), sentence)
    return owners


def _phrases(sentence: Sentence) -> Iterator[Hit]:
    """Fixed phrases, said of a subject or of what follows their preposition."""
    words = [token.lower_ for token in sentence.doc]
    for start, word in enumerate(words):
        for phrase, effects in lexicon.phrases().get(word, ()):
            if not _is_same(words[start:start + len(phrase)], phrase):
                continue
            tokens = list(sentence.doc[start:start + len(phrase)])
            head = min(tokens, key=lambda t: len(list(t.ancestors)))
            for effect in effects:
                if effect.role == "subject":
                    held = _around(head, sentence)
                else:
                    held = holders(_after(tokens[-1], effect.role), sentence)
                yield from (Hit(head, tokens, one, effect.values) for one in held)


def _is_same(words: list[str], phrase: tuple[str, ...]) -> bool:
    """Word by word, where "its" stands for any owner."""
    return len(words) == len(phrase) and all(
        word == asked or (asked == "its" and word in ("his", "her", "their")) for word, asked in zip(words, phrase))


def _after(token: "Token", preposition: str) -> list["Token"]:
    found = [c for c in token.children if c.dep_ == "prep" and c.lower_ == preposition]
    return [c for after in found for c in after.children if c.dep_ == "pobj"]


def _around(head: "Token", sentence: Sentence) -> list[Held]:
    """Of whom a phrase is said: the subject of its verb, or the noun it hangs on."""
    node = head
    for _ in range(_STEPS):
        if node.pos_ in ("VERB", "AUX"):
            return _put_or_acting(node, sentence)
        if node.i != head.i and node.pos_ in ("NOUN", "PROPN") and node.dep_ != "pobj":
            held = participants([node], sentence)
            if held:
                return held
        if node.head.i == node.i:
            break
        node = node.head
    return []


def _put_or_acting(verb: "Token", sentence: Sentence) -> list[Held]:
    objects = roles.objects(verb) if lemma(verb) in _PUTTING else []
    return participants(objects, sentence) or participants(roles.subjects(verb), sentence)


def _inabilities(sentence: Sentence) -> Iterator[Hit]:
    """"cannot", "could not": whoever cannot is portrayed as weak, whatever it is that he cannot."""
    for verb in sentence.doc:
        cannot = _cannot(verb)
        if cannot:
            for held in participants(roles.agents(verb), sentence):
                # Its own head, so that the negation that makes it is not applied to it again.
                yield Hit(cannot[0], [*cannot, verb], held, (("standing", -1.0),))


def _cannot(verb: "Token") -> list["Token"]:
    """The words that say a deed is out of reach, or none; "can no longer" tells of an end (reading/negation.py)."""
    able = [c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("can", "could", "ca")]
    negations = [c for c in verb.children if c.dep_ == "neg"]
    if verb.pos_ != "VERB" or not able or not negations or lemma(verb) in _NO_DEEDS:
        return []
    return [] if any(c.lower_ == "longer" for c in verb.children) else [able[0], *negations]
