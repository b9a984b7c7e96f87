"""The data behind a briefing: a workbook with a codebook; single tables as CSV, Parquet and GeoJSON."""

from __future__ import annotations

import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as parquet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from briefing.findings import reference, wording
from briefing.formats.pages import plain_text
from briefing.made import Briefing, Part
from desk.tables import CODEBOOK, csv
from geo import boundaries

STAMP = "monitor"    # the sheet, the key of the metadata, the member of the GeoJSON that holds the stamp
CELL = 32_000        # letters of a cell: Excel's own limit is 32,767


def workbook(briefing: Briefing) -> bytes:
    """XLSX: the text, a sheet an item, the articles cited, the codebook, the stamp. No cell is a formula."""
    book = Workbook(write_only=True)
    _sheet(book, "Briefing", [["part", "text"], ["title", briefing.title], ["line", briefing.draft.line],
                              *(["finding", f"{finding.text} {briefing.numbers(finding.footnotes)}"] for finding in briefing.draft.findings),
                              ["judgement (the officer's own)", briefing.judgement], ["likelihood", briefing.likelihood],
                              *(["sources", line] for line in briefing.sources), ["stamp", briefing.stamp.in_words()]])
    for number, part in enumerate(briefing.parts, 1):
        name = f"{number} {''.join(letter for letter in part.title if letter.isalnum() or letter == ' ')}"[:31].strip()
        if part.table is not None:
            _sheet(book, name, [list(part.table), *part.table.itertuples(index=False)])
        else:
            _sheet(book, name, [["sentence", "article"], [part.sentence or part.missing, reference(part.footnote) if part.footnote else ""]])
    _sheet(book, "Articles cited", [["number", "title", "outlet", "date", "address"],
                                    *([number, note.title, note.outlet, note.date, note.url] for number, note in enumerate(briefing.footnotes, 1))])
    columns = {name for part in briefing.parts if part.table is not None for name in part.table}
    _sheet(book, "Codebook", [["column", "meaning"], *([name, meaning] for name, meaning in CODEBOOK.items() if name in columns),
                              *([name, words] for name, words in wording()["method"].items())])
    stamp = briefing.stamp.written()
    _sheet(book, STAMP, [["What this file was made from; `monitor.py verify` reads it"], *([stamp[at:at + CELL]] for at in range(0, len(stamp), CELL))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, title: str, rows) -> None:
    sheet = book.create_sheet(title)
    for place, row in enumerate(rows):
        cells = [_cell(sheet, value) for value in row]
        if place == 0:
            for cell in cells:
                cell.font = Font(bold=True)
        sheet.append(cells)


def _cell(sheet, value) -> WriteOnlyCell:
    """Words stay words: a text that begins with "=" is no formula."""
    if value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NaT:
        return WriteOnlyCell(sheet, None)
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, plain_text(value)[:CELL])
        cell.data_type = "s"
        return cell
    return WriteOnlyCell(sheet, value.item() if hasattr(value, "item") else value)


def table_csv(part: Part) -> bytes:
    """A part's table as CSV."""
    return csv(part.table)


def table_parquet(briefing: Briefing, part: Part) -> bytes:
    """A part's table as Parquet, with the codebook and the stamp in its metadata."""
    table = pa.Table.from_pandas(part.table, preserve_index=False)
    meanings = {name: CODEBOOK[name] for name in part.table if name in CODEBOOK}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), STAMP: briefing.stamp.written(), "codebook": json.dumps(meanings)})
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


def table_geojson(briefing: Briefing, part: Part) -> bytes:
    """A table by territory as GeoJSON: an area a row; rows of no single area (the region in general) have no geometry."""
    areas = boundaries.areas()
    features = []
    for code, (_, row) in zip(part.picture.table["territory"], part.table.iterrows()):
        geometry = areas.geometry[code].__geo_interface__ if code in areas.index else None
        features.append({"type": "Feature", "geometry": geometry, "properties": json.loads(row.to_json(date_format="iso", force_ascii=False))})
    meanings = {name: CODEBOOK[name] for name in part.table if name in CODEBOOK}
    whole = {"type": "FeatureCollection", "features": features, "codebook": meanings, STAMP: json.loads(briefing.stamp.written()),
             "attribution": "Boundaries: Natural Earth (public domain). Borders imply no position on the status of any territory."}
    return json.dumps(whole, ensure_ascii=False).encode()
