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
   `reference/actors.yaml`; pronouns are given to the subject of their clause, else to the nearest one before. "In Tbilisi" is a
   place, "Tbilisi said" the actor.
2. **Blind to names.** Every name is masked by a stand-in of its kind before the parser or any list of words sees the text.
   Whom a statement is about decides nothing but where it is filed.
3. **Cues with roles.** A cue gives values to grammatical roles: agent, patient, what follows a preposition, the owner of a noun.
   "X fills the vacuum that Y left" raises X and lowers Y. Passives, relative clauses, control and apposition are resolved on the parse
   (spaCy's small English model).
4. **As it is meant.** Negation turns standing over; "no longer" also makes it a decline; what was so "once" counts as its
   opposite now. Hopes, attempts, conditions, duties, questions, "may" and "could" say nothing. "Cannot" and "failed to" portray weakness,
   whatever the thing that failed. What is conceded ("although ...") weighs {conceded}; a sentence whose years all lie more than {recent} years
   before the text weighs {bygone}.
5. **Who says it.** The author, or experts and reports that the text follows, count. Claims of parties are kept as claims with their
   speaker and contribute 0.
6. **From statements to a score.** A weighted mean: a statement weighs by its size (1 when the cue leaves no doubt, down to
   0.1), so that what says little hardly dilutes what says much.
7. **Where.** The territory named in the clause, else in the sentence, else the one that the two sentences before or the title
   agree on, else the region as a whole. An actor's own country is not taken for the theatre.

`confidence` in the tables is how far the pieces agree, times n / (n + 1) for their number n. It is not yet calibrated against
readers.

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
| classes.csv | classes of nouns: those that verbs.csv refers to (`@people`), those through which a state acts, those that belong to it without acting for it |

## Agreement with readers

`python -m bench.validity` prints it, beside plain vaderSentiment's, for files of readings that lie beside the checkout or are
named on the command line. The readers of those files were two large language models, blind of each other, not trained human coders.
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
