"""What is shown on a page or in a briefing: a figure with the table behind it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go


@dataclass(frozen=True)
class Picture:
    """A figure, the table behind it (codes, displayed scale), and the title of both."""

    title: str
    figure: go.Figure
    table: pd.DataFrame
