"""Whatever a file holds, a reader gives articles, addresses and faults, or refuses it: it never falls over.

`EXAMPLES=2000 python -m pytest tests/test_fuzz.py` looks longer.
"""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import readers
from data.readers.faults import Unread
from data.readers.listed import Listed
from records import Article

FILES = Path(__file__).parent / "files"
LIKE = {".htm": ".html", ".xhtml": ".html", ".xml": ".rss", ".atom": ".rss", ".text": ".txt", ".md": ".txt", ".markdown": ".txt", ".tsv": ".csv",
        ".ndjson": ".jsonl"}


def good(suffix: str) -> list[bytes]:
    """Files of a kind that can be read."""
    if suffix == ".zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ("dated.txt", "articles.csv", "page.html"):
                archive.write(FILES / name, name)
        return [out.getvalue()]
    return [path.read_bytes() for path in sorted(FILES.iterdir()) if path.suffix == LIKE.get(suffix, suffix)]


BITS = [b"", b"\0", b"\xff\xfe", b"<", b"\"", b"]]>", b"<!DOCTYPE x>", b"%PDF-1.7", b"PK\x03\x04", b"\r\n", b"{", b"[[[[", b"1e999", b"9" * 400, "\ud7ff\u202e".encode()]


@st.composite
def damaged(draw, content: bytes) -> bytes:
    """A good file, cut, with parts of it gone, doubled or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(len(content) - 1, 0)))
        end = draw(st.integers(start, min(len(content), start + 400)))
        content = content[:start] + draw(st.sampled_from(BITS) | st.binary(max_size=20) | st.just(content[start:end] * 2)) + content[end:]
    return content[:draw(st.integers(0, len(content)))] if draw(st.booleans()) else content


@pytest.mark.parametrize("suffix", sorted(readers.READERS))
@settings(max_examples=int(os.environ.get("EXAMPLES", "20")), deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_no_content_makes_a_reader_fall_over(tmp_path, suffix, data):
    like = data.draw(st.sampled_from(good(suffix)), "like")
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data.draw(damaged(like) | st.binary(max_size=300), "content"))
    try:
        for item in readers.read(path):
            assert isinstance(item, (Article, Listed, Unread))
            assert not isinstance(item, Article) or item.text.strip()
    except Unread as fault:
        assert "file" in fault.source and fault.why
