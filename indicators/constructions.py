"""Where a cue stands and who holds which role in it: verbs, nouns with roles, predicates, nouns of influence, phrases.

Pure: from a parsed sentence, in which names are masked, to hits. How each is meant is decided in cues.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators import lexicon
from reading import roles
from reading.parse import Sentence, lemma
from reading.roles import Held

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIMITS = {"limited", "little", "scant", "insufficient", "no", "few", "modest", "negligible", "marginal", "weak", "poor", "lost", "former", "waning"}


def hits(sentence: Sentence):
    """(head token, tokens of the cue, who holds the role, values) for every cue in a sentence."""
    doc = sentence.doc
    for token in doc:
        if token.i in sentence.actor_of:
            continue
        word = lemma(token)
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "amod" and word in lexicon.verbs():
            yield from _verb(token, word, sentence)
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and word in lexicon.nouns():
            yield from _noun(token, lexicon.nouns()[word], sentence)
        predicate = lexicon.predicates().get(token.lower_) or (lexicon.predicates().get(word) if token.pos_ in ("NOUN", "ADJ", "PROPN") else None)
        if predicate and (token.pos_ != "VERB" or token.dep_ in ("amod", "acomp", "oprd", "acl") or token.tag_ in ("VBN", "VBG")):
            yield from _predicate(token, predicate, sentence)
        if word in lexicon.power() and token.pos_ in ("NOUN", "PROPN"):
            yield from _power(token, word, sentence)
        if word in lexicon.relations() and token.pos_ == "NOUN":
            yield from _relation(token, sentence)
    yield from _phrases(sentence)
    yield from _inabilities(sentence)


def _holders(tokens, sentence) -> list[Held]:
    """Every actor that the tokens stand for or belong to."""
    return [held for token in tokens for held in roles.holders(token, sentence)]


def _held(tokens, sentence) -> list[Held]:
    """Those of them to whom what happens to the tokens happens."""
    return [h for h in _holders(tokens, sentence) if h.noun is None or _acts_for(h.noun)]


def _in_roles(token, effects, own, find_own, sentence):
    """(effect, who holds its role): `own` is the cue's own role, found by `find_own`; the others are prepositions."""
    for effect in effects:
        if effect.role == own:
            held = find_own(token, sentence)
        else:
            held = _holders(roles.obliques(token, effect.role), sentence)
        for h in held:
            yield effect, h


def _acts_for(noun: "Token") -> bool:
    """Whether what happens to this noun happens to its owner ("Norwegian troops", not "a Norwegian dancer")."""
    return lemma(noun) not in lexicon.classes()["detached"] and lemma(noun) not in lexicon.classes()["burden"]


def _verb(token, word, sentence):
    objects = roles.objects(token)
    object_lemmas = {lemma(o) for o in objects}
    for cue in lexicon.verbs()[word]:
        beside = _beside(token, cue.words)
        if beside is None or (cue.objects and not object_lemmas & cue.objects) or (cue.alone and _has_complement(token)):
            continue
        if not cue.effects:
            return   # "lost the habit": it says nothing, and keeps the wider cue from saying something
        matched_objects = [o for o in objects if lemma(o) in cue.objects] if cue.objects else []
        tokens = [token, *beside, *matched_objects]
        any_hit = False
        less = any(c.lower_ == "less" and c.dep_ in ("advmod", "npadvmod") for c in token.children)   # "relies less on"
        acts_on = not objects and not roles.is_passive(token) and any(e.role == "patient" for e in cue.effects)
        for effect in cue.effects:
            if effect.role == "agent" and acts_on:
                continue   # "weakening Norway is ...": what is done to another takes another
            for held in _in_role(effect.role, token, objects, matched_objects, sentence):
                any_hit = True
                yield token, tokens, held, _changed(effect.values, -1.0) if less else effect.values
        if any_hit:
            return


def _has_complement(verb) -> bool:
    return roles.is_passive(verb) or any(c.dep_ in ("dobj", "xcomp", "acomp", "ccomp", "oprd") for c in verb.children)


