"""The maps of pages and briefings: a view of a corpus in, a figure, the rows beside it and the table behind it out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go

from analysis.change import changes
from analysis.leading import leading as leading_actors
from analysis.overall import overall
from analysis.periods import with_periods
from analysis.phrases import telling
from analysis.places import by_place
from analysis.territories import as_drawn
from analysis.territories import levels as territory_levels
from charts import maps
from charts.dots import dots
from charts.maps import Scene
from charts.style import TWO
from config import settings
from desk.corpus import Corpus
from desk.names import actor_in_a_sentence, actor_name, actor_short, days_in_words, in_words, lower_first, scene, territory_name
from desk.picture import Picture
from desk.view import Choices, View, compared
from geo.profiles import profile
from geo.territories import REGION, ancestors, drawn
from reading.actors import actors

LARGE = 1.9          # width / height of the large map
LITTLE = 1.45        # of one of the little ones
MOST = 8             # little maps
PLACES = 12          # places in rows beside the map


@dataclass(frozen=True)
class Map(Picture):
    """A map, and beside it the same figures in rows with their intervals; None where there are none, or none were asked for."""

    beside: go.Figure | None = None


@dataclass(frozen=True)
class _Ground:
    """What the kinds of map have in common."""

    opened: Corpus
    view: View
    choices: Choices
    theme: str
    scene: Scene
    with_rows: bool

    def under(self, n: int) -> str:
        """The line under a title: filters, and of how many articles."""
        return f"{in_words(self.view)} · {self.opened.of_all(n)}"

    @property
    def selected(self) -> str | None:
        return self.view.focus if "@" not in self.view.focus else None


def drawn_map(opened: Corpus, view: View, choices: Choices, theme: str = "light", *, aspect: float = LARGE, characters: int = 140, with_rows: bool = False) -> Map:
    """The map of the view's kind; the level in the place of a change where no article has a date. with_rows : also the rows beside it."""
    kind = "level" if view.kind == "change" and choices.first is None else view.kind
    draw = {"level": _level, "change": _change, "leading": _leading, "places": _places, "years": _years, "actors": _actors}[kind]
    return draw(_Ground(opened, view, choices, theme, scene(view, choices, theme, aspect, characters), with_rows))


def levels_of(opened: Corpus, view: View) -> pd.DataFrame:
    """The chosen actor's figures by territory, of analysis.territories. Not to be changed."""
    return opened.figure(_levels, view.of_figures)


def _levels(opened: Corpus, view: View) -> pd.DataFrame:
    return territory_levels(_pieces(opened, view, view.trend_actors), view.measure, view.actor, _moves(opened, view, (view.actor,)))


def _level(on: _Ground) -> Map:
    view, measure, display = on.view, on.view.measure, settings()["display"]
    pieces = _pieces(on.opened, view, view.trend_actors)
    levels = levels_of(on.opened, view)
    cues = telling(on.opened.cues(view.filters, measure.indicator, (view.actor,)))
    found = levels.assign(value=levels["value"].round(2) + 0.0, cue=levels["territory"].map(cues).fillna(""))   # + 0.0: no minus zero
    title = f"{measure.about(actor_in_a_sentence(view.actor))} by territory"
    figure = maps.level_map(found, measure.fitted(found["value"]), on.scene, title=title, subtitle=on.under(_articles(pieces, view.actor)), note=on.opened.source(),
                            min_articles=display["min_articles"], steady=display["steady"], selected=on.selected)
    return Map(title, figure, levels, _dots(on, levels, "With their intervals"))


def _change(on: _Ground) -> Map:
    view, measure = on.view, on.view.measure
    days = compared(view, on.choices)
    placed = [_pieces(on.opened, replace(view, since=since, until=until), (view.actor,)) for since, until in days]
    placed = [pieces.assign(territory=as_drawn(pieces["territory"])) for pieces in placed]
    found = changes(*placed, measure, [view.actor], by="territory")
    periods = tuple(days_in_words(*each) for each in days)
    title = f"Change in {lower_first(measure.about(actor_in_a_sentence(view.actor)))}"
    filters = in_words(replace(view, since=None, until=None))
    figure = maps.change_map(found, measure.fitted(2 * found["change"]), on.scene, title=title, note=on.opened.source(), periods=periods, selected=on.selected,
                             subtitle=f"from {periods[0]} to {periods[1]} · {filters} · {on.opened.of_all(_articles(pd.concat(placed), view.actor))}")
    long = pd.concat([territory_levels(pieces, measure, view.actor).assign(series=period) for period, pieces in zip(periods, placed)])
    return Map(title, figure, found, _dots(on, long, "Both periods", colours=dict(zip(periods, TWO[on.theme])), joined=True))


def _leading(on: _Ground) -> Map:
    view, measure, wanted = on.view, on.view.measure, on.choices.actors
    pieces = on.opened.pieces(view.filters, measure.indicator, ())
    found = leading_actors(pieces, measure, wanted, left_out=_at_home)
    n = pieces.loc[pieces["weight"] > 0, "article_id"].nunique()
    title = f"Highest {lower_first(measure.label)} by territory"
    figure = maps.leading_map(found, measure, {code: actor_short(code) for code in wanted}, on.scene, title=title,
                              subtitle=f"all actors from outside · {on.under(n)}", note=on.opened.source(),
                              min_articles=settings()["display"]["min_articles"], selected=on.selected)
    both = pd.concat([found.assign(series="highest", low=float("nan"), high=float("nan")),
                      found.assign(series="runner-up", value=found["second_value"], n=found["second_n"], low=float("nan"), high=float("nan"))])
    return Map(title, figure, found, _dots(on, both, "The two highest", colours=dict(zip(("runner-up", "highest"), TWO[on.theme])), joined=True))


