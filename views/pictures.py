"""How pages draw the pictures of desk/pictures.py, and what a click on the trend does."""

from __future__ import annotations

import streamlit as st

from charts import maps
from desk.picture import Picture
from views.bar import set_focus
from views.takeaway import takeaway

PLOT = {"displayModeBar": False}


def theme() -> str:
    """"light" or "dark", as the reader's page is."""
    return st.context.theme.type or "light"


def draw(picture: Picture, key: str, take: tuple, height: int | str = "stretch", clicked=None) -> None:
    """A picture on the page. take : what views.takeaway needs: corpus, view, choices, the picture's key. clicked : what a click on a point calls."""
    more = {"selection_mode": "points", "on_select": clicked} if clicked else {}
    takeaway(*take, key, "territory" in picture.table)
    st.plotly_chart(picture.figure, key=key, theme=None, height=height, config=maps.CONFIG | PLOT, alt=picture.title, **more)


def trend_clicked() -> None:
    """A click on a point of the trend chooses it."""
    points = st.session_state["trend"]["selection"]["points"]
    clicked = next((point["customdata"] for point in points if point.get("customdata")), None)
    if clicked:
        set_focus(f"{clicked[0]}@{clicked[1]}")
    elif "@" in st.session_state["focus"]:
        set_focus("")
