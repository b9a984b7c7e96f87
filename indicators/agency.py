"""Agency: does the actor act on others, or is it acted upon?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from indicators import lexicon
from indicators.acting import acts, tells_an_event
from indicators.base import Indicator
from indicators.cues import Statement
from indicators.deeds import deeds
from indicators.instruments import instrument_of
from indicators.weighing import weigh
from reading import Reading, roles
from reading.mode import mode
from reading.parse import Sentence, lemma
from reading.voice import REPORTS, voice
from reading.where import territory_of
from records import Evidence

# Verbs whose subject does nothing and whose object has nothing done to it. Words are no deeds, unless said against or
# for another actor: those stand in lexicons/relations.csv.
_STATES = {
    "be", "have", "remain", "seem", "appear", "become", "contain", "include", "involve", "mean", "cost", "weigh", "own",
    "possess", "know", "want", "need", "like", "love", "hate", "fear", "see", "hear", "feel", "resemble", "lack",
    "consist", "exist", "matter", "stay", "suffer", "undergo", "face", "lose", "receive", "get", "inherit", "border",
    "depend", "rely", "welcome", "cross", "traverse", "reach", "enter", "leave", *REPORTS,
}
# What is done to these is done to the state they stand for ("disarmed Norwegian troops").
_BODIES = roles.GOVERNING | {
    "troop", "force", "army", "navy", "soldier", "peacekeeper", "police", "president", "side", "company", "bank", "base",
    "position", "ship", "fleet", "convoy", "embassy", "people",
}


def agency_of_target(reading: Reading, actor: str = "TARGET") -> float | None:
    """+1 where the first mention of `actor` acts in the event of its clause, -1 where it is acted upon.

    None only where the actor is not named, or its sentence has neither a verb nor a noun that tells of an event. The rule is
    indicators/acting.py; `python -m bench.agency` measures it.
    """
    for sentence in reading.sentences:
        for index, candidate in sorted(sentence.actor_of.items()):
            if candidate.actor == actor:
                return acts(sentence.doc[index]) if tells_an_event(sentence) else None
    return None


def _evidence(reading: Reading) -> Iterator[Evidence]:
    by_actor: dict[str, list[tuple[Statement, float]]] = defaultdict(list)
    for sentence in reading.sentences:
        for (actor, _), (head, tokens, value) in _in_sentence(sentence).items():
            start, end = sentence.span(tokens)
            cue = reading.article.text[start:end]
            where = territory_of(head, sentence, actor)
            values, said = (("agency", value),), voice(head, sentence)
            means = instrument_of(head, sentence)
            by_actor[actor].append((Statement(actor, sentence.index, start, end, cue, values, 1.0, said, where, means), value))
    for statements in by_actor.values():
        yield from weigh("agency", statements)


def _in_sentence(sentence: Sentence) -> dict:
    """(actor, place of the event's head) -> head, tokens of the event, and +1 or -1; an event is told once of an actor."""
    found = {}
    for deed in deeds(sentence):
        if deed.cue.kind == "stance":
            for doer, other in deed.pairs:
                found[doer, deed.head.i] = deed.head, deed.tokens, 1.0
                # In what both do, each is the doer of one pair.
                found.setdefault((other, deed.head.i), (deed.head, deed.tokens, 1.0 if deed.cue.mutual else -1.0))
    for verb in sentence.doc if sentence.doc is not None else ():
        if verb.pos_ == "VERB" and lemma(verb) not in _STATES:
            for actor, value in _of_verb(verb, sentence):
                found.setdefault((actor, verb.i), (verb, (verb,), value))
    return found


def _of_verb(verb, sentence: Sentence) -> Iterator[tuple[str, float]]:
    objects = roles.objects(verb)
    if not objects:
        return
    detached = lexicon.classes()["detached"]
    agents = [h for t in roles.agents(verb) for h in roles.holders(t, sentence)]
    acting = {h.candidate.actor for h in agents if h.noun is None or lemma(h.noun) not in detached}
    patients = [h for t in objects for h in roles.holders(t, sentence)]
    acted = {h.candidate.actor for h in patients if h.noun is None or lemma(h.noun) in _BODIES}
    if not acting and not acted:
        return
    how = mode(verb, sentence)
    if how.real and not (how.negated or how.ended or how.past):
        yield from ((actor, 1.0) for actor in sorted(acting - acted))
        yield from ((actor, -1.0) for actor in sorted(acted - acting))


AGENCY = Indicator(
    key="agency", label="Agency", low=-1, high=1,
    plus="Wherever the actor takes part, it acts on others.",
    minus="Wherever it takes part, it is acted upon.",
    reads="Who acts and who is acted upon in each deed that a verb or a noun tells of, passives turned round; "
          "states and what is not real are left out.",
    source="Agency frames after Sap et al. (EMNLP 2017) and Rashkin et al. (ACL 2016), simplified to grammatical roles.",
    evidence=_evidence,
)
