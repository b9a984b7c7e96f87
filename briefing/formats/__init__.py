"""Files of a briefing: one file here a format. `write` picks it by the name's end, `stamp_of` reads a file's stamp back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pyarrow.parquet as parquet
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from briefing.formats import data, docx, html, image, office, pdf, pptx
from briefing.made import Briefing, Part
from briefing.stamp import Stamp, read
from data.files import written_whole
from records import MonitorError

WHOLE: dict[str, Callable[[Briefing], bytes]] = {
    ".pptx": pptx.written, ".docx": docx.written, ".pdf": pdf.written, ".html": html.written, ".xlsx": data.workbook}
PICTURE: dict[str, Callable[[Briefing, Part], bytes]] = {".png": image.png, ".svg": image.svg}
TABLE: dict[str, Callable[[Briefing, Part], bytes]] = {
    ".csv": lambda briefing, part: data.table_csv(part), ".parquet": data.table_parquet, ".geojson": data.table_geojson,
    ".xlsx": lambda briefing, part: data.workbook(briefing)}


def content(briefing: Briefing, ending: str, part: Part | None = None) -> bytes:
    """The file's bytes. part : the one whose picture or table is wanted; None for the whole briefing.

    Raises
    ------
    MonitorError : there is no such format, or the part has nothing of the kind.
    """
    offered = WHOLE if part is None else PICTURE | TABLE
    if ending not in offered:
        raise MonitorError(f"{ending or 'A name without an ending'}: is no format for this. Choose one of {', '.join(offered)}.")
    if part is None:
        return WHOLE[ending](briefing)
    if part.picture is None:
        raise MonitorError(f"{part.title}: {part.missing or 'has no picture and no table.'}")
    if ending == ".geojson" and "territory" not in part.picture.table:
        raise MonitorError(f"{part.title}: is not by territory, so it is no GeoJSON. Choose .csv, .parquet or .xlsx.")
    return offered[ending](briefing, part)


def write(briefing: Briefing, path: Path, part: Part | None = None) -> None:
    """Write the file, whole or not at all.

    Raises
    ------
    MonitorError : as `content` does, or the place cannot be written.
    """
    written_whole(path, content(briefing, path.suffix.lower(), part))


def stamp_of(path: Path) -> Stamp:
    """The stamp inside an exported file.

    Raises
    ------
    MonitorError : it cannot be read, or carries none.
    """
    readers = {".pptx": office.stamp_in, ".docx": office.stamp_in, ".pdf": _in_pdf, ".html": _in_html, ".xlsx": _in_workbook,
               ".png": lambda file: Image.open(file).text[image.STAMP], ".svg": _in_svg,
               ".parquet": lambda file: parquet.read_schema(file).metadata[data.STAMP.encode()].decode(),
               ".geojson": lambda file: json.dumps(json.load(file)[data.STAMP])}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise MonitorError(f"{path}: carries no stamp. Those that do end in {', '.join(readers)}.")
    try:
        written = reader(io.BytesIO(path.read_bytes()))
    except OSError as error:
        raise MonitorError(f"{path}: cannot be read ({error.strerror or error}).") from error
    except Exception as error:   # whatever the format's library says of a file that is not one
        raise MonitorError(f"{path}: carries no stamp of the monitor. Only files that it exported can be verified.") from error
    return read(written, str(path))


def _in_pdf(file) -> str:
    return PdfReader(file).attachments[pdf.STAMP][0].decode()


def _in_html(file) -> str:
    return re.search(rf'<script type="application/json" id="{html.STAMP}">(.*?)</script>', file.read().decode(), re.DOTALL)[1]


def _in_svg(file) -> str:
    return unescape(re.search(rf"<metadata id='{image.STAMP}'>(.*?)</metadata>", file.read().decode(), re.DOTALL)[1])


def _in_workbook(file) -> str:
    rows = load_workbook(file, read_only=True)[data.STAMP].iter_rows(min_row=2, values_only=True)
    return "".join(row[0] for row in rows)
