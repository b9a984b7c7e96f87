"""The map room: one large map of the view, of the kind that is chosen."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.change import changes
from analysis.leading import leading as leading_actors
from analysis.overall import overall
from analysis.periods import with_periods
from analysis.phrases import telling
from analysis.places import by_place
from analysis.territories import levels as territory_levels
from charts import maps
from charts.dots import dots
from charts.style import TWO
from config import settings
from geo.profiles import profile, profiles
from geo.territories import REGION, ancestors, drawn, drawn_as, territories
from reading.actors import actors
from views import behind
from views.bar import set_focus
from views.desk import desk
from views.filters import MAPS, Choices, View, compared
from views.headline import headline
from views.load import Corpus
from views.names import actor_in_a_sentence, actor_name, actor_short, days_in_words, in_words, lower_first, scene, territory_name
from views.pictures import PLOT
from views.tile import chosen, tile

LARGE = 1.9          # width / height of the large map
LITTLE = 1.45        # of one of the little ones
MOST = 8             # little maps
PLACES = 12          # places in rows beside the map


def page() -> None:
    desk("maps", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    measure = view.measure
    pieces = _pieces(opened, view, (view.actor,))
    directions = _directions(opened, view, (view.actor,)) if measure.direction else None
    whole = overall(pieces, measure, view.actor, directions)
    levels = territory_levels(pieces, measure, view.actor, directions)
    headline(opened, view, whole, choices)
    with st.container(horizontal=True, vertical_alignment="center", key="map-kinds"):
        st.segmented_control("Map", list(MAPS), format_func=MAPS.get, key="kind", required=True, label_visibility="collapsed")
        st.space("stretch")
        st.selectbox("Names and lines", list(profiles()), format_func=lambda key: f"Names and lines: {profile(key).title.partition(':')[0]}", key="names",
                     label_visibility="collapsed", width=300)
    draw = {"level": _level, "change": _change, "leading": _leading, "places": _places, "years": _years, "actors": _actors}[view.kind]
    if view.kind == "change" and choices.first is None:
        st.info("No article of this corpus has a date, so there is no change between periods to show. The map shows the level.")
        draw = _level
    figure, beside, table = draw(opened, view, choices, levels, whole)
    with st.container(horizontal=True, key="large"):
        with st.container(key="tile-side", width=118, gap="xsmall"):
            tile(view, levels)
            chosen(view)
        with st.container(key="map-side"):
            st.plotly_chart(figure, key="large_map", theme=None, height="stretch", config=maps.CONFIG | PLOT, selection_mode="points",
                            on_select=_map_clicked, alt=f"{MAPS[view.kind]}: {measure.about(actor_in_a_sentence(view.actor))}")
        if beside is not None:
            with st.container(key="rows-side"):
                st.plotly_chart(beside, key="rows", theme=None, height="stretch", config=PLOT, selection_mode="points",
                                on_select=_row_clicked, alt="The figures of the map in rows, with their intervals")
    behind.section(opened, view, choices, {"Map": table})


def _map_clicked() -> None:
    set_focus(maps.selected_territory(st.session_state["large_map"]) or "")


def _row_clicked() -> None:
    points = st.session_state["rows"]["selection"]["points"]
    code = next((point["customdata"][0] for point in points if point.get("customdata")), "")
    set_focus(code if code in territories() else "")


# Each kind: the figure, and the table behind it.

def _level(opened: Corpus, view: View, choices: Choices, levels: pd.DataFrame, whole) -> tuple:
    measure, display = view.measure, settings()["display"]
    cues = telling(opened.cues(view.filters, measure.indicator, (view.actor,)))
    found = levels.assign(value=levels["value"].round(2) + 0.0, cue=levels["territory"].map(cues).fillna(""))   # + 0.0: no minus zero
    return maps.level_map(
        found, measure, _scene(view, choices), title=f"{measure.about(actor_in_a_sentence(view.actor))} by territory",
        subtitle=_under(opened, view, whole.n), note=opened.source(), min_articles=display["min_articles"], steady=display["steady"],
        selected=_selected(view)), _dots(view, levels, "With their intervals"), levels


def _dots(view: View, figures: pd.DataFrame, title: str, **more) -> go.Figure:
    """The same figures in rows, with their intervals, which a map cannot show."""
    order = {code: place for place, code in enumerate((*drawn(), REGION))}
    rows = figures[figures["territory"].isin(order)].sort_values("territory", key=lambda codes: codes.map(order), kind="stable")
    rows = rows.assign(label=rows["territory"].map(territory_name), key=rows["territory"])
    about = view.measure.label if view.kind == "leading" else view.measure.about(actor_in_a_sentence(view.actor))
    return dots(rows, view.measure, title=title, subtitle=about,
                min_articles=settings()["display"]["min_articles"], theme=st.context.theme.type or "light", empty="No statement in this view.",
                characters=44, **more)


def _change(opened: Corpus, view: View, choices: Choices, levels: pd.DataFrame, whole) -> tuple:
    measure = view.measure
    (old_first, old_last), (first, last) = compared(view, choices)
    placed = [opened.pieces(replace(view.filters, since=since, until=until), measure.indicator, (view.actor,), measure.is_share)
              for since, until in ((old_first, old_last), (first, last))]
    placed = [pieces.assign(territory=pieces["territory"].map(drawn_as)) for pieces in placed]
    found = changes(*placed, measure, [view.actor], by="territory")
    periods = tuple(days_in_words(*days) for days in ((old_first, old_last), (first, last)))
    n = pd.concat([pieces.loc[(pieces["actor"] == view.actor) & (pieces["weight"] > 0), "article_id"] for pieces in placed]).nunique()
    figure = maps.change_map(found, measure, _scene(view, choices), title=f"Change in {lower_first(measure.about(actor_in_a_sentence(view.actor)))}",
                             subtitle=f"from {periods[0]} to {periods[1]} · {in_words(replace(view, since=None, until=None))} · {opened.of_all(n)}",
                             note=opened.source(), periods=periods, selected=_selected(view))
    colours = dict(zip(periods, TWO[st.context.theme.type or "light"]))
    long = pd.concat([territory_levels(pieces, measure, view.actor).assign(series=period) for period, pieces in zip(periods, placed)])
    return figure, _dots(view, long, "Both periods", colours=colours, joined=True), found


def _leading(opened: Corpus, view: View, choices: Choices, levels: pd.DataFrame, whole) -> tuple:
    measure = view.measure
    wanted = choices.actors
    pieces = opened.pieces(view.filters, measure.indicator, ())
    found = leading_actors(pieces, measure, wanted, left_out=_at_home)
    names = {code: actor_short(code) for code in wanted}
    n = pieces.loc[pieces["weight"] > 0, "article_id"].nunique()
    figure = maps.leading_map(found, measure, names, _scene(view, choices), title=f"Highest {lower_first(measure.label)} by territory",
                              subtitle=f"all actors from outside · {_under(opened, view, n)}", note=opened.source(),
                              min_articles=settings()["display"]["min_articles"], selected=_selected(view))
    both = pd.concat([found.assign(series="highest", low=float("nan"), high=float("nan")),
                      found.assign(series="runner-up", value=found["second_value"], n=found["second_n"], low=float("nan"), high=float("nan"))])
    colours = dict(zip(("runner-up", "highest"), TWO[st.context.theme.type or "light"]))
    return figure, _dots(view, both, "The two highest", colours=colours, joined=True), found


def _places(opened: Corpus, view: View, choices: Choices, levels: pd.DataFrame, whole) -> tuple:
    measure = view.measure
    named = opened.places(view.filters, measure.indicator, (view.actor,))
    found = by_place(named, measure)
    here = profile(view.names)
    found = found.assign(place=found["place"].map(here.place))
    figure = maps.places_map(found, measure, _scene(view, choices), title=f"Places in the sentences on {actor_in_a_sentence(view.actor)}",
                             subtitle=_under(opened, view, named["article_id"].nunique()), note=opened.source(),
                             min_articles=settings()["display"]["min_articles"])
    rows = found.head(PLACES).assign(label=found["place"], low=float("nan"), high=float("nan"))
    beside = dots(rows, measure, title="The places named most", subtitle=measure.about(actor_in_a_sentence(view.actor)), characters=44,
                  min_articles=settings()["display"]["min_articles"], theme=st.context.theme.type or "light", empty="No place is named in this view.")
    return figure, beside, found


def _at_home(actor: str, territory: str) -> bool:
    """A territory's own government, and that of the country it belongs to, are not compared with those from outside."""
    return actors()[actor].home in ancestors(territory)


