"""PowerPoint: the text, then a slide an item; trends and rows as charts whose data can be edited there, maps as sharp pictures."""

from __future__ import annotations

import io

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part as PackagePart
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from briefing.findings import reference, wording
from briefing.formats.office import STAMP, part_of
from briefing.formats.pages import JUDGEMENT, cut, likelihood_lines, plain_text, short_table
from briefing.made import Briefing, Part
from briefing.series import Series, series_of
from briefing.still import drawn
from charts.style import LIGHT

INK, QUIET = LIGHT.text, LIGHT.quiet
WIDE, TALL = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.5)
MEASURE = WIDE - 2 * MARGIN
ROWS = 14            # rows of a table on a slide
LONG = 420           # letters of a title on a slide; notes have the whole


def written(briefing: Briefing) -> bytes:
    """The slides."""
    show = Presentation()
    show.slide_width, show.slide_height = WIDE, TALL
    show.core_properties.title, show.core_properties.author = cut(briefing.title, 250), "South Caucasus Influence Monitor"
    _front(show, briefing)
    for part in briefing.parts:
        _item(show, briefing, part)
    _back(show, briefing)
    show.part.relate_to(PackagePart(PackURI(STAMP), "application/xml", show.part.package, part_of(briefing.stamp)), RELATIONSHIP_TYPE.CUSTOM_XML)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _front(show, briefing: Briefing) -> None:
    slide = _slide(show, briefing)
    _text(slide, MARGIN, Inches(0.4), MEASURE, Inches(0.8), [(cut(briefing.title, LONG), 28, True, INK)])
    _text(slide, MARGIN, Inches(1.15), MEASURE, Inches(1.2), [(briefing.draft.line, 18, False, INK)])
    left = Inches(8.1)
    findings = [(f"{finding.text} {briefing.numbers(finding.footnotes)}", 14, False, INK) for finding in briefing.draft.findings]
    _text(slide, MARGIN, Inches(2.5), left, Inches(4.1), [(briefing.draft.heading, 14, True, QUIET), *findings] if findings else [], after=7)
    box = slide.shapes.add_textbox(MARGIN + left + Inches(0.3), Inches(2.5), MEASURE - left - Inches(0.3), Inches(4.1))
    box.line.color.rgb, box.line.dash_style, box.line.width = _rgb(QUIET), MSO_LINE.DASH, Pt(1.25)
    _fill(box.text_frame, [(JUDGEMENT, 12, True, QUIET), (briefing.judgement or "…", 14, False, INK),
                           *([(f"Likelihood: {briefing.likelihood}", 14, True, INK)] if briefing.likelihood else []),
                           *((line, 9, False, QUIET) for line in likelihood_lines())], after=2)
    box.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    _notes(slide, [briefing.headline, briefing.draft.line, *(finding.text for finding in briefing.draft.findings), *wording()["method"].values()])


def _item(show, briefing: Briefing, part: Part) -> None:
    slide = _slide(show, briefing)
    number = briefing.numbers([part.footnote]) if part.footnote else ""
    _text(slide, MARGIN, Inches(0.35), MEASURE, Inches(0.7), [(cut(part.title, 160) + number, 24, True, INK)])
    _text(slide, MARGIN, Inches(1.0), MEASURE, Inches(0.4), [(part.facts, 13, False, QUIET)])
    top, height = Inches(1.45), Inches(4.75 if part.item.note else 5.25)
    if part.missing:
        _text(slide, MARGIN, top, MEASURE, height, [(part.missing, 18, False, QUIET)])
    elif part.sentence:
        _text(slide, MARGIN, top, MEASURE, height, [(f"“{cut(part.sentence, 900)}”", 22, False, INK), (reference(part.footnote), 14, False, QUIET)], after=12)
    elif part.item.kind == "table":
        _table(slide, part, top, height)
    elif found := series_of(part):
        _chart(slide, found, top, height)
    else:
        shape = slide.shapes.add_picture(io.BytesIO(drawn(part.picture.figure).png(2)), 0, top, height=height)
        shape.left = int((WIDE - shape.width) / 2)
        shape._element.nvPicPr.cNvPr.set("descr", plain_text(part.title))
    if part.item.note:
        _text(slide, MARGIN, Inches(6.25), MEASURE, Inches(0.5), [(cut(part.item.note, LONG), 14, False, INK)])
    _notes(slide, [part.title, part.facts, part.item.note, part.sentence, briefing.stamp.in_words(), *wording()["method"].values()])


def _chart(slide, found: Series, top: int, height: int) -> None:
    """A chart of PowerPoint's own, with the intervals as its error bars."""
    data = CategoryChartData(number_format="0.00")
    data.categories = found.categories
    for one in found.lines:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.LINE_MARKERS if found.over_time else XL_CHART_TYPE.BAR_CLUSTERED
    chart = slide.shapes.add_chart(kind, MARGIN, top, MEASURE, height, data).chart
    chart.has_title, chart.has_legend = False, len(found.lines) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(13)
    chart.font.size = Pt(12)
    axis, names = chart.value_axis, chart.category_axis
    axis.minimum_scale, axis.maximum_scale = found.low, found.high
    axis.major_gridlines.format.line.color.rgb = _rgb("#e3e5e8")
    axis.has_title, names.tick_labels.font.size = True, Pt(12)
    axis.axis_title.text_frame.text = found.unit
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(11)
    if not found.over_time:
        names.reverse_order, axis.tick_label_position = True, XL_TICK_LABEL_POSITION.HIGH   # "high" is below, then
        axis.tick_labels.font.size = Pt(11)
    for one, drawn_one in zip(found.lines, chart.plots[0].series):
        drawn_one.format.line.color.rgb = _rgb(one.colour)
        if found.over_time:
            drawn_one.smooth = False
            drawn_one.marker.style, drawn_one.marker.size = XL_MARKER_STYLE.CIRCLE, 7
            drawn_one.marker.format.fill.solid()
            drawn_one.marker.format.fill.fore_color.rgb = drawn_one.marker.format.line.color.rgb = _rgb(one.colour)
            _hollow(drawn_one, one)
        else:   # paler than the line of a trend, so that the interval is seen over the bar
            drawn_one.format.fill.solid()
            drawn_one.format.fill.fore_color.rgb = _rgb(_paler(one.colour))
            drawn_one.format.line.fill.background()
        _intervals(drawn_one, one)
    if not found.over_time:
        chart.plots[0].gap_width = 60


