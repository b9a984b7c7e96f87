"""One HTML file that opens anywhere without a network, its charts alive."""

from __future__ import annotations

import json
from html import escape

from plotly.offline import get_plotlyjs

from briefing.findings import reference, wording
from briefing.formats.pages import JUDGEMENT, likelihood_lines, plain_text
from briefing.made import Briefing, Part
from charts.maps import CONFIG
from charts.style import FONT, LIGHT

TALL = 664           # pixels of a chart
# "<" would end the script; as an escape of JSON it says the same.
_SAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
STAMP = "monitor-stamp"
STYLE = f"""
body {{ font: 16px/1.5 {FONT}; color: {LIGHT.text}; background: {LIGHT.paper}; max-width: 1160px; margin: 2rem auto; padding: 0 1.5rem; }}
h1 {{ font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }} h2 {{ font-size: 1.2rem; margin: 2rem 0 .3rem; }}
p.line {{ font-size: 1.2rem; }} .quiet, small, figcaption {{ color: {LIGHT.quiet}; font-size: .88rem; }}
.box {{ border: 1.5px dashed {LIGHT.quiet}; padding: .6rem 1rem; margin: 1.2rem 0; }} figure {{ margin: 0; }} blockquote {{ font-size: 1.1rem; margin: .6rem 0; }}
table {{ border-collapse: collapse; font-size: .85rem; }} th, td {{ text-align: left; padding: .2rem .6rem; border-bottom: 1px solid {LIGHT.grid}; overflow-wrap: anywhere; }}
li, p, h1, h2 {{ overflow-wrap: anywhere; }} .wide {{ overflow-x: auto; }} a {{ color: #01665e; }}
@media print {{ body {{ margin: 0; }} h2 {{ break-after: avoid; }} figure {{ break-inside: avoid; }} }}"""


def written(briefing: Briefing) -> bytes:
    """The page."""
    findings = "".join(f"<li>{escape(finding.text)} {_numbers(briefing, finding.footnotes)}</li>" for finding in briefing.draft.findings)
    likelihood = f"<p><b>Likelihood: {escape(briefing.likelihood)}</b></p>" if briefing.likelihood else ""
    cited = "".join(f"<li id='note{number}'>{_reference(note)}</li>" for number, note in enumerate(briefing.footnotes, 1))
    sample = "<p class='quiet'>Invented sample, no real article.</p>" if briefing.is_sample else ""
    return plain_text(f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(briefing.title)}</title>
<style>{STYLE}</style><script>{get_plotlyjs()}</script></head><body>
<h1>{escape(briefing.title)}</h1>{sample}<p class="line">{escape(briefing.draft.line)}</p>
<h2>{escape(briefing.draft.heading)}</h2><ul>{findings or '<li>None.</li>'}</ul>
<div class="box"><small><b>{escape(JUDGEMENT)}</b></small><p>{escape(briefing.judgement or '…')}</p>{likelihood}<small>{escape('; '.join(likelihood_lines()))}</small></div>
{''.join(_part(briefing, part, place) for place, part in enumerate(briefing.parts))}
<h2>Sources</h2><p>{escape(' '.join(briefing.sources))}</p><h2>Articles cited</h2><ol>{cited}</ol>
<h2>Method</h2>{''.join(f'<p class="quiet">{escape(line)}</p>' for line in wording()['method'].values())}
<p class="quiet">{escape(briefing.stamp.in_words())}</p>
<script type="application/json" id="{STAMP}">{_json(briefing.stamp.written())}</script></body></html>""").encode()


def _part(briefing: Briefing, part: Part, place: int) -> str:
    head = f"<h2>{escape(part.title)} {_numbers(briefing, [part.footnote]) if part.footnote else ''}</h2><p class='quiet'>{escape(part.facts)}</p>"
    note = f"<p>{escape(part.item.note)}</p>" if part.item.note else ""
    if part.missing:
        return f"{head}<p>{escape(part.missing)}</p>{note}"
    if part.sentence:
        return f"{head}<blockquote>“{escape(part.sentence)}”</blockquote><p class='quiet'>{_reference(part.footnote)}</p>{note}"
    if part.item.kind == "table":
        return f"{head}<div class='wide'>{part.table.to_html(index=False, na_rep='', border=0, escape=True)}</div>{note}"
    figure = _json(part.picture.figure.to_json())
    return (f"{head}<figure role='img' aria-label='{escape(part.title, quote=True)}'><div id='chart{place}' style='height:{TALL}px'></div></figure>{note}"
            f"<script>{{const figure = {figure}; Plotly.newPlot('chart{place}', figure.data, figure.layout, {_json(json.dumps(CONFIG | {'responsive': True}))});}}</script>")


def _numbers(briefing: Briefing, notes) -> str:
    places = [briefing.footnotes.index(note) + 1 for note in notes]
    return "".join(f"<a href='#note{number}'>[{number}]</a>" for number in places)


def _reference(note) -> str:
    if not note.url.startswith(("http://", "https://")):
        return escape(reference(note))
    return f"{escape(reference(note).removesuffix(note.url))}<a href='{escape(note.url, quote=True)}' rel='noreferrer'>{escape(note.url)}</a>"


def _json(written_json: str) -> str:
    """JSON that no tag in it can end."""
    return "".join(_SAFE.get(letter, letter) for letter in written_json)
