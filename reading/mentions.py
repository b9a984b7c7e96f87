"""Candidate mentions: every place where a spelling of an actor stands and may mean it.

Whether a capital is the actor or only a place is decided later, by what it does in its clause (`reading/roles.py`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reading.actors import Name, actors, names, not_names

_TITLE = re.compile(
    r"\b(?:[Pp]resident|[Pp]remier|[Mm]inister|[Cc]hancellor|[Cc]ommissioner|[Aa]mbassador|[Ss]peaker|"
    r"[Cc]hairman|[Ll]eader|"
    r"[Ee]nvoy|[Rr]epresentative|Secretary(?:[ -](?:of (?:State|Defense)|General))?|General|Archbishop|PM|FM)\s+$")
# A capitalised word right before a surname: a given name ("Gagik Harutyunyan"), unless it opens a sentence or dates it.
_WORD_BEFORE = re.compile(r"(?<=[a-z,;] )([A-Z][a-z]+)\s+$")
_DATES = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
             "September October November December".split())
# "Russian-led CSTO": the name says whose the organisation is, the text is about the organisation.
_LED = re.compile(r"[-–](?:led|dominated|headed|run)\s+(?:the\s+)?", re.I)
# "Moscow-based analyst": a place, whatever the name.
_BASED = re.compile(r"-(?:based|born|educated|listed|registered|headquartered|trained)\b")

# The US state of Georgia: said outright, hinted at nearby, or the matter of the whole text.
_US_GEORGIA_BEFORE = re.compile(
    r"(?:\bstate of|\b(?:Atlanta|Savannah|Augusta|Athens|Macon|Columbus|Marietta|Decatur|Valdosta|Fort \w+),|"
    r"\b[DR]-)\s*$")
_US_GEORGIA_HINT = re.compile(
    r"\b(?:Atlanta|Savannah|Fulton County|Peach State|Brian Kemp|Warnock|Ossoff|Stacey Abrams|Raffensperger|"
    r"Marjorie Taylor Greene|Bulldogs|Senate (?:race|runoff|seat)|gubernatorial|electoral college votes|"
    r"swing states?|battleground states?|"
    r"(?:Republican|Democratic) (?:primary|nominee|governor|voters|runoff)|Alabama|Tennessee|Florida|"
    r"Carolina|Arizona|Michigan|Wisconsin|Nevada|Pennsylvania|Mississippi|Louisiana)\b")
_CAUCASUS = re.compile(
    r"\b(?:Tbilisi|Batumi|Kutaisi|Zugdidi|Gori|Anaklia|Poti|Caucas\w+|Abkhaz\w*|\w*Osseti\w+|Tskhinvali|"
    r"Georgian (?:Dream|government)|Armenia\w*|Azerbaijan\w*|Baku|Yerevan|Black Sea|[A-Z]\w+shvili|"
    r"[A-Z]\w{2,}adze|Kobakhidze|Zourabichvili)\b")
_EUROPE = re.compile(r"\b(?:Russia\w*|Moscow|Kremlin|Putin|EU|European|Brussels|NATO|Ukrain\w+|Turkey|Turkish)\b")

# A word nearby that makes the country the bird, or the crockery.
_THING_NEAR = {
    "Turkey": re.compile(r"\b(?:roast(?:ed|ing)?|stuffing|gravy|cranberr\w+|drumsticks?|oven|poultry)\b", re.I),
    "China": re.compile(r"\b(?:porcelain|crockery|tableware|teacups?|saucers?)\b", re.I),
}

# Names of places that people bear: after kin, a form of address or "a girl called", with an age, or before a surname.
_GIVEN_NAMES = {"Paris", "London", "Sofia", "Georgia", "India", "Israel"}
_PERSON_BEFORE = re.compile(
    r"\b(?:(?:person|girl|boy|woman|man|baby|child|daughter|son|sister|brother|friend|student|nurse|singer|actress|"
    r"colleague|someone|she|he)(?:\s+(?:is|was))?\s+(?:called|named)|"
    r"(?:daughter|sister|girlfriend|niece|aunt|granddaughter|actress|singer|model),?)\s+$")
_ADDRESS = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Professor)\.?\s+$")
_AGE = re.compile(r",\s+(?:aged\s+)?\d{1,2},")
_SURNAME = re.compile(r"\s+[A-Z][a-z]{3,}\b")
_BEFORE_SURNAMES = re.compile(
    r"\b(?:James|John|Robert|Michael|William|David|Richard|Joseph|Thomas|Charles|George|Daniel|Anthony|Mark|"
    r"Paul|Jack|Jeremy|"
    r"Irving|Isaiah|Booker(?: T\.)?|Martha|Mary|Sarah|Anna|Julie|Kerry|Denzel|Dinah|Harold|Walter|Brian|Kevin|"
    r"Theo|Anatole|Cameron)\s+$")

# Short forms in capitals that are also words, where a whole line is in capitals.
_ALSO_WORDS = {"US", "PACE"}


@dataclass(frozen=True)
class Candidate:
    """A span that may be a mention: text[start:end] == surface."""

    actor: str
    kind: str
    start: int
    end: int
    surface: str


@lru_cache(maxsize=1)
def _plain_letters() -> dict[int, str]:
    """Accented Latin letters, dashes and apostrophes as their plain twins, one character for one."""
    table = str.maketrans("’‘ʼ`´‐‑–ıłŁøđ", "'''''---ilLod")
    table = {code: chr(plain) for code, plain in table.items()}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii():
            table.setdefault(code, base)
    return table


def _plain(text: str) -> str:
    return text.translate(_plain_letters())


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, re.Pattern], dict[str, tuple[Name, ...]]]:
    """By a spelling's first word the pattern of all that begin with it, longest first; and by spelling whom it may name."""
    by_spelling: dict[str, list[Name]] = {}
    for name in names():
        for spelling in _forms(name.spelling):
            by_spelling.setdefault(spelling, []).append(name)
    for phrase in not_names():
        for spelling in _forms(phrase):
            by_spelling.setdefault(spelling, [])
    by_first: dict[str, list[str]] = {}
    for spelling in sorted(by_spelling, key=len, reverse=True):
        by_first.setdefault(re.match(r"\w+", spelling).group(), []).append(re.escape(spelling).replace(r"\ ", r"\s+"))
    patterns = {first: re.compile("(?:" + "|".join(rest) + r")(?!\w)") for first, rest in by_first.items()}
    return patterns, {spelling: tuple(found) for spelling, found in by_spelling.items()}


