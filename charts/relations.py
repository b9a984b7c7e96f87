"""Who is with whom: ordered pairs of actors from conflict to cooperation, as a heat map."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from charts.style import DIVERGING, SIZE, SMALL, THEMES, articles, template

NOT_POWER = "Portrayal in these articles, not power. Read a row: what it is shown to do to each of the others."


def heat_map(pairs: pd.DataFrame, names: Mapping[str, str], *, title: str, subtitle: str = "", note: str = "", min_articles: int = 3,
             theme: str = "light") -> go.Figure:
    """Rows act, columns are acted on; the colour is the mean relation, the number below it the articles.

    Parameters
    ----------
    pairs : actor, other, value (-1 conflict to +1 cooperation), low, high, n (analysis.relations.pairs). Never modified.
    names : display name of each actor to be shown, in the order of rows and columns.

    Pairs with fewer than `min_articles` are grey, with their number. Each cell carries customdata [actor, other].
    """
    look, codes = THEMES[theme], list(names)
    found = {(row.actor, row.other): row for row in pairs.itertuples()}
    grid = [[found.get((one, other)) for other in codes] for one in codes]
    values = [[row.value if row and row.n >= min_articles else None for row in line] for line in grid]
    few = [[0 if row and row.n < min_articles else None for row in line] for line in grid]
    hover = [[_hover(row, names, min_articles) if row else "" for row in line] for line in grid]
    labels = list(names.values())
    shared = {"x": labels, "y": labels, "hoverinfo": "text", "hovertext": hover, "xgap": 2, "ygap": 2,
              "customdata": [[[one, other] for other in codes] for one in codes]}
    figure = go.Figure(layout={"template": template(theme), "dragmode": False, "clickmode": "event+select"})
    figure.add_heatmap(z=few, colorscale=[[0, look.grid], [1, look.grid]], showscale=False, **shared)
    figure.add_heatmap(
        z=values, zmin=-1, zmax=1, colorscale=[[at / (len(DIVERGING) - 1), colour] for at, colour in enumerate(DIVERGING)],
        colorbar={"orientation": "h", "x": 1, "xanchor": "right", "y": -0.02, "yanchor": "top", "len": 0.4, "thickness": 10, "outlinewidth": 0,
                  "tickvals": [-1, 0, 1], "ticktext": ["−1 conflict", "0", "+1 cooperation"], "tickfont": {"size": SMALL}}, **shared)
    for y, line in enumerate(grid):
        for x, row in enumerate(line):
            if row:
                shown = f"<b>{row.value:+.1f}</b> ".replace("-", "−").replace("0.", ".") if row.n >= min_articles else ""
                ink = "#ffffff" if row.n >= min_articles and abs(row.value) > 0.75 else look.text if row.n < min_articles else "#000000"
                figure.add_annotation(x=labels[x], y=labels[y], text=f"{shown}<span style='font-size:10px'>{int(row.n)}</span>", showarrow=False,
                                      font={"size": SMALL, "color": ink})
    foot = [f"Number: articles. Grey: fewer than {min_articles}. Empty: no article relates them.", *filter(None, [note]), NOT_POWER]
    figure.update_layout(
        title={"text": f"<b>{title}</b><br><span style='font-size:{SIZE - 1}px;color:{look.quiet}'>{subtitle}</span>", "y": 1, "yref": "container",
               "yanchor": "top", "pad": {"t": 26, "l": 2}, "font": {"size": 15}},
        xaxis={"side": "top", "tickangle": -40, "showgrid": False, "fixedrange": True}, yaxis={"autorange": "reversed", "showgrid": False, "fixedrange": True},
        margin={"l": 8, "r": 8, "t": 140, "b": 44 + 15 * len(foot)})
    figure.add_annotation(text="<br>".join(foot), x=0, y=0, xref="paper", yref="paper", xanchor="left", yanchor="top", yshift=-44, align="left",
                          showarrow=False, font={"size": SMALL, "color": look.quiet})
    if not found:
        figure.add_annotation(text="No article in this view relates two actors.", x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False)
    return figure


def _hover(row, names: Mapping[str, str], min_articles: int) -> str:
    between = "" if pd.isna(row.low) or row.n < min_articles else f"<br>95 % interval {row.low:+.2f} to {row.high:+.2f}"
    figure = f"<br>{row.value:+.2f} from conflict (−1) to cooperation (+1){between}" if row.n >= min_articles else "<br>too few articles to say"
    return f"<b>{names[row.actor]} → {names[row.other]}</b>{figure}<br>{articles(int(row.n))}".replace("-0", "−0")
