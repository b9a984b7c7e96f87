"""What `streamlit run app.py` serves: the pages, behind the guard. Nothing else."""

import streamlit as st

from views.guard import guard

app = st.App(
    "views/pages.py",
    middleware=guard(st.get_option("server.allowedHosts"), st.get_option("server.corsAllowedOrigins")),
)
