"""What every map stands on: land, seas, borders of its day, names, and the words around it.

Draws without any outside address. Plotly asks its content server for a world map as soon as the first trace of a map
is a choropleth, and draws nothing when it gets no answer: so the first trace of each map is a line of no length, and
CONFIG points the world map at an empty one, should a later plotly ask all the same.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote

import plotly.graph_objects as go
import shapely
from shapely.geometry import LineString

from charts import style
from geo import boundaries
from geo.profiles import Profile, drawn_lines, profile
from geo.territories import drawn, territories

# The name that plotly appends lands behind the "#", where it is no part of the address.
EMPTY_WORLD = "data:application/json," + quote('{"type":"Topology","objects":{},"arcs":[]}') + "#"
CONFIG = {"topojsonURL": EMPTY_WORLD, "scrollZoom": False, "displaylogo": False,
          "modeBarButtonsToRemove": ["select2d", "lasso2d", "resetGeo", "zoomInGeo", "zoomOutGeo"]}

CORE = (39.6, 50.7, 38.25, 43.75)          # west, east, south, north: what must be in view
COARSE = 0.03                              # degrees: what a little map may leave out
HATCH = 0.12                               # degrees between the lines of a hatched territory
# Names that stand beside their area: on which side of the label point, and where the pointer ends.
OUTSIDE = {"GE-SO": ("top center", (44.12, 42.50)), "AZ-NX": ("bottom center", (45.10, 39.40))}
# Where the names of what lies around are written.
CONTEXT = {"Russia": (47.0, 42.55), "Türkiye": (41.9, 40.45), "Iran": (47.0, 38.62), "Black Sea": (40.35, 42.05), "Caspian Sea": (49.95, 41.75)}
# How a line of each kind is drawn: dash and width.
LINES = {"coast": ("solid", 0.6), "internal": ("solid", 0.35), "settled": ("solid", 1.1), "disputed": ("6px,3px", 1.6), "historical": ("1.5px,3px", 1.3)}
NAME = 20                                  # letters in a line of a territory's name
AROUND = "around"                          # the neighbours' borders, which are drawn with their land
SOURCE = "Portrayal in these articles, not power. Boundaries: Natural Earth (public domain)."
CHOSEN = {"marker": {"opacity": 1}}        # a click does not fade the others


@dataclass(frozen=True)
class Scene:
    """What a map is drawn on.

    on : the day whose lines are drawn (None: today). names : key of the naming profile (geo.profiles), which sets labels,
    lines and the disclaimer together. theme : "light" or "dark". aspect : width / height of the place for the map, so that
    it fills it. characters : letters in a line of the words below it. little : one of several small ones, with coarser lines and without those inside a country.
    """

    on: date | None = None
    names: str = "neutral"
    theme: str = "light"
    aspect: float = 1.45
    characters: int = 98
    little: bool = False

    @property
    def look(self) -> style.Theme:
        return style.THEMES[self.theme]

    @property
    def profile(self) -> Profile:
        return profile(self.names)

    @property
    def day(self) -> date:
        return self.on or date.today()


def blank(scene: Scene, geo: str = "geo") -> list[go.Choropleth | go.Scattergeo]:
    """The neighbours' land, below everything; a line of no length comes first (see above)."""
    land = _plain("neighbours", list(boundaries.neighbours().index), scene, scene.look.land, geo)
    return [lines([LineString([(44.5, 41), (44.5, 41)])], scene.look.land, 0, geo=geo), land.update(marker_line={"width": 0.6, "color": scene.look.border})]


def areas(codes: Sequence[str], hover: Mapping[str, str], scene: Scene, values: Sequence[float] | None = None,
          bounds: tuple[float, float] = (0, 1), scale: list | None = None, geo: str = "geo", **more) -> go.Choropleth:
    """Territories that can be pointed at and clicked; coloured by their values, else plain."""
    plain = [[0, scene.look.empty], [1, scene.look.empty]]
    return go.Choropleth(
        geojson=_geojson("territories", tuple(codes), scene.little), locations=list(codes), z=list(values) if values is not None else [0] * len(codes),
        zmin=bounds[0], zmax=bounds[1], colorscale=scale or plain, showscale=False, marker={"line": {"width": 0}}, geo=geo,
        selected=CHOSEN, unselected=CHOSEN, hovertemplate="%{text}<extra></extra>", text=[hover[code] for code in codes],
        customdata=[[code] for code in codes]).update(more)


def hatched(codes: Sequence[str], scene: Scene, geo: str = "geo") -> list[go.Scattergeo]:
    """Slanted lines over the territories of which too little is known. A choropleth has no pattern fill."""
    return [lines([_hatching(code)], scene.look.hatch, 1.0, geo=geo) for code in codes]