def _beside(token, words):
    """The tokens of a verb's particles and prepositions, or None where one is missing."""
    found, nodes = [], [token]
    for word in words:
        hit = None
        for node in (*nodes, *(c for c in token.children if c.dep_ in ("dobj", "advmod", "prt", "prep", "acomp"))):
            for child in node.children:
                if child.lower_ == word and child.dep_ in ("prep", "prt", "advmod", "agent", "dative", "dobj", "pobj", "oprd", "acomp", "mark", "aux", "advcl", "npadvmod") and child not in found:
                    hit = child
                    break
            if hit is not None:
                break
        if hit is None:
            return None
        found.append(hit)
        nodes.append(hit)
    return found


def _in_role(role, verb, objects, matched_objects, sentence):
    if role == "agent":
        return _held(roles.agents(verb), sentence)
    if role == "patient":
        return _held(objects, sentence)
    if role == "owner":
        found = []
        for noun in matched_objects or [p for o in ("off", "from", "of") for p in roles.obliques(verb, o)]:
            found += list(roles.holders(noun, sentence)) + _leavers(noun, sentence)
        return found
    return _holders(roles.obliques(verb, role), sentence)


def _leavers(noun, sentence):
    """Who left a vacuum: "the void left by", "the space vacated by"."""
    found = []
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and lemma(child) in ("leave", "vacate", "abandon", "create", "open"):
            found += _held(roles.agents(child), sentence)
            for by in child.children:
                if by.dep_ in ("agent", "prep") and by.lower_ == "by":
                    for p in by.subtree:
                        if p.i in sentence.actor_of and not any(h.candidate is sentence.actor_of[p.i] for h in found):
                            found.append(Held(sentence.actor_of[p.i], p, None))
    return found


def _noun(token, effects, sentence):
    change = _change(token, sentence)
    for effect, h in _in_roles(token, effects, "owner", _owners_of, sentence):
        if change:
            direction, at, tokens = change
            yield at, [token, *tokens], h, _changed(effect.values, direction)
        else:
            yield token, [token], h, effect.values


def _changed(values, direction):
    """A dependence that grows is one, and a change; one that shrinks is a change the other way, and little of a dependence."""
    named = dict(values)
    standing = named.get("standing", 0.0)
    kept = tuple((k, v if direction > 0 else 0.1 * v) for k, v in values if k != "trajectory")
    return (*kept, ("trajectory", direction * (standing or named.get("trajectory", 0.0)))) if named else values


def _owners_of(noun, sentence):
    """Whose noun it is: grammatical owners, and the subject of "suffered a defeat", "has leverage"."""
    found = [h for h in roles.holders(noun, sentence) if h.noun is not None and h.token.i != noun.i]
    if not found and noun.dep_ == "dobj" and lemma(noun.head) in ("have", "suffer", "score", "win", "achieve", "exercise", "exert", "wield", "hold", "enjoy", "make", "experience", "show", "admit", "gain"):
        found = _held(roles.agents(noun.head), sentence)
    return found


def _predicate(token, effects, sentence):
    for effect, h in _in_roles(token, effects, "subject", _subjects_of, sentence):
        yield token, [token], h, _becoming(token, effect.values)


def _becoming(token, values):
    """"became dependent", "increasingly isolated", "more active": a state that is being entered is a change."""
    head = token.head
    if any(c.lower_ in ("less", "fewer") and c.dep_ == "advmod" for c in token.children):   # "less dependent": a shrinking
        return _changed(values, -1.0)
    entered = token.dep_ in ("acomp", "attr", "oprd") and lemma(head) in ("become", "grow", "turn", "get", "emerge")
    entered = entered or any(c.lower_ in ("increasingly", "more", "ever") and c.dep_ == "advmod" for c in token.children)
    if not entered or any(k == "trajectory" for k, _ in values):
        return values
    return (*values, *(("trajectory", v) for k, v in values if k == "standing"))


