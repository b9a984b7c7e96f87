"""Maps, one file a kind: a tidy table in, a plotly figure out. `ground.py` is what they all stand on."""

from charts.maps.change import change_map
from charts.maps.ground import CONFIG, Scene
from charts.maps.leading import leading_map
from charts.maps.level import level_map
from charts.maps.multiples import small_multiples
from charts.maps.places import places_map
from geo.territories import drawn

__all__ = ["CONFIG", "Scene", "change_map", "leading_map", "level_map", "places_map", "selected_territory", "small_multiples"]


def selected_territory(event) -> str | None:
    """The code of the clicked territory in what `st.plotly_chart(..., on_select="rerun")` returns, or None."""
    selection = (event or {}).get("selection") or {}
    for point in selection.get("points") or ():
        code = point.get("location")
        if code in drawn():
            return code
    return None
