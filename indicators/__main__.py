"""Print docs/indicators.md from the registry: `python -m indicators > docs/indicators.md`."""

from __future__ import annotations

import sys

from config import settings
from indicators import ALL

HEAD = """# The indicators

Made from the registry by `python -m indicators > docs/indicators.md`: change it there, not here.

Every indicator is read for each article and actor. A value is the exact sum of the contributions of its evidence; an actor of
which nothing is said has no value, which is not a neutral one. *Portrayed influence* is derived: its level is
50 + 50 x standing, its direction is trajectory, shown beside it and never averaged in.

| indicator | range | +1 | -1 | label from |
| --- | --- | --- | --- | --- |
"""

RULES = """
## How a text is read

1. **Who is meant.** Names, adjectives, capitals, seats of power, organs and office holders at the article's date come from
   `reference/actors.yaml`; pronouns and noun phrases ("its", "the bloc", "his government", "the two neighbours") are given to the
   subject of their clause, else to the nearest one before (`reading/coreference.py`). "In Tbilisi" is a place, "Tbilisi said" the actor.
2. **Blind to names.** Every name is masked before the parser, any list of words or the language model sees the text.
   Whom a statement is about decides nothing but where it is filed.
3. **The language model** reads each sentence in its window and gives, for every actor in it, the probabilities of -1, 0 and +1, and how
   much the sentence weighs among those about the actor (`indicators/model.py`; its card is `docs/model-card.md`).
4. **Cues with roles.** A cue gives values to grammatical roles: agent, patient, what follows a preposition, the owner of a noun.
   "X fills the vacuum that Y left" raises X and lowers Y. Passives, relative clauses, control and apposition are resolved on the parse
   (spaCy's small English model). Negation turns standing over; "no longer" also makes it a decline; what was so "once" counts as its
   opposite now. Hopes, attempts, conditions, duties, questions, "may" and "could" say nothing. What is conceded ("although ...")
   weighs {conceded}; a sentence whose years all lie more than {recent} years before the text weighs {bygone}.
5. **Who says it.** The author, or experts and reports that the text follows, count. Claims of parties are kept as claims with their
   speaker and contribute 0.
6. **From sentences to a score.** Something is said of an actor when the probabilities of -1 and +1, weighed over its sentences, reach a
   threshold (`config.toml`, [statement]); else there is no statement. The score is the weighted mean of what the pieces say given
   that they say something: a sentence weighs by how surely it does, the cues of the lexicons carry a fixed share where they find one. Its
   label is its sign, from an absolute value on ([labels]).
7. **Where.** The territory named in the clause, else in the sentence, else the one that the two sentences before or the title
   agree on, else the region as a whole. An actor's own country is not taken for the theatre.

`confidence` is the probability that a careful reader would give the same label, calibrated on readings ([confidence] in `config.toml`,
`python -m bench.calibrate`); for agency, salience and tone, which have not been compared, how far the pieces agree times n / (n + 1).

## The cues

The tables in `indicators/lexicons/` are our own, written from the rules above and general knowledge of English; no
lexicon was copied. Their format is described in `indicators/lexicon.py`.

| table | a row is |
| --- | --- |
| verbs.csv | a verb, the particle or preposition it needs, the objects it needs (`@power`: any noun of influence; 0: none at all), and what it says of each role |
| nouns.csv | a noun that says something of its owner or of what follows ("dependence on") |
| predicates.csv | an adjective or noun said of an actor ("isolated", "the main broker") |
| phrases.csv | a fixed phrase said of the subject ("on the back foot") |
| power.csv | nouns of influence, and of relations, to which something happens |
| changes.csv | words that say that a thing grows or shrinks |
| relations.csv | a verb or noun by which one actor deals with another, its class from conflict to cooperation, and who stands in which role |
| instruments.csv | a word that tells by which means influence is exerted, and how plainly |
| classes.csv | classes of nouns: those that verbs.csv refers to (`@people`), those through which a state acts, those that belong to it without acting for it |

## Agreement with readers

`docs/validity.md`, made by `python -m bench.validity --write`.
"""


def page() -> str:
    """The page as Markdown."""
    from indicators.cues import BYGONE, CONCEDED, RECENT

    labels = settings()["labels"]
    rows = "".join(
        f"| **{i.label}** (`{i.key}`) | {i.low} to {i.high} | {i.plus} | {i.minus or '(0: it is not named)'} | {labels.get(i.key, 'none')} |\n" for i in ALL)
    reads = "\n" + "".join(f"- **{i.label}** reads: {i.reads} Source: {i.source}\n" for i in ALL)
    return HEAD + rows + reads + RULES.format(conceded=CONCEDED, recent=RECENT, bygone=BYGONE)


if __name__ == "__main__":
    sys.stdout.write(page())