def _subjects_of(token, sentence):
    """Of whom an adjective or noun is said: attribute, complement, apposition, "as a broker", "seen as weak"."""
    dep, head = token.dep_, token.head
    if dep in ("amod", "compound"):
        if head.i in sentence.actor_of:
            return [h for h in roles.holders(head, sentence) if h.token.i == head.i]
        if head.pos_ in ("NOUN", "PROPN") and lemma(head) in lexicon.classes()["agents"]:
            return _holders([head], sentence) or _subjects_of(head, sentence)
        return []
    if dep in ("acomp", "attr", "oprd") or (dep == "xcomp" and head.pos_ in ("VERB", "AUX")):
        if (dep == "oprd" and lemma(head) not in _COPULAS) or lemma(head) in ("make", "leave", "render", "keep", "consider", "call", "find", "deem"):
            objects = roles.objects(head)
            if objects:
                return _held(objects, sentence)
        return _held(roles.subjects(head), sentence)
    if dep == "conj" and head.pos_ == token.pos_:
        return _subjects_of(head, sentence)
    if dep == "appos":
        return _holders([head], sentence)
    if dep == "pobj" and head.lower_ == "as":
        governor = head.head
        if governor.pos_ in ("VERB", "AUX"):
            # "emerged as the broker" is said of the subject, "views it as weak" of the object
            if lemma(governor) in _UNSEATING:
                return _held(roles.agents(governor), sentence)
            return _held(roles.objects(governor) or roles.subjects(governor), sentence)
        return _holders([governor], sentence)
    if dep in ("acl", "advcl", "relcl", "ROOT") and token.pos_ in ("VERB", "ADJ") and token.tag_ in ("VBN", "VBG", "JJ"):
        return _held(roles.objects(token) if token.tag_ == "VBN" else roles.subjects(token), sentence)
    if dep in ("dobj",) and lemma(head) in ("become", "remain", "be"):
        return _held(roles.subjects(head), sentence)
    return []


# Verbs that join a state to their subject ("proved ineffective"), and verbs whose object loses what "as" names.
_COPULAS = {"prove", "remain", "seem", "appear", "look", "become", "stay", "emerge", "stand", "feel", "sound", "end"}
_UNSEATING = {"displace", "replace", "supplant", "succeed", "oust", "dismiss", "drop", "reject", "supersede", "overtake", "eclipse", "follow"}


_STRONG, _OVER = 0.25, 0.6    # "leverage over": nouns of real hold say that the other is held


def _power(token, word, sentence):
    """A noun of influence: what happens to it happens to its owner; that it is there at all says a little."""
    owners = [h for h in roles.holders(token, sentence) if h.token.i != token.i]
    head, dep = token.head, token.dep_
    if not owners and dep == "dobj" and head.pos_ == "VERB":
        owners = _held(roles.agents(head), sentence)
    if not owners:
        return
    change = _change(token, sentence)
    if change:
        direction, at, tokens = change
        for h in owners:
            yield at, [token, *tokens], h, (("standing", direction), ("trajectory", direction))
        return
    size = lexicon.power()[word]
    limited = [c for c in token.children if c.dep_ in ("amod", "det") and c.lower_ in _LIMITS]
    if limited:
        for h in owners:
            yield token, [token, *limited], h, (("standing", -1.0 if not any(c.lower_ in ("no", "little", "few", "scant", "insufficient", "negligible") for c in limited) else 1.0),)
        return
    strong, weak = _qualities(token, 1), _qualities(token, -1)
    if dep in ("nsubj",) and lemma(head) == "be":
        for c in head.children:
            if c.dep_ == "acomp":
                for e in lexicon.predicates().get(c.lower_, ()):
                    if e.role == "subject":
                        for h in owners:
                            yield c, [token, c], h, e.values
                        return
    if strong or weak:
        for h in owners:
            yield token, [token, *strong, *weak], h, (("standing", 1.0 if strong else -1.0),)
    elif size:
        for h in owners:
            yield token, [token], h, (("standing", size),)
        if size >= _STRONG:
            for h in _holders(roles.obliques(token, "over"), sentence):
                yield token, [token], h, (("standing", -_OVER),)


def _qualities(noun, sign) -> list["Token"]:
    """Adjectives at a noun that say strength (+1) or weakness (-1)."""
    return [c for c in noun.children if c.dep_ == "amod" and any(
        key == "standing" and sign * value > 0 for e in lexicon.predicates().get(c.lower_, ()) for key, value in e.values)]


_RELATION = 0.4    # a relation that grows or cools says less of an actor's direction than its influence does


def _relation(token, sentence):
    """Ties that grow or cool: direction for those who are tied to the subject, not strength."""
    change = _change(token, sentence)
    if not change:
        return
    direction, at, tokens = change
    others = _holders([t for p in ("with", "to", "from", "by") for t in roles.obliques(token, p)], sentence)
    if not others and token.dep_ == "dobj":   # "faces growing pressure from": the preposition may hang on the verb
        others = _holders(roles.obliques(token.head, "from"), sentence)
    for h in others or [h for h in roles.holders(token, sentence) if h.token.i != token.i]:
        yield at, [token, *tokens], h, (("trajectory", _RELATION * direction),)