def _at_home(actor: str, territory: str) -> bool:
    """A territory's own government, and that of the country it belongs to, are not compared with those from outside."""
    return actors()[actor].home in ancestors(territory)


def _places(on: _Ground) -> Map:
    view, measure, few = on.view, on.view.measure, settings()["display"]["min_articles"]
    named = on.opened.places(view.filters, measure.indicator, (view.actor,))
    found = by_place(named, measure)
    found = found.assign(place=found["place"].map(profile(view.names).place))
    title = f"Places in the sentences on {actor_in_a_sentence(view.actor)}"
    figure = maps.places_map(found, measure, on.scene, title=title, subtitle=on.under(named["article_id"].nunique()), note=on.opened.source(), min_articles=few)
    rows = found.head(PLACES).assign(label=found["place"], low=float("nan"), high=float("nan"))
    beside = None if not on.with_rows else dots(
        rows, measure, title="The places named most", subtitle=measure.about(actor_in_a_sentence(view.actor)), characters=44,
        min_articles=few, theme=on.theme, empty="No place is named in this view.")
    return Map(title, figure, found, beside)


def _years(on: _Ground) -> Map:
    view, measure, parts = on.view, on.view.measure, []
    pieces = with_periods(_pieces(on.opened, view, (view.actor,)), "year")
    moves = with_periods(_moves(on.opened, view, (view.actor,)), "year") if measure.direction else None
    for year in sorted(pieces["period"].unique())[-MOST:]:
        same = lambda frame: None if frame is None else frame[frame["period"] == year]
        part = territory_levels(same(pieces), measure, view.actor, same(moves))
        n = overall(same(pieces), measure, view.actor).n
        parts.append(part.assign(panel=str(pd.Timestamp(year).year), panel_n=n, on=pd.Timestamp(year).replace(month=12, day=31).date()))
    return _multiples(on, parts, f"{measure.about(actor_in_a_sentence(view.actor))} year by year", _articles(pieces, view.actor))


def _actors(on: _Ground) -> Map:
    view, measure = on.view, on.view.measure
    pieces = _pieces(on.opened, view, view.trend_actors)
    moves = _moves(on.opened, view, view.trend_actors)
    parts = [territory_levels(pieces, measure, code, moves).assign(panel=actor_name(code), panel_n=overall(pieces, measure, code).n)
             for code in view.trend_actors[:MOST]]
    own = pieces[pieces["actor"].isin(view.trend_actors) & (pieces["weight"] > 0)]
    return _multiples(on, parts, f"{measure.label} by territory, actor by actor", own["article_id"].nunique())


def _multiples(on: _Ground, parts: list[pd.DataFrame], title: str, n: int) -> Map:
    display = settings()["display"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["panel", "panel_n", "territory", "value", "n", "direction_n"])
    figure = maps.small_multiples(
        table.assign(value=table["value"].astype(float).round(2) + 0.0), on.view.measure.fitted(table["value"]), replace(on.scene, aspect=LITTLE, characters=190), title=title,
        subtitle=on.under(n), note=on.opened.source(), min_articles=display["min_articles"], steady=display["steady"])
    return Map(title, figure, table.drop(columns="on", errors="ignore"))


def _dots(on: _Ground, figures: pd.DataFrame, title: str, **more) -> go.Figure | None:
    """The same figures in rows, with their intervals, which a map cannot show."""
    if not on.with_rows:
        return None
    view, rows = on.view, in_order(figures)
    about = view.measure.label if view.kind == "leading" else view.measure.about(actor_in_a_sentence(view.actor))
    return dots(rows, view.measure.fitted(rows["value"]), title=title, subtitle=about, min_articles=settings()["display"]["min_articles"], theme=on.theme,
                empty="No statement in this view.", characters=44, **more)


def in_order(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures by territory as rows of a chart: in the order of the map, the region last, with label (the name) and key (the code)."""
    order = {code: place for place, code in enumerate((*drawn(), REGION))}
    rows = figures[figures["territory"].isin(order)].sort_values("territory", key=lambda codes: codes.map(order), kind="stable")
    return rows.assign(label=rows["territory"].map(territory_name), key=rows["territory"])


def _pieces(opened: Corpus, view: View, wanted) -> pd.DataFrame:
    return opened.pieces(view.filters, view.measure.indicator, wanted, view.measure.is_share)


def _moves(opened: Corpus, view: View, wanted) -> pd.DataFrame | None:
    return opened.pieces(view.filters, view.measure.direction, wanted) if view.measure.direction else None


def _articles(pieces: pd.DataFrame, actor: str) -> int:
    """Articles with a statement on the actor."""
    return pieces.loc[(pieces["actor"] == actor) & (pieces["weight"] > 0), "article_id"].nunique()
