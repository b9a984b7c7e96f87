"""How a corpus is spread, as bars: one figure over months, one for countries or languages."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts import style


def months(frame: pd.DataFrame, *, title: str, note: str = "", theme: str = "light") -> go.Figure:
    """Articles a month (analysis.balance.by_month) as bars; a month without articles has none."""
    look = style.THEMES[theme]
    figure = go.Figure(go.Bar(x=frame["month"], y=frame["n"], marker={"color": style.LINES[0]}, hovertemplate="%{x|%b %Y}: %{y} articles<extra></extra>"))
    figure.update_yaxes(title="articles", rangemode="tozero", tickformat=",d")
    figure.update_xaxes(dtick="M12" if len(frame) > 24 else None, tickformat="%Y" if len(frame) > 24 else "%b %Y")
    return _laid_out(figure, look, theme, title, note, 280)


def shares(frame: pd.DataFrame, *, title: str, note: str = "", theme: str = "light") -> go.Figure:
    """Articles by country or language (analysis.balance.by_value) as horizontal bars, most on top, with number and share."""
    look, total = style.THEMES[theme], max(int(frame["n"].sum()), 1)
    labels = [f"{n:,} ({n / total:.0%})" for n in frame["n"]]
    figure = go.Figure(go.Bar(x=frame["n"], y=frame["value"], orientation="h", text=labels, textposition="outside", cliponaxis=False,
                              marker={"color": style.LINES[0]}, hoverinfo="skip"))
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(visible=False, range=[0, float(frame["n"].max() if len(frame) else 1) * 1.35])
    return _laid_out(figure, look, theme, title, note, 112 + 24 * len(frame))


def _laid_out(figure: go.Figure, look: style.Theme, theme: str, title: str, note: str, height: int) -> go.Figure:
    figure.update_layout(template=style.template(theme), title=title, height=height, showlegend=False, bargap=0.25,
                         margin={"l": 8, "r": 8, "t": 40, "b": 56 if note else 8})
    if note:
        figure.add_annotation(text=note, x=0, y=0, xref="paper", yref="paper", xanchor="left", yanchor="top", yshift=-26, showarrow=False,
                              font={"size": style.SMALL, "color": look.quiet}, align="left")
    return figure
