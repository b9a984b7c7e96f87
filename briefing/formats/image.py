"""A single figure as PNG or SVG, with the stamp inside."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from briefing.made import Briefing, Part
from briefing.still import drawn

STAMP = "monitor"
SCALE = 2            # of a picture's pixels: sharp on a slide


def png(briefing: Briefing, part: Part) -> bytes:
    """16 to 9, 2,320 pixels wide."""
    info = PngInfo()
    info.add_itxt("Title", part.title)
    info.add_itxt(STAMP, briefing.stamp.written())
    out = io.BytesIO()
    Image.open(io.BytesIO(drawn(part.picture.figure).png(SCALE))).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def svg(briefing: Briefing, part: Part) -> bytes:
    """Words stay words, in a font that the reader's machine has."""
    text = drawn(part.picture.figure).svg(part.title).decode()
    head, end, rest = text.rpartition("</svg>")
    stamp = f"<metadata id='{STAMP}'>{escape(briefing.stamp.written())}</metadata>"
    return f"{head}{stamp}{end}{rest}".encode()
