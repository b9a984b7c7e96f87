"""Agency: does the actor act on others, or is it acted upon?"""

from __future__ import annotations

from collections.abc import Iterator

from indicators.base import Indicator
from indicators.cues import Statement
from indicators.weighing import weigh
from reading import Reading, roles
from reading.mode import mode
from reading.parse import lemma
from reading.voice import REPORTS, voice
from reading.where import territory_of
from records import Evidence

# Verbs whose subject does nothing and whose object has nothing done to it; words are no deeds.
_STATES = {
    "be", "have", "remain", "seem", "appear", "become", "contain", "include", "involve", "mean", "cost", "weigh", "own", "possess", "know", "want", "need", "like", "love", "hate", "fear", "see",
    "hear", "feel", "resemble", "lack", "consist", "exist", "matter", "stay", "suffer", "undergo", "face", "lose", "receive", "get", "inherit", "border", "depend", "rely", "welcome", "cross", "traverse", "reach", "enter", "leave", *REPORTS,
}


def _evidence(reading: Reading) -> Iterator[Evidence]:
    by_actor: dict[str, list[tuple[Statement, float]]] = {}
    before = None
    for sentence in reading.sentences:
        if sentence.doc is not None:
            for verb in sentence.doc:
                if verb.pos_ == "VERB" and lemma(verb) not in _STATES:
                    for statement, value in _of_verb(verb, sentence, before, reading):
                        by_actor.setdefault(statement.actor, []).append((statement, value))
        before = sentence
    for said in by_actor.values():
        yield from weigh("agency", said)


def _of_verb(verb, sentence, before, reading):
    objects = roles.objects(verb)
    acting = {h.candidate.actor for t in roles.agents(verb) for h in roles.holders(t, sentence, before)} if objects else set()
    acted = {h.candidate.actor for t in objects for h in roles.holders(t, sentence, before) if h.noun is None}
    if not acting and not acted:
        return
    how = mode(verb, sentence)
    if not how.real or how.negated or how.ended or how.past:
        return
    said, (start, end) = voice(verb, sentence), sentence.span([verb])
    for actors_, value in ((acting - acted, 1.0), (acted - acting, -1.0)):
        for actor in sorted(actors_):
            yield Statement(actor, sentence.index, start, end, reading.article.text[start:end], (("agency", value),), 1.0, said,
                            territory_of(verb, sentence, actor)), value


AGENCY = Indicator(
    key="agency", label="Agency", low=-1, high=1,
    plus="Wherever the actor takes part, it acts on others.",
    minus="Wherever it takes part, it is acted upon.",
    reads="Who is agent and who is patient of each verb, passives turned round; states and what is not real are left out.",
    source="Agency frames after Sap et al. (EMNLP 2017) and Rashkin et al. (ACL 2016), simplified to grammatical roles.",
    evidence=_evidence,
)
