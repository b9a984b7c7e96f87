"""Which column of a table is which field of an article: guessed from the header, and open to correction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data.readers.faults import Unread
from data.readers.fields import article
from data.readers.spelled import iso
from records import Article, MonitorError

FIELDS = ("text", "published", "title", "source", "source_country", "url", "language", "id")
# What a column may be called in tables of desks, press databases and collections, in small letters and these alone: "Full Text",
# "full_text" and "fullText" are one. A summary is no text.
_CALLED = {
    "text": "text body content contents fulltext article articletext articlebody articlecontent bodytext maintext story "
            "storytext transcript",
    "published": "date day published publicationdate publisheddate publishdate pubdate datepublished publishedat publishedon "
                 "publishtime dateofpublication articledate issuedate",
    "title": "title headline heading articletitle storytitle documenttitle",
    "source": "source outlet outletname publication publicationname publicationtitle pubtitle publisher media medianame "
              "mediasource medium mediaoutlet newspaper newspapername sourcename sourcetitle sitename",
    "source_country": "country sourcecountry outletcountry publicationcountry countryofpublication",
    "url": "url uri link weblink permalink address webaddress articleurl sourceurl documenturl pageurl articlelink",
    "language": "language lang articlelanguage languagecode",
    "id": "id articleid documentid docid storyid accessionnumber",
}
NAMES = {name: field for field, names in _CALLED.items() for name in names.split()}
_IN_WORDS = re.compile(r"[^\W\d]{3}")   # a day that names its month


def written(words: str) -> dict[str, str]:
    """The mapping that "Body=text, Day=published" writes.

    Raises
    ------
    MonitorError : a part is not of that form.
    """
    parts = [part.partition("=") for part in words.split(",") if part.strip()]
    if wrong := next((column for column, sign, field in parts if not (sign and column.strip())), None):
        raise MonitorError(f"{wrong.strip()!r} names no field. Write columns as: Body=text, Day=published. Fields are {', '.join(FIELDS)}.")
    return {column.strip(): field.strip() for column, _, field in parts}


def guess(header: Sequence[str]) -> list[str]:
    """For each column its field, or "" where its name says none."""
    return [NAMES.get(re.sub(r"\(.*?\)|[\W_]", "", name).lower(), "") for name in header]


def mapped(header: Sequence[str], mapping: Mapping[str, str], place: object) -> list[str]:
    """For each column its field: what `mapping` (name of a column -> field, or "") says, else the guess.

    Raises
    ------
    Unread : no column is the text; a mapping names a column or a field that is not there.
    """
    names = [name.strip() for name in header]
    for column, field in mapping.items():
        if column not in names:
            raise Unread(place, f"has no column {column!r}. Its first row is: {', '.join(names)[:200]}.")
        if field and field not in FIELDS:
            raise Unread(place, f"cannot be read with {column}={field}: fields are {', '.join(FIELDS)}.")
    given = set(mapping.values())
    fields = [mapping.get(name, "" if guessed in given else guessed) for name, guessed in zip(names, guess(names))]
    if "text" not in fields:
        raise Unread(place, f"has no column text, body or content. Its first row is: {', '.join(names)[:200]}.")
    return fields


def article_of(cells: Sequence[str], fields: Sequence[str], place: str, article_id: str) -> Article | Unread:
    """The article of a row, or what is wrong with it. Of two columns for one field, the first that says something counts.

    A day may be spelled ("November 8, 2023"); one in numbers alone must be as in dates.py, for 8/11/2023 is two days.
    """
    said: dict[str, str] = {}
    for field, cell in zip(fields, cells):
        if field and not said.get(field):
            said[field] = cell
    if _IN_WORDS.search(said.get("published", "")):
        said["published"] = iso(said["published"]) or said["published"]
    try:
        return article(said, place, article_id)
    except Unread as fault:
        return fault
