"""The map: one actor's figure in each territory. A tidy table in, a plotly figure out.

Draws without any outside address. Plotly asks its content server for a world map as soon as the first trace of a map
is a choropleth, and draws nothing when it gets no answer: so the first trace here is the neighbours' borders, and
CONFIG points the world map at an empty one, should a later plotly ask all the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

import pandas as pd
import plotly.graph_objects as go
import shapely
from plotly.colors import sample_colorscale
from shapely.geometry import LineString

from charts import style
from geo import boundaries
from geo.territories import drawn, parts_drawn_apart, territories

# The name that plotly appends lands behind the "#", where it is no part of the address.
EMPTY_WORLD = "data:application/json," + quote('{"type":"Topology","objects":{},"arcs":[]}') + "#"
CONFIG = {"topojsonURL": EMPTY_WORLD, "scrollZoom": False, "displaylogo": False,
          "modeBarButtonsToRemove": ["select2d", "lasso2d", "resetGeo", "zoomInGeo", "zoomOutGeo"]}

CORE = (39.6, 50.7, 38.25, 43.75)          # west, east, south, north: what must be in view
HATCH = 0.12                               # degrees between the lines of a hatched territory
# Names that stand beside their area: on which side of the label point, and where the pointer ends.
OUTSIDE = {"GE-SO": ("top center", (44.12, 42.50)), "AZ-NX": ("bottom center", (45.10, 39.40))}
# Where the names of what lies around are written.
CONTEXT = {"Russia": (47.0, 42.55), "Türkiye": (41.9, 40.45), "Iran": (47.0, 38.62), "Black Sea": (40.35, 42.05), "Caspian Sea": (49.95, 41.75)}
SOURCE = "Portrayal in these articles, not power. Boundaries: Natural Earth (public domain)."
DISCLAIMER = "Borders and names imply no position on status. Dashed lines: disputed; dotted: historical (1991, 1994–2020)."


def influence_map(levels: pd.DataFrame, *, label: str = "Portrayed influence", bounds: tuple[float, float] = (0, 100),
                  low: str = "weak", high: str = "strong", title: str = "", subtitle: str = "", note: str = "",
                  min_articles: int = 3, steady: float = 0.15, theme: str = "light", selected: str | None = None,
                  aspect: float = 1.45, counts: str = "articles with a statement") -> go.Figure:
    """The seven territories coloured by their figure.

    Parameters
    ----------
    levels : one row per territory, never modified. Territories that the map does not draw (REG) are left out.
        territory (code), value (float or NaN), low, high (95 % interval or NaN), n (articles that make a statement),
        direction (mean trajectory or NaN), direction_n (articles behind it, which may be fewer than n), note (str, shown in the hover). Only territory, value and n are needed; without direction_n no
        direction is drawn.
    label, bounds, low, high : the measure, its fixed lowest and highest value, and plain words for these ends. The
        colours span the bounds, whatever the data, so two maps can be compared. Bounds such as (0, 1) of a share
        have no neutral middle and get a scale in one colour.
    min_articles : with fewer articles (but at least one) a territory is hatched grey, not coloured; a direction that rests
        on fewer is not drawn, and the hover says so.
    counts : what n counts, for the key.
    steady : from this absolute trajectory on, the arrow points up or down.
    selected : code of the territory to outline.
    aspect : width / height of the place for the map, so that it fills it.

    A click gives the territory: `selected_territory`.
    """
    look = style.THEMES[theme]
    rows = _rows(levels, min_articles)
    coloured = {code: row for code, row in rows.items() if row["n"] >= max(min_articles, 1) and not math.isnan(row["value"])}
    hatched = [code for code, row in rows.items() if code not in coloured and row["n"]]
    scale = _scale(bounds)

    figure = go.Figure(layout={"template": style.template(theme)})
    figure.add_trace(_lines(boundaries.neighbours().boundary, look.border, 0.6))           # first: see above
    figure.add_trace(_land(look))
    figure.add_trace(_areas([code for code in rows if code not in coloured], rows, look, label, bounds, counts, steady))
    if coloured:
        figure.add_trace(_areas(list(coloured), rows, look, label, bounds, counts, steady, scale, low, high))
    for code in hatched:
        figure.add_trace(_lines([_hatching(code)], look.hatch, 1.0))
    figure.add_trace(_lines(_settled_borders(), look.text, 1.1))
    for kind, dash, width in (("disputed", "6px,3px", 1.6), ("historical", "1.5px,3px", 1.3)):
        lines = boundaries.lines()
        figure.add_trace(_lines(lines.loc[lines["kind"] == kind, "geometry"], look.text, width, dash))
    if selected in rows:
        figure.add_trace(_lines([boundaries.areas().geometry[selected].boundary], look.text, 3.2))
    figure.add_trace(_surroundings(look))
    figure.add_trace(_pointers(look))
    for trace in _labels(rows, coloured, look, bounds, steady, scale, _nothing(counts)):
        figure.add_trace(trace)
    return _lay_out(figure, look, title=title, subtitle=subtitle, note=note, min_articles=min_articles, aspect=aspect,
                    any_arrow=any(style.arrow(rows[code]["direction"]) for code in coloured), counts=counts)


def selected_territory(event) -> str | None:
    """The code of the clicked territory in what `st.plotly_chart(..., on_select="rerun")` returns, or None."""
    selection = (event or {}).get("selection") or {}
    for point in selection.get("points") or ():
        code = point.get("location")
        if code in drawn():
            return code
    return None


def _rows(levels: pd.DataFrame, min_articles: int) -> dict[str, dict]:
    """A row for each drawn territory; those missing from the table have no statement. What rests on few articles goes."""
    blank = {"value": math.nan, "low": math.nan, "high": math.nan, "n": 0, "direction": math.nan, "direction_n": 0, "note": ""}
    given = {row["territory"]: {key: row[key] for key in blank if key in row and not pd.isna(row[key])}
             for row in levels.to_dict("records")}
    rows = {code: blank | given.get(code, {}) for code in drawn()}
    for row in rows.values():
        if row["direction_n"] < min_articles:
            row["direction"] = math.nan
        if row["n"] < min_articles:
            row["low"] = row["high"] = math.nan
    return rows


def _scale(bounds) -> list[list]:
    """Plotly's colour scale: with a neutral middle, or one colour for a share."""
    colours = style.SEQUENTIAL if tuple(bounds) == (0, 1) else style.DIVERGING
    return [[at / (len(colours) - 1), colour] for at, colour in enumerate(colours)]