def _hollow(drawn_one, one) -> None:
    """Points of too few articles are hollow and on no line, as on the page."""
    for place, few in enumerate(one.few):
        if few and one.values[place] is not None:
            point = drawn_one.points[place]
            point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 7
            point.marker.format.fill.solid()
            point.marker.format.fill.fore_color.rgb = _rgb("#ffffff")
            point.marker.format.line.color.rgb = _rgb(one.colour)
        if few or (place and one.few[place - 1]):
            drawn_one.points[place].format.line.fill.background()


def _paler(colour: str) -> str:
    return "#" + "".join(f"{round(255 - 0.55 * (255 - int(colour[at:at + 2], 16))):02x}" for at in (1, 3, 5))


def _intervals(drawn_one, one) -> None:
    """Error bars from the 95 % intervals, which python-pptx does not know."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    points = lambda ends: "".join(f"<c:pt idx='{place}'><c:v>{abs(end - value):.4f}</c:v></c:pt>" for place, (value, end) in enumerate(zip(one.values, ends))
                                  if value is not None and end is not None)
    side = lambda name, ends: f"<c:{name}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val='{len(ends)}'/>{points(ends)}</c:numLit></c:{name}>"
    bars = etree.fromstring(
        f"<c:errBars xmlns:c='{space}' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><c:errDir val='y'/><c:errBarType val='both'/>"
        f"<c:errValType val='cust'/><c:noEndCap val='1'/>{side('plus', one.highs)}{side('minus', one.lows)}"
        f"<c:spPr><a:ln w='12700'><a:solidFill><a:srgbClr val='5A6270'/></a:solidFill></a:ln></c:spPr></c:errBars>")
    series = drawn_one._element
    before = next(series.find(qn(name)) for name in ("c:cat", "c:val") if series.find(qn(name)) is not None)
    before.addprevious(bars)


def _table(slide, part: Part, top: int, height: int) -> None:
    rows = short_table(part, ROWS)
    shape = slide.shapes.add_table(len(rows), len(rows[0]), MARGIN, top, MEASURE, min(height, Inches(0.34) * len(rows)))
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            frame = shape.table.cell(y, x).text_frame
            _fill(frame, [(cut(cell, 60), 11, y == 0, "#ffffff" if y == 0 else INK)], after=0)


def _back(show, briefing: Briefing) -> None:
    """What it rests on: sources, articles cited, method."""
    slide = _slide(show, briefing)
    _text(slide, MARGIN, Inches(0.35), MEASURE, Inches(0.7), [("What this rests on", 24, True, INK)])
    half = (MEASURE - Inches(0.4)) / 2
    _text(slide, MARGIN, Inches(1.1), half, Inches(5.4), [("Sources", 13, True, QUIET), *((line, 11, False, INK) for line in briefing.sources),
                                                          ("Method", 13, True, QUIET), *((line, 11, False, INK) for line in wording()["method"].values())], after=4)
    notes = [(f"[{number}] {cut(reference(note), 170)}", 9, False, INK) for number, note in enumerate(briefing.footnotes, 1)]
    _text(slide, MARGIN + half + Inches(0.4), Inches(1.1), half, Inches(5.4), [("Articles cited", 13, True, QUIET), *notes], after=2)
    _notes(slide, [f"[{number}] {reference(note)}" for number, note in enumerate(briefing.footnotes, 1)])


def _slide(show, briefing: Briefing):
    """An empty slide with its foot: what the figures are, and the stamp."""
    slide = show.slides.add_slide(show.slide_layouts[6])
    sample = "Invented sample, no real article. " if briefing.is_sample else ""
    _text(slide, MARGIN, Inches(6.85), MEASURE, Inches(0.5), [(f"{sample}Portrayal in these articles, not power. {briefing.stamp.in_words()}", 9, False, QUIET)])
    return slide


def _text(slide, left, top, width, height, lines, after: float = 0) -> None:
    frame = slide.shapes.add_textbox(Emu(int(left)), Emu(int(top)), Emu(int(width)), Emu(int(height))).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    _fill(frame, lines, after)


def _fill(frame, lines, after: float) -> None:
    """Lines as (text, points, bold, colour), one a paragraph."""
    frame.word_wrap = True
    for place, (text, size, bold, colour) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = plain_text(text)
        run.font.size, run.font.bold, run.font.color.rgb, run.font.name = Pt(size), bold, _rgb(colour), "Calibri"
        paragraph.alignment, paragraph.space_after = 1, Pt(after)


def _notes(slide, lines) -> None:
    slide.notes_slide.notes_text_frame.text = plain_text("\n".join(filter(None, lines)))


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#")[:6].upper())