def _change(token, sentence):
    """Whether the noun's thing grows or shrinks: (direction, head of the clause, further tokens of the cue) or None."""
    changes = lexicon.changes()
    for child in token.children:
        if child.dep_ in ("amod", "acl", "compound") and child.i not in sentence.actor_of:
            direction = changes.get((child.lower_, "adj")) or (changes.get((lemma(child), "verb")) if child.pos_ == "VERB" and child.tag_ in ("VBN", "VBG") else None)
            if direction:
                return direction, token, [child]
    head, dep = token.head, token.dep_
    if dep == "pobj" and head.lower_ in ("of", "in", "to", "for") and head.head.pos_ in ("NOUN", "PROPN"):
        noun = head.head
        direction = changes.get((lemma(noun), "noun"))
        if direction and head.lower_ in ("of", "in"):
            return direction, noun, [noun]
    if dep == "conj":
        return _change(head, sentence) if head.pos_ == "NOUN" else None
    if head.pos_ == "VERB":
        verb, direction = head, changes.get((lemma(head), "verb"))
        if direction:
            passive = roles.is_passive(verb)
            is_subject = dep in ("nsubj", "nsubjpass")
            is_object = dep == "dobj"
            if is_subject and not passive and any(c.dep_ == "dobj" for c in verb.children):
                return None   # "its influence undermines ..." : the noun acts
            if is_subject or is_object or (dep == "pobj" and passive):
                return direction, verb, [verb]
    if dep in ("pobj",) and head.dep_ == "prep" and head.lower_ == "in" and lemma(head.head) in ("grow", "rise", "gain", "decline", "fall", "shrink"):
        return changes.get((lemma(head.head), "verb")), head.head, [head.head]
    return None


def _phrases(sentence):
    words = [t.lower_ for t in sentence.doc]
    for phrase, effects in lexicon.phrases():
        first = phrase[0]
        for i, word in enumerate(words):
            if word == first and _same(words[i:i + len(phrase)], phrase):
                tokens = [sentence.doc[j] for j in range(i, i + len(phrase))]
                head = min(tokens, key=lambda t: len(list(t.ancestors)))
                for effect in effects:
                    if effect.role == "subject":
                        held = _around(head, sentence)
                    else:
                        held = _holders(_after(tokens[-1], effect.role), sentence)
                    for h in held:
                        yield head, tokens, h, effect.values


def _same(words, phrase) -> bool:
    return len(words) == len(phrase) and all(w == p or (p == "its" and w in ("his", "her", "their")) for w, p in zip(words, phrase))


def _after(token, preposition):
    return [p for c in token.children if c.dep_ == "prep" and c.lower_ == preposition for p in c.children if p.dep_ == "pobj"]


def _around(head, sentence):
    """Of whom a phrase is said: the subject of its verb, or the noun it hangs on."""
    node = head
    for _ in range(5):
        if node.pos_ in ("VERB", "AUX"):
            objects = roles.objects(node) if lemma(node) in ("leave", "put", "keep", "place", "find", "have") else []
            return _held(objects, sentence) or _held(roles.agents(node) if not roles.is_passive(node) else roles.subjects(node), sentence)
        if node.i != head.i and node.pos_ in ("NOUN", "PROPN") and node.dep_ not in ("pobj",):
            held = _held([node], sentence)
            if held:
                return held
        if node.head.i == node.i:
            break
        node = node.head
    return []


def _inabilities(sentence):
    """"cannot", "could not", "was unable to": whoever cannot is portrayed as weak, whatever it is that he cannot."""
    for token in sentence.doc:
        if token.pos_ != "VERB":
            continue
        cannot = [c for c in token.children if c.dep_ == "aux" and c.lower_ in ("can", "could", "ca")]
        negation = [c for c in token.children if c.dep_ == "neg"]
        if cannot and negation and lemma(token) not in ("afford", "exclude", "rule", "be", "deny", "help") and not any(c.lower_ == "longer" for c in token.children):
            for h in _held(roles.agents(token), sentence):
                # Its own head, so that the negation that makes it is not applied to it again.
                yield cannot[0], [cannot[0], *negation, token], h, (("standing", -1.0),)