def _land(look) -> go.Choropleth:
    codes = list(boundaries.neighbours().index)
    return go.Choropleth(geojson=boundaries.geojson("neighbours"), locations=codes, z=[0] * len(codes), showscale=False,
                         colorscale=[[0, look.land], [1, look.land]], marker_line_width=0, hoverinfo="skip")


def _areas(codes, rows, look, label, bounds, counts, steady, scale=None, low="", high="") -> go.Choropleth:
    """The territories as areas that can be hovered and clicked; without a scale, plain."""
    chosen = {"marker": {"opacity": 1}}
    trace = go.Choropleth(
        geojson=boundaries.geojson("territories"), locations=codes, z=[rows[code]["value"] if scale else 0 for code in codes],
        zmin=bounds[0], zmax=bounds[1], colorscale=scale or [[0, look.empty], [1, look.empty]], showscale=bool(scale),
        marker={"line": {"width": 0}}, selected=chosen, unselected=chosen, hovertemplate="%{text}<extra></extra>",
        text=[_hover(code, rows[code], label, bounds, counts, steady) for code in codes], customdata=[[code] for code in codes])
    if scale:
        middle = sum(bounds) / 2
        ends = [bounds[0], middle, bounds[1]]
        words = [f"{style.number(bounds[0], bounds)} {low}", style.number(middle, bounds), f"{style.number(bounds[1], bounds)} {high}"]
        trace.colorbar = {"orientation": "h", "x": 0.985, "xanchor": "right", "y": 0.975, "yanchor": "top", "len": 0.34,
                          "thickness": 10, "title": {"text": label, "side": "top", "font": {"size": style.SMALL + 1}},
                          "tickvals": ends, "ticktext": words, "tickfont": {"size": style.SMALL}, "outlinewidth": 0,
                          "bgcolor": style.rgba(look.paper, 0.75), "xpad": 22, "ypad": 4}
    return trace