def _forms(spelling: str) -> set[str]:
    """A spelling as it stands, as it opens a sentence, and in a headline of capitals (short forms would meet words)."""
    spelling = _plain(spelling)
    forms = {spelling, spelling[0].upper() + spelling[1:]}
    return forms | {spelling.upper()} if len(spelling) > 3 and not spelling.isupper() else forms


def candidates(text: str, on: date | None = None) -> list[Candidate]:
    """Every span of `text` that may name an actor on that day, longest name first, without overlaps, in order."""
    patterns, table = _table()
    plain = _plain(text)
    american = bool(_US_GEORGIA_HINT.search(plain)) and not _CAUCASUS.search(plain)
    found, end = [], 0
    for word in re.finditer(r"\w+", plain):
        if word.start() < end or word.group() not in patterns:
            continue
        match = patterns[word.group()].match(plain, word.start())
        if not match:
            continue
        end = match.end()
        choice = _choose(table[" ".join(match.group().split())], plain, match, on)
        if choice and not _is_something_else(choice, plain, match, american):
            found.append(Candidate(choice.actor, choice.kind, match.start(), match.end(), text[match.start():match.end()]))
    return _without_leaders_of_organisations(plain, found)


def _choose(options: tuple[Name, ...], text: str, match: re.Match, on: date | None) -> Name | None:
    """The first that holds on that day; a surname that many share only after the full name or a title."""
    before = text[max(0, match.start() - 40):match.start()]
    for name in options:
        if not name.holds(on):
            continue
        if name.before and _next_word(text, match) not in name.before:
            continue
        if name.full and not _TITLE.search(before):
            given = _WORD_BEFORE.search(before)
            if given and given.group(1) not in _DATES:
                continue
            if not any(_plain(full) in text[:match.start()] for full in name.full):
                continue
        return name
    return None


def _next_word(text: str, match: re.Match) -> str:
    found = re.match(r"\s+(\w+)", text[match.end():match.end() + 40])
    return found.group(1) if found else ""


def _is_something_else(name: Name, text: str, match: re.Match, american: bool) -> bool:
    before, after = text[max(0, match.start() - 40):match.start()], text[match.end():match.end() + 40]
    if name.spelling in _ALSO_WORDS and _in_capitals(text, match):
        return True
    if name.kind in ("name", "capital") and (_BASED.match(after) or _is_a_person(name.spelling, text, match, before, after)):
        return True
    if name.spelling in ("Georgia", "Georgians"):
        return _is_the_us_state(text, match, before, american)
    thing = _THING_NEAR.get(name.spelling)
    return bool(thing and thing.search(text[max(0, match.start() - 60):match.end() + 60]))


def _is_a_person(spelling: str, text: str, match: re.Match, before: str, after: str) -> bool:
    if _ADDRESS.search(before) or _BEFORE_SURNAMES.search(before):
        return True
    if spelling not in _GIVEN_NAMES:
        return False
    # Before a capitalised word only the capitals: "Georgia President" is how some headlines write.
    surname = spelling in ("Paris", "London", "Sofia") and _SURNAME.match(after) and not _is_title_case(text, match)
    return bool(_PERSON_BEFORE.search(before) or _AGE.match(after) or surname)


def _is_the_us_state(text: str, match: re.Match, before: str, american: bool) -> bool:
    if _US_GEORGIA_BEFORE.search(before):
        return True
    near = text[max(0, match.start() - 200):match.end() + 200]
    if _CAUCASUS.search(near):
        return False
    return american or bool(_US_GEORGIA_HINT.search(near) and not _EUROPE.search(near))


def _line(text: str, match: re.Match) -> str:
    """What stands around the match on its line, up to 60 characters each way."""
    before, after = text[max(0, match.start() - 60):match.start()], text[match.start():match.end() + 60]
    return before.split("\n")[-1] + after.split("\n")[0]


def _in_capitals(text: str, match: re.Match) -> bool:
    letters = [c for c in _line(text, match) if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.7 * len(letters) and len(letters) > 4


def _is_title_case(text: str, match: re.Match) -> bool:
    words = [w for w in re.findall(r"[A-Za-z]\w+", _line(text, match)) if len(w) > 3]
    return sum(w[0].isupper() for w in words) > 0.7 * len(words)


def _without_leaders_of_organisations(text: str, found: list[Candidate]) -> list[Candidate]:
    starts = {c.start: c for c in found}
    known = actors()
    kept = []
    for c in found:
        led = _LED.match(text, c.end)
        whose = starts.get(led.end()) if led else None
        if whose is None or known[whose.actor].kind not in ("alliance", "organisation"):
            kept.append(c)
    return kept
