"""The briefing builder: what was put in, in order, with the officer's words; then the files."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from briefing.made import Briefing, likelihoods, made
from briefing.plan import LONGEST, Plan, load, save
from briefing.stamp import Stamp
from desk.corpus import Corpus
from desk.corpus import corpus as afresh
from records import MonitorError
from views.bar import keep
from views.load import corpus
from views.takeaway import MIME

NAMES = {".pptx": "PowerPoint", ".docx": "Word", ".pdf": "PDF", ".html": "One HTML file", ".xlsx": "Excel, with a codebook"}


def page() -> None:
    keep("briefing")
    try:
        with corpus() as opened:
            _body(opened, opened.folder)
    except MonitorError as error:
        st.error(str(error))


def _body(opened: Corpus, where: Path) -> None:
    plan = load(where)
    st.html("<div class='headline'><h1>Briefing</h1><p>What you add beside a picture (⤓) or a sentence stands here until you take it out. "
            "The text is drafted from the figures and says no more than they bear; the judgement is yours.</p></div>")
    if not plan.items:
        st.info("Nothing is in it yet. On any page, open ⤓ in the corner of a picture and choose “Add to the briefing”; on the Evidence page, “Add a sentence to the briefing”.")
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        _words(plan, where)
        briefing = _made(opened, opened.snapshot.fingerprint, load(where).written())
        _items(plan, where, briefing)
    with right:
        _files(briefing, where)
        _draft(briefing)


@st.cache_resource(max_entries=4, show_spinner="Making the briefing …")
def _made(_opened: Corpus, fingerprint: str, plan: str) -> Briefing:
    """The briefing, kept while plan and store stay as they are."""
    return made(Plan.read(plan), _opened)


def _words(plan: Plan, where: Path) -> None:
    """Title, judgement and likelihood: the officer's own."""
    title = st.text_input("Title", plan.title, max_chars=300, placeholder="as the first figure is called", key="briefing_title")
    with st.container(key="judgement"):
        judgement = st.text_area("Judgement: yours, not drafted by the monitor", plan.judgement, max_chars=LONGEST, height=90, key="briefing_judgement")
        terms = ["", *(row["term"] for row in likelihoods())]
        ranges = {row["term"]: f"{row['term']} ({row['from']}–{row['to']} %)" for row in likelihoods()}
        likelihood = st.selectbox("Likelihood (ICD 203)", terms, terms.index(plan.likelihood) if plan.likelihood in terms else 0,
                                  format_func=lambda term: ranges.get(term, "none stated"), key="briefing_likelihood")
    changed = replace(plan, title=title, judgement=judgement, likelihood=likelihood)
    if changed != plan:
        save(changed, where)


def _items(plan: Plan, where: Path, briefing: Briefing) -> None:
    """Each item with its caption, a note, and its place."""
    for place, (item, part) in enumerate(zip(plan.items, briefing.parts)):
        with st.container(border=True, key=f"item {place}"):
            st.html(f"<h3 class='item'>{place + 1}. {'Table: ' * (item.kind == 'table')}{escape(part.title)}</h3><small>{escape(part.facts)}</small>"
                    + (f"<p>“{escape(part.sentence)}”</p>" if part.sentence else "") + (f"<p class='wrong'>{escape(part.missing)}</p>" if part.missing else ""))
            one, two = st.columns(2)
            key = f"{place} {item.kind} {item.what} {len(plan.items)}"
            caption = one.text_input("Caption", item.caption, max_chars=300, placeholder="as above", key=f"caption {key}")
            note = two.text_input("Note", item.note, max_chars=LONGEST, key=f"note {key}")
            if (caption, note) != (item.caption, item.note):
                save(load(where).with_words(place, caption, note), where)
                st.rerun()
            with st.container(horizontal=True, gap="small"):
                st.button("Up", key=f"up {place}", disabled=place == 0, on_click=_change, args=(where, "moved", place, -1), type="tertiary")
                st.button("Down", key=f"down {place}", disabled=place == len(plan.items) - 1, on_click=_change, args=(where, "moved", place, 1), type="tertiary")
                st.button("Take out", key=f"out {place}", on_click=_change, args=(where, "without", place), type="tertiary")


def _change(where: Path, how: str, *about) -> None:
    save(getattr(load(where), how)(*about), where)


def _files(briefing: Briefing, where: Path) -> None:
    """A file in each format, made when it is asked for."""
    st.html("<h2 class='part'>Take it away</h2>")
    with st.container(horizontal=True, gap="small"):
        for ending, name in NAMES.items():
            st.download_button(name, lambda ending=ending: _file(where, ending), f"briefing-{briefing.stamp.fingerprint}{ending}", MIME[ending], on_click="ignore", key=f"file {ending}",
                               type="primary" if ending == ".pptx" else "secondary")
    st.caption(f"Each carries its view, versions and figures: `python monitor.py verify FILE` says whether the store still gives them. {_stamp(briefing.stamp)}")


def _stamp(stamp: Stamp) -> str:
    return f"Figures {stamp.fingerprint}, scorer {stamp.scorer}."


def _file(where: Path, ending: str) -> bytes:
    from briefing import formats   # with the libraries of all formats: not when the pages start

    with afresh() as opened:   # the page's own is closed by then
        return formats.content(made(load(where), opened), ending)


def _draft(briefing: Briefing) -> None:
    """The text as it will stand in every file."""
    findings = "".join(f"<li>{escape(finding.text)} {briefing.numbers(finding.footnotes)}</li>" for finding in briefing.draft.findings)
    notes = "".join(f"<li>{escape(', '.join(filter(None, (f'“{note.title}”', note.outlet, note.date))))}</li>" for note in briefing.footnotes)
    st.html(f"<h2 class='part'>{escape(briefing.title)}</h2><p class='line'>{escape(briefing.draft.line)}</p><h2 class='part'>{escape(briefing.draft.heading)}</h2>"
            f"<ul class='moved'>{findings}</ul><h2 class='part'>Sources</h2><p class='phrases'>{escape(' '.join(briefing.sources))}</p>"
            f"<h2 class='part'>Articles cited</h2><ol class='moved'>{notes}</ol>")
