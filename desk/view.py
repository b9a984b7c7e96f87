"""The view that a reader has chosen, and its place in the page's address: the one file that knows the address.

An address such as `?show=tone&actor=TUR&with=RUS&from=2020-09-27&in=GEO&at=GE-AB` reopens the same view. What it leaves out
has its default, and what it says that cannot be is left out, with a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from analysis import measures
from analysis.breakdown import OUTLETS
from analysis.change import period_before
from analysis.groups import groups
from analysis.periods import FREQUENCY
from data.outlets import KINDS, of_name
from data.queries import Filters, Options
from geo.profiles import profiles
from geo.territories import territories
from indicators.instruments import INSTRUMENTS
from reading.actors import actors

COMPARED = 2   # actors drawn beside the chosen one when the page opens
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)   # days that can be asked for


@dataclass(frozen=True)
class View:
    """What is shown. None or () means all; `focus` is a territory ("GE-AB"), a point ("RUS@2020-10-01"), or ""."""

    show: str = "influence"
    actor: str = ""
    others: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    territories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()          # of outlets
    instruments: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    words: str = ""          # a search that the articles meet
    salience: int = 0        # an actor's least share of an article, per cent
    copies: str = "once"     # near-copies of one report count "once" or "each"
    by: str = "quarter"
    events: str = "actor"    # those marked on charts: a key of EVENTS
    kind: str = "level"      # what the map room shows: a key of MAPS
    against_since: date | None = None    # the earlier period of a comparison; None: the one before the chosen dates
    against_until: date | None = None
    compare: str = "outlets" # what the comparison is of: a key of COMPARISONS
    group: str = "based"     # what outlets are grouped by: a key of analysis.breakdown.OUTLETS
    pair: str = ""           # the ordered pair of the relations page, "RUS>ARM"
    article: str = ""        # the article that the evidence page shows
    names: str = "neutral"   # naming profile of maps and tables
    focus: str = ""

    @property
    def measure(self) -> measures.Measure:
        return measures.measure(self.show)

    @property
    def trend_actors(self) -> tuple[str, ...]:
        return (self.actor, *(code for code in self.others if code != self.actor))

    @property
    def of_figures(self) -> View:
        """The view without what changes no figure: what is clicked, how it is drawn and named."""
        plain = View()
        return replace(self, focus="", by=plain.by, events=plain.events, kind=plain.kind, compare=plain.compare, group=plain.group, pair="", article="", names=plain.names,
                       against_since=None, against_until=None)

    @property
    def filters(self) -> Filters:
        return Filters(self.since, self.until, self.territories, self.sources, self.countries, self.kinds, self.instruments,
                       self.voices, self.words, self.salience / 100, every_copy=self.copies == "each")


# A field of the view -> its name in the address.
ADDRESS = {"show": "show", "actor": "actor", "others": "with", "since": "from", "until": "to", "territories": "in",
           "sources": "outlet", "countries": "country", "kinds": "kind", "instruments": "means", "voices": "voice", "words": "words",
           "salience": "salience", "copies": "copies", "by": "by", "events": "events", "kind": "map", "against_since": "against-from",
           "against_until": "against-to", "compare": "compare", "group": "outlets-by", "pair": "pair",
           "article": "article", "names": "names", "focus": "at"}
CORPUS = "corpus"   # in a link: the state of the corpus when it was made (Choices.state)
MODE = "mode"    # "mode=briefing" in the address shows the page as a slide
LONGEST = 200   # letters of a search in an address
VOICES = {"author": "The author", "followed": "A speaker whom the text follows", "quoted": "A speaker only quoted (not counted)"}
COPIES = {"once": "Once, as one report", "each": "Each for itself"}
COMPARISONS = {"outlets": "Outlets", "periods": "Periods", "territories": "Territories", "gains": "Who gains when it loses"}
EVENTS = {"actor": "Of the actor", "all": "All", "none": "None"}
MAPS = {"level": "Level", "change": "Change", "leading": "Most influential", "places": "Places", "years": "Year by year", "actors": "Actor by actor"}
FROM_CORPUS = ("actor", "others", "by")   # what the default view takes from the corpus and the settings
DAYS = ("since", "until", "against_since", "against_until")
MANY = ("others", "territories", "sources", "countries", "kinds", "instruments", "voices")


@dataclass(frozen=True)
class Choices:
    """What there is to choose from in this corpus, by code, and the view that an empty address opens."""

    actors: tuple[str, ...]
    territories: tuple[str, ...]
    sources: tuple[str, ...]
    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    first: date | None
    last: date | None
    default: View = field(default_factory=View)
    state: str = ""      # short, another one whenever the corpus is: a link can carry it

    @property
    def named(self) -> tuple[str, ...]:
        """What can be chosen as an actor: actors, then groups of them."""
        return (*self.actors, *self.groups)


def choices(options: Options, period: str) -> Choices:
    """What the corpus offers. The page opens on the actor from outside the region that most articles name, and the next ones.

    options : of data.queries. period : "year", "quarter" or "month".
    """
    named = tuple(code for code in options.actors["actor"] if code in actors())
    outside = [code for code in named if not _is_of_the_region(code)] or list(named)
    default = View(actor=outside[0] if outside else "", others=tuple(outside[1:1 + COMPARED]), by=period)
    said = set(options.territories["territory"])
    offered = tuple(code for code, one in territories().items() if code in said or one.drawn)
    return Choices(
        named, offered, tuple(sorted(options.sources["source"])),
        tuple(code for code in options.countries["source_country"] if code in actors()),
        tuple(kind for kind in KINDS if kind in {one.kind for one in map(of_name, options.sources["source"]) if one}),
        tuple(code for code, one in groups().items() if set(one.members) & set(named)), options.first, options.last, default)


def _is_of_the_region(code: str) -> bool:
    return actors()[code].home in territories()


def read(address: Mapping[str, Sequence[str]], choices: Choices) -> tuple[View, list[str]]:
    """The view of an address, and a sentence for everything in it that cannot be.

    address : each name with all its values, as st.query_params.get_all gives them.
    """
    view, wrong = choices.default, []
    offered = {"show": [each.key for each in measures.ALL], "by": list(FREQUENCY), "actor": choices.named,
               "others": choices.named, "territories": choices.territories, "sources": choices.sources,
               "countries": choices.countries, "kinds": choices.kinds, "instruments": INSTRUMENTS, "voices": list(VOICES),
               "copies": list(COPIES), "kind": list(MAPS), "events": list(EVENTS), "compare": list(COMPARISONS),
               "group": list(OUTLETS), "names": list(profiles())}
    for name, values in address.items():
        one = next((key for key, word in ADDRESS.items() if word == name), None)
        if name == CORPUS:
            if values[-1] != choices.state:
                wrong.append("the state of the corpus that it was made with: articles have come or changed since, and figures may differ")
        elif one is None:
            wrong.append(f"“{_short(name)}” is no part of a view")
        elif one in DAYS:
            try:
                day = date.fromisoformat(values[-1])
            except ValueError:
                day = None
            if day and EARLIEST <= day <= LATEST:
                view = replace(view, **{one: day})
            else:
                wrong.append(f"“{_short(values[-1])}” is no date such as 2020-09-27")
        elif one == "words":
            view = replace(view, words=values[-1][:LONGEST])
        elif one == "article":
            view = replace(view, article=values[-1][:64])   # whether there is such an article is for its page to say
        elif one == "pair":
            if set(values[-1].split(">")) <= set(choices.actors) and values[-1].count(">") == 1:
                view = replace(view, pair=values[-1])
            elif values[-1]:
                wrong.append(f"“{_short(values[-1])}” is no pair of actors of this corpus")
        elif one == "salience":
            if values[-1].isdigit() and int(values[-1]) <= 100:
                view = replace(view, salience=int(values[-1]))
            else:
                wrong.append(f"“{_short(values[-1])}” is no share from 0 to 100")
        elif one == "focus":
            if _is_focus(values[-1], choices):
                view = replace(view, focus=values[-1])
            else:
                wrong.append(f"“{_short(values[-1])}” is no territory and no point of the trend")
        else:
            known = [value for value in values if value in offered[one]]
            # An empty value stands for none of them, where the default has some.
            wrong += [f"“{_short(value)}” is not in this corpus" for value in values if value and value not in known]
            if one in MANY:
                view = replace(view, **{one: tuple(dict.fromkeys(known))})
            elif known:
                view = replace(view, **{one: known[-1]})
    for first, last in (DAYS[:2], DAYS[2:]):
        since, until = getattr(view, first), getattr(view, last)
        if since and until and since > until:
            view = replace(view, **{first: until, last: since})
    return view, wrong


def written(view: View, choices: Choices, to_keep: bool = False) -> dict[str, list[str]]:
    """The shortest address that reopens the view: only what differs from the default. to_keep : also what the default takes from
    the corpus, which may be another one when the address is opened again."""
    address = {}
    for key, name in ADDRESS.items():
        value = getattr(view, key)
        if value != getattr(choices.default, key) or (to_keep and key in FROM_CORPUS):
            address[name] = (list(value) or [""]) if key in MANY else [str(value or "")]
    return address


def link(address: Mapping[str, Sequence[str]], slide: bool) -> str:
    """A link to the same page and view, as a slide or not."""
    query = urlencode({**address, **({MODE: ["briefing"]} if slide else {})}, doseq=True)
    return f"?{query}" if query else "?"


def compared(view: View, choices: Choices) -> tuple[tuple[date, date], tuple[date, date]]:
    """The earlier period of a comparison and the later one, each as (first day, last day). choices : with a first day."""
    before, now = period_before(view.since, view.until, choices.first, choices.last)
    return tuple(sorted((view.against_since or before[0], view.against_until or before[1]))), now


def _is_focus(text: str, choices: Choices) -> bool:
    code, _, start = text.partition("@")
    if not start:
        return code in territories()
    try:
        return code in choices.named and bool(date.fromisoformat(start))
    except ValueError:
        return False


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + " …"
