"""Where slides and documents, which are zips of parts, carry the stamp: in a part of its own."""

from __future__ import annotations

import zipfile
from xml.sax.saxutils import escape

from lxml import etree

from briefing.stamp import Stamp

STAMP = "/customXml/monitor.xml"


def part_of(stamp: Stamp) -> bytes:
    """The part's content."""
    return f"<monitor xmlns='urn:south-caucasus-influence-monitor'>{escape(stamp.written())}</monitor>".encode()


def stamp_in(file) -> str:
    """The stamp's JSON of a slide show or document."""
    return "".join(etree.fromstring(zipfile.ZipFile(file).read(STAMP.lstrip("/"))).itertext())