def _hover(code, row, label, bounds, counts, steady) -> str:
    """What the pointer shows: name, figure, interval, articles, direction, and what a country's figure leaves out."""
    lines = [f"<b>{territories()[code].name}</b>"]
    if row["n"] and not math.isnan(row["value"]):
        interval = ""
        if not math.isnan(row["low"]):
            interval = f" (95 % interval {style.number(row['low'], bounds)} to {style.number(row['high'], bounds)})"
        lines.append(f"{label}: {style.number(row['value'], bounds)}{interval}")
    lines.append(f"{style.articles(int(row['n']))} {counts.partition(' ')[2]}" if row["n"] else _nothing(counts))
    if style.arrow(row["direction"]):
        lines.append(f"Direction: {style.arrow(row['direction'], steady)} {style.number(row['direction'], (-1, 1))}, "
                     f"{style.articles(int(row['direction_n']))}")
    elif row["direction_n"]:
        lines.append(f"Direction: too few articles ({int(row['direction_n'])})")
    if parts := parts_drawn_apart(code):
        lines.append("Without " + " and ".join(territories()[part].name for part in parts) + ", drawn apart")
    return "<br>".join([*lines, *filter(None, [row["note"]])])


def _nothing(counts: str) -> str:
    """What is missing where n is 0: articles may name an actor there and state nothing; a share needs no statement."""
    return "no statement" if "statement" in counts else "no article"


def _lines(geometries, colour, width, dash="solid") -> go.Scattergeo:
    """Lines of any geometries as one trace that neither hover nor click sees."""
    lon, lat = [], []
    for line in _simple_lines(geometries):
        lon += [*line.xy[0], None]
        lat += [*line.xy[1], None]
    return go.Scattergeo(lon=_short(lon), lat=_short(lat), mode="lines", line={"color": colour, "width": width, "dash": dash},
                         hoverinfo="skip", showlegend=False)


def _short(numbers) -> list:
    return [None if number is None else round(number, 4) for number in numbers]


def _simple_lines(geometries) -> Iterator[LineString]:
    for geometry in geometries:
        for part in shapely.get_parts(geometry):
            if part.geom_type in ("LineString", "LinearRing"):
                yield part
            elif hasattr(part, "geoms"):
                yield from _simple_lines([part])


@lru_cache(maxsize=1)
def _settled_borders() -> tuple:
    """All borders of the territories but for those that are dashed or dotted."""
    areas, lines = boundaries.areas(), boundaries.lines()
    return (shapely.line_merge(areas.boundary.union_all().difference(lines.union_all().buffer(0.0005))),)


@lru_cache(maxsize=16)
def _hatching(code: str):
    """Slanted lines, clipped to the territory."""
    area = boundaries.areas().geometry[code]
    west, south, east, north = area.bounds
    height = north - south
    starts = (west - height + step * HATCH for step in range(int((east - west + height) / HATCH) + 1))
    lines = shapely.MultiLineString([[(x, south), (x + height, north)] for x in starts])
    return lines.intersection(area)


def _pointers(look) -> go.Scattergeo:
    """Thin lines from the names that stand beside their territory."""
    starts = {code: (territories()[code].label_lon, territories()[code].label_lat) for code in OUTSIDE}
    return _lines([LineString([starts[code], end]) for code, (_, end) in OUTSIDE.items()], look.text, 0.9)


def _surroundings(look) -> go.Scattergeo:
    """The names of neighbours and seas, in a quiet tone."""
    lon, lat = zip(*CONTEXT.values())
    return go.Scattergeo(lon=lon, lat=lat, mode="text", text=[f"<i>{name}</i>" for name in CONTEXT], hoverinfo="skip", showlegend=False,
                         textfont={"size": style.SMALL, "color": look.quiet}, unselected={"textfont": {"color": look.quiet}})