def _years(opened: Corpus, view: View, choices: Choices, levels: pd.DataFrame, whole) -> tuple:
    measure = view.measure
    parts = []
    pieces = with_periods(_pieces(opened, view, (view.actor,)), "year")
    moves = with_periods(_directions(opened, view, (view.actor,)), "year") if measure.direction else None
    for year in sorted(pieces["period"].unique())[-MOST:]:
        same = lambda frame: None if frame is None else frame[frame["period"] == year]
        part = territory_levels(same(pieces), measure, view.actor, same(moves))
        n = overall(same(pieces), measure, view.actor).n
        parts.append(part.assign(panel=str(pd.Timestamp(year).year), panel_n=n, on=pd.Timestamp(year).replace(month=12, day=31).date()))
    return _multiples(opened, view, choices, parts, f"{measure.about(actor_in_a_sentence(view.actor))} year by year", whole.n)


def _actors(opened: Corpus, view: View, choices: Choices, levels: pd.DataFrame, whole) -> tuple:
    measure = view.measure
    pieces = _pieces(opened, view, view.trend_actors)
    moves = _directions(opened, view, view.trend_actors) if measure.direction else None
    parts = [territory_levels(pieces, measure, code, moves).assign(
        panel=actor_name(code), panel_n=overall(pieces, measure, code).n) for code in view.trend_actors[:MOST]]
    own = pieces[pieces["actor"].isin(view.trend_actors) & (pieces["weight"] > 0)]
    return _multiples(opened, view, choices, parts, f"{measure.label} by territory, actor by actor", own["article_id"].nunique())


def _multiples(opened: Corpus, view: View, choices: Choices, parts: list[pd.DataFrame], title: str, n: int) -> tuple:
    display = settings()["display"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["panel", "panel_n", "territory", "value", "n", "direction_n"])
    figure = maps.small_multiples(
        table.assign(value=table["value"].astype(float).round(2) + 0.0), view.measure, replace(_scene(view, choices), aspect=LITTLE, characters=190), title=title,
        subtitle=_under(opened, view, n), note=opened.source(), min_articles=display["min_articles"], steady=display["steady"])
    return figure, None, table.drop(columns="on", errors="ignore")


def _pieces(opened: Corpus, view: View, wanted) -> pd.DataFrame:
    return opened.pieces(view.filters, view.measure.indicator, wanted, view.measure.is_share)


def _directions(opened: Corpus, view: View, wanted) -> pd.DataFrame:
    return opened.pieces(view.filters, view.measure.direction, wanted)


def _scene(view: View, choices: Choices) -> maps.Scene:
    return scene(view, choices, st.context.theme.type or "light", LARGE, characters=140)


def _selected(view: View) -> str | None:
    return view.focus if "@" not in view.focus else None


def _under(opened: Corpus, view: View, n: int) -> str:
    return f"{in_words(view)} · {opened.of_all(n)}"