def borders(scene: Scene, selected: str | None = None, geo: str = "geo", thin: float = 1.0) -> list[go.Scattergeo]:
    """Lakes and lines over the areas, each in the style of its kind on the scene's day and in its profile; the chosen territory outlined."""
    look = scene.look
    traces = [_lake_areas(scene, geo)]
    for kind, found in kinds_of_lines(scene).items():
        dash, width = LINES[kind]
        if not (scene.little and kind == "internal"):
            traces.append(lines(_lines_of([geometry for _, geometry in found], scene), look.line, width * thin, dash, geo=geo))
    if selected in drawn():
        traces.append(lines([boundaries.areas().geometry[selected].boundary], look.text, 3.2, geo=geo))
    return traces


def kinds_of_lines(scene: Scene) -> dict[str, list[tuple[str, shapely.Geometry]]]:
    """The names and lines that the scene's profile draws on its day, by kind."""
    found: dict[str, list] = {kind: [] for kind in LINES}
    for row in drawn_lines(scene.names, scene.day).itertuples():
        if row.id == AROUND:
            continue
        found[row.kind].append((row.name, row.geometry))
    return {kind: rows for kind, rows in found.items() if rows}


def surroundings(scene: Scene, geo: str = "geo") -> list[go.Scattergeo]:
    """The names of neighbours and seas, in a quiet tone, and the thin lines from names that stand beside their territory."""
    look = scene.look
    lon, lat = zip(*CONTEXT.values())
    names = go.Scattergeo(lon=lon, lat=lat, mode="text", text=[f"<i>{name}</i>" for name in CONTEXT], hoverinfo="skip", showlegend=False,
                          textfont={"size": style.SMALL, "color": look.quiet}, unselected={"textfont": {"color": look.quiet}}, geo=geo)
    starts = {code: (territories()[code].label_lon, territories()[code].label_lat) for code in OUTSIDE}
    pointers = lines([LineString([starts[code], end]) for code, (_, end) in OUTSIDE.items()], look.text, 0.9, geo=geo)
    return [names, pointers]


def label(code: str, below: str, scene: Scene, ink: str, halo: str, geo: str = "geo", size: int = style.SIZE - 1) -> go.Scattergeo:
    """A territory's name where it belongs, with a line or more below it, on a halo against lines."""
    one = territories()[code]
    name, side = scene.profile.names[code], "middle center"
    if code not in OUTSIDE or below.count("<br>") == 0:
        name = "<br>".join(line for part in name.replace(" / ", " /\n").splitlines() for line in textwrap.wrap(part, NAME))
    if code in OUTSIDE:
        side = OUTSIDE[code][0]
    return go.Scattergeo(
        lon=[one.label_lon], lat=[one.label_lat], mode="text", textposition=side, text=[f"<b>{name}</b><br>{below}"], geo=geo,
        textfont={"size": size, "color": ink, "shadow": _halo(halo)}, showlegend=False, hoverinfo="skip",
        selected={"textfont": {"color": ink}}, unselected={"textfont": {"color": ink}})


def lines(geometries, colour: str, width: float, dash: str = "solid", geo: str = "geo") -> go.Scattergeo:
    """Lines of any geometries as one trace that neither pointer nor click sees."""
    lon, lat = [], []
    for line in _simple_lines(geometries):
        lon += [*(round(x, 3) for x in line.xy[0]), None]      # about 100 m: less than a pixel
        lat += [*(round(y, 3) for y in line.xy[1]), None]
    return go.Scattergeo(lon=lon, lat=lat, mode="lines", line={"color": colour, "width": width, "dash": dash}, geo=geo,
                         hoverinfo="skip", showlegend=False)


def window(aspect: float) -> tuple[list[float], list[float]]:
    """Longitudes and latitudes in view: the core, widened to the place's shape (Mercator)."""
    west, east, south, north = CORE
    y = [math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) for lat in (south, north)]
    width, height = math.radians(east - west), y[1] - y[0]
    if width / height < aspect:
        extra = math.degrees(height * aspect - width) / 2
        return [west - extra, east + extra], [south, north]
    extra = (width / aspect - height) / 2
    return [west, east], [math.degrees(2 * math.atan(math.exp(at)) - math.pi / 2) for at in (y[0] - extra, y[1] + extra)]


def frame(scene: Scene) -> dict:
    """The layout of one geo subplot: nothing of plotly's own world, the window, the sea as ground."""
    longitudes, latitudes = window(scene.aspect)
    return {"visible": False, "showland": False, "showocean": False, "showlakes": False, "showcoastlines": False,
            "showcountries": False, "showframe": False, "bgcolor": scene.look.sea, "projection": {"type": "mercator"},
            "lonaxis": {"range": longitudes}, "lataxis": {"range": latitudes}}