def _labels(rows, coloured, look, bounds, steady, scale, nothing) -> list[go.Scattergeo]:
    """Name, figure, arrow and number of articles, dark on light and light on dark, with a halo against lines."""
    traces = []
    for code, row in rows.items():
        one = territories()[code]
        dark = code in coloured and code not in OUTSIDE and _is_dark(_colour(row["value"], bounds, scale))
        plain = code in coloured and code not in OUTSIDE
        ink = "#ffffff" if dark else "#1f2430" if plain else look.text
        halo = _colour(row["value"], bounds, scale) if plain else look.paper   # the area's own colour does not glow
        arrow = style.arrow(row["direction"], steady)
        arrow = f"<span style='font-size:16px'>{arrow}</span> " if arrow else ""
        figure = f"<b>{style.number(row['value'], bounds)}</b> {arrow}" if code in coloured else ""
        count = f"n={int(row['n'])}" if row["n"] else nothing
        name = one.name.replace(" / ", " /<br>")
        side = OUTSIDE[code][0] if code in OUTSIDE else "middle center"
        traces.append(go.Scattergeo(
            textposition=side, lon=[one.label_lon], lat=[one.label_lat], mode="text", text=[f"<b>{name}</b><br>{figure}{count}"], showlegend=False,
            hoverinfo="skip", textfont={"size": style.SIZE - 1, "color": ink, "shadow": _halo(halo)},
            selected={"textfont": {"color": ink}}, unselected={"textfont": {"color": ink}}))
    return traces


def _halo(colour: str) -> str:
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-2, -1, 1, 2) for y in (-1, 1))


def _colour(value, bounds, scale) -> str:
    share = (min(max(value, bounds[0]), bounds[1]) - bounds[0]) / (bounds[1] - bounds[0])
    return sample_colorscale(scale, [share])[0]


def _is_dark(colour: str) -> bool:
    red, green, blue = (float(part) for part in colour[4:-1].split(","))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 120


def _window(aspect: float) -> tuple[list[float], list[float]]:
    """Longitudes and latitudes in view: the core, widened to the place's shape (Mercator)."""
    west, east, south, north = CORE
    y = [math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) for lat in (south, north)]
    width, height = math.radians(east - west), y[1] - y[0]
    if width / height < aspect:
        extra = math.degrees(height * aspect - width) / 2
        return [west - extra, east + extra], [south, north]
    extra = (width / aspect - height) / 2
    return [west, east], [math.degrees(2 * math.atan(math.exp(at)) - math.pi / 2) for at in (y[0] - extra, y[1] + extra)]


def _lay_out(figure, look, *, title, subtitle, note, min_articles, aspect, any_arrow, counts) -> go.Figure:
    longitudes, latitudes = _window(aspect)
    key = [f"n: {counts}", f"Hatched: fewer than {min_articles} articles", f"Plain: {_nothing(counts)}"]
    if any_arrow:
        key += ["↗ portrayed as rising", "↘ as declining, → neither"]
    heading = "<br>".join(filter(None, [
        title and f"<span style='font-size:16px'><b>{title}</b></span>",
        subtitle and f"<span style='color:{look.quiet}'>{subtitle}</span>"]))
    footer = "<br>".join(filter(None, [note, SOURCE, DISCLAIMER]))
    figure.update_geos(
        visible=False, showland=False, showocean=False, showlakes=False, showcoastlines=False, showcountries=False,
        showframe=False, bgcolor=look.sea, projection_type="mercator", lonaxis_range=longitudes, lataxis_range=latitudes)
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 6 + 21 * bool(title) + 19 * bool(subtitle), "b": 6 + 15 * (footer.count("<br>") + 1)},
        clickmode="event+select", dragmode=False, showlegend=False)
    small = {"size": style.SMALL, "color": look.quiet}
    _write(figure, heading, y=1, yanchor="bottom", font={"size": style.SIZE, "color": look.text})
    _write(figure, "<br>".join(key), y=0, yanchor="bottom", font=small | {"color": look.text}, xshift=4, yshift=2,
           bgcolor=style.rgba(look.paper, 0.75))
    _write(figure, footer, y=0, yanchor="top", font=small)
    return figure


def _write(figure, text, **where) -> None:
    """Words at the left edge of the figure."""
    if text:
        figure.add_annotation(text=text, x=0, xref="paper", yref="paper", xanchor="left", align="left", showarrow=False, **where)
