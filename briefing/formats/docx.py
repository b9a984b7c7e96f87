"""Word: one or two pages, the line up front, then findings, what is shown, evidence and sources."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor

from briefing.findings import reference, wording
from briefing.formats.office import STAMP, part_of
from briefing.formats.pages import JUDGEMENT, cut, likelihood_lines, plain_text, short_table
from briefing.made import Briefing, Part
from briefing.still import drawn
from charts.style import LIGHT

ROWS = 12
WIDE = Cm(17)


def written(briefing: Briefing) -> bytes:
    """The document."""
    page = Document()
    for section in page.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.6)
    page.styles["Normal"].font.name, page.styles["Normal"].font.size = "Calibri", Pt(10.5)
    page.styles["Normal"].paragraph_format.space_after = Pt(4)
    page.core_properties.title, page.core_properties.author = cut(briefing.title, 250), "South Caucasus Influence Monitor"
    _line(page, briefing.title, size=18, bold=True)
    if briefing.is_sample:
        _line(page, "Invented sample, no real article.", size=9, quiet=True)
    _line(page, briefing.draft.line, size=12.5)
    _heading(page, briefing.draft.heading) if briefing.draft.findings else None
    for finding in briefing.draft.findings:
        paragraph = page.add_paragraph(style="List Bullet")
        paragraph.add_run(plain_text(f"{finding.text} {briefing.numbers(finding.footnotes)}"))
    _judgement(page, briefing)
    for part in briefing.parts:
        _part(page, briefing, part)
    _heading(page, "Sources")
    _line(page, " ".join(briefing.sources), size=9.5)
    if briefing.footnotes:
        _heading(page, "Articles cited")
    for number, note in enumerate(briefing.footnotes, 1):
        _cited(page, number, note)
    _heading(page, "Method")
    for line in wording()["method"].values():
        _line(page, line, size=9)
    _line(page, briefing.stamp.in_words(), size=8, quiet=True)
    page.part.relate_to(PackagePart(PackURI(STAMP), "application/xml", part_of(briefing.stamp), page.part.package), RELATIONSHIP_TYPE.CUSTOM_XML)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _part(page, briefing: Briefing, part: Part) -> None:
    _heading(page, part.title + (briefing.numbers([part.footnote]) if part.footnote else ""))
    _line(page, part.facts, size=9, quiet=True, keep=True)
    if part.missing:
        _line(page, part.missing)
    elif part.sentence:
        _line(page, f"“{part.sentence}”", size=11)
        _line(page, reference(part.footnote), size=9, quiet=True)
    elif part.item.kind == "table":
        _table(page, part)
    else:
        page.add_picture(io.BytesIO(drawn(part.picture.figure).png(2)), width=WIDE)
        page.inline_shapes[-1]._inline.docPr.set("descr", plain_text(part.title))
    if part.item.note:
        _line(page, part.item.note)


def _table(page, part: Part) -> None:
    rows = short_table(part, ROWS)
    table = page.add_table(rows=len(rows), cols=len(rows[0]), style="Light Grid Accent 1")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            run = table.cell(y, x).paragraphs[0].add_run(plain_text(cut(cell, 200)))
            run.font.size, run.font.bold = Pt(8.5), y == 0


def _judgement(page, briefing: Briefing) -> None:
    """A marked box: what stands in it is the officer's."""
    table = page.add_table(rows=1, cols=2)
    borders = "".join(f"<w:{side} w:val='dashed' w:sz='8' w:color='5A6270'/>" for side in ("top", "left", "bottom", "right"))
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"))
    left, right = table.rows[0].cells
    left.width, right.width = Cm(10.5), Cm(6.5)
    left.paragraphs[0].add_run(JUDGEMENT).bold = True
    left.add_paragraph(plain_text(briefing.judgement or "…"))
    if briefing.likelihood:
        left.add_paragraph().add_run(plain_text(f"Likelihood: {briefing.likelihood}")).bold = True
    for place, line in enumerate(likelihood_lines()):
        paragraph = right.paragraphs[0] if place == 0 else right.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.font.size, run.font.color.rgb = Pt(7.5), RGBColor.from_string(LIGHT.quiet[1:].upper())


def _cited(page, number: int, note) -> None:
    paragraph = page.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(plain_text(f"[{number}] {reference(note) if not note.url else reference(note).removesuffix(note.url)}"))
    run.font.size = Pt(9)
    if note.url.startswith(("http://", "https://")):
        _link(paragraph, plain_text(note.url))


def _link(paragraph, url: str) -> None:
    number = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(f"<w:hyperlink {nsdecls('w')} xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' r:id='{number}'>"
                     f"<w:r><w:rPr><w:color w:val='01665E'/><w:sz w:val='18'/><w:u w:val='single'/></w:rPr><w:t>{escape(url)}</w:t></w:r></w:hyperlink>")
    paragraph._p.append(link)


def _heading(page, text: str) -> None:
    paragraph = page.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(9), True
    run = paragraph.add_run(plain_text(text))
    run.font.size, run.font.bold = Pt(12.5), True


def _line(page, text: str, size: float = 10.5, bold: bool = False, quiet: bool = False, keep: bool = False) -> None:
    paragraph = page.add_paragraph()
    paragraph.paragraph_format.keep_with_next = keep
    run = paragraph.add_run(plain_text(text))
    run.font.size, run.font.bold = Pt(size), bold
    if quiet:
        run.font.color.rgb = RGBColor.from_string(LIGHT.quiet[1:].upper())