def lay_out(figure: go.Figure, scene: Scene, *, title: str, subtitle: str, note: str, key: Sequence[str], dated: str = "") -> go.Figure:
    """Title and filters above, the key in the map's corner, sources and the disclaimer below. Every map has them.

    dated : what is said of the lines' day where it is not that of the scene.
    """
    look = scene.look
    heading = "<br>".join(filter(None, [
        title and f"<span style='font-size:16px'><b>{title}</b></span>",
        subtitle and f"<span style='color:{look.quiet}'>{subtitle}</span>"]))
    words = [*note.split("<br>"), SOURCE, scene.profile.disclaimer, dated or lines_in_words(scene)]
    footer = "<br>".join(line for each in words for line in textwrap.wrap(each, scene.characters))
    figure.update_layout(
        template=style.template(scene.theme), clickmode="event+select", dragmode=False, showlegend=False,
        margin={"l": 0, "r": 0, "t": 6 + 21 * bool(title) + 19 * bool(subtitle), "b": 6 + 15 * (footer.count("<br>") + 1)})
    small = {"size": style.SMALL, "color": look.quiet}
    _write(figure, heading, y=1, yanchor="bottom", font={"size": style.SIZE, "color": look.text})
    # A little above the edge: where the place is wider than the map's shape, the map ends before the place does.
    _write(figure, "<br>".join(key), y=0.04, yanchor="bottom", font=small | {"color": look.text}, xshift=4,
           bgcolor=style.rgba(look.paper, 0.75))
    _write(figure, footer, y=0, yanchor="top", font=small)
    return figure


def lines_in_words(scene: Scene) -> str:
    """Which day's lines these are, and what the dashed and dotted ones stand for."""
    drawn_now = kinds_of_lines(scene)
    words = [f"Lines of {scene.day.day} {scene.day:%b %Y}"]
    if "disputed" in drawn_now:
        words.append("dashed: disputed")
    if "historical" in drawn_now:
        words.append("dotted: historical (" + "; ".join(dict.fromkeys(name for name, _ in drawn_now["historical"])) + ")")
    return f"{', '.join(words)}."


def _lake_areas(scene: Scene, geo: str) -> go.Choropleth:
    lakes = boundaries.lakes()
    return _plain("lakes", list(lakes.index[lakes["scope"] == "region"]), scene, scene.look.sea, geo)


def _plain(layer: str, codes: list[str], scene: Scene, colour: str, geo: str) -> go.Choropleth:
    """Areas of one colour that neither pointer nor click sees."""
    return go.Choropleth(geojson=_geojson(layer, tuple(codes), scene.little), locations=codes, z=[0] * len(codes), showscale=False, geo=geo,
                         colorscale=[[0, colour], [1, colour]], marker_line_width=0, hoverinfo="skip")


def _geojson(layer: str, codes: tuple[str, ...], little: bool) -> dict:
    """Only the areas that a trace draws: each trace carries its own."""
    whole = _coarse(layer) if little else boundaries.geojson(layer)
    return whole | {"features": [each for each in whole["features"] if each["id"] in codes]}


def _lines_of(geometries, scene: Scene):
    return [geometry.simplify(COARSE) for geometry in geometries] if scene.little else geometries


@lru_cache(maxsize=3)
def _coarse(name: str) -> dict:
    """The same areas with fewer points, exteriors clockwise as d3 wants them."""
    whole = boundaries.geojson(name)
    areas = shapely.coverage_simplify([shapely.geometry.shape(each["geometry"]) for each in whole["features"]], COARSE)
    drawn_small = shapely.orient_polygons(areas, exterior_cw=True)
    return whole | {"features": [each | {"geometry": shapely.geometry.mapping(shapely.transform(area, lambda points: points.round(3)))}
                                 for each, area in zip(whole["features"], drawn_small)]}


@lru_cache(maxsize=16)
def _hatching(code: str):
    """Slanted lines, clipped to the territory."""
    area = boundaries.areas().geometry[code]
    west, south, east, north = area.bounds
    height = north - south
    starts = (west - height + step * HATCH for step in range(int((east - west + height) / HATCH) + 1))
    return shapely.MultiLineString([[(x, south), (x + height, north)] for x in starts]).intersection(area)


def _simple_lines(geometries) -> Iterator[LineString]:
    for geometry in geometries:
        for part in shapely.get_parts(geometry):
            if part.geom_type in ("LineString", "LinearRing"):
                yield part
            elif hasattr(part, "geoms"):
                yield from _simple_lines([part])


def _halo(colour: str) -> str:
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-2, -1, 1, 2) for y in (-1, 1))


def _write(figure, text, **where) -> None:
    """Words at the left edge of the figure."""
    if text:
        figure.add_annotation(text=text, x=0, xref="paper", yref="paper", xanchor="left", align="left", showarrow=False, **where)
