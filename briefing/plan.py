"""What an officer has put into a briefing: views and words, no figures; kept in a file between sessions."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from data.files import keep, kept
from records import MonitorError

KINDS = ("picture", "table", "sentence")
FILE = "briefing.json"
LONGEST = 4000       # letters of a caption, a note or a judgement


@dataclass(frozen=True)
class Item:
    """One thing shown.

    kind : "picture" or "table" of desk.pictures.PICTURES, then `what` is its key; or "sentence", then `what` is
        "article_id#number of the sentence". address : of the view it belongs to, names to lists of values (desk/view.py).
    """

    kind: str
    what: str
    address: dict[str, list[str]] = field(default_factory=dict)
    caption: str = ""
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """title, the officer's own judgement and likelihood (both may be empty), the view that the text is drafted from, and the items in order."""

    title: str = ""
    judgement: str = ""
    likelihood: str = ""
    address: dict[str, list[str]] = field(default_factory=dict)
    items: tuple[Item, ...] = ()

    def with_item(self, item: Item) -> Plan:
        """The item at the end; a plan that has none yet takes its view for the text."""
        return replace(self, items=(*self.items, item), address=self.address or item.address)

    def without(self, place: int) -> Plan:
        return replace(self, items=self.items[:place] + self.items[place + 1:])

    def moved(self, place: int, by: int) -> Plan:
        """The item `by` places further on, as far as there are places."""
        items = list(self.items)
        one = items.pop(place)
        items.insert(min(max(place + by, 0), len(items)), one)
        return replace(self, items=tuple(items))

    def with_words(self, place: int, caption: str, note: str) -> Plan:
        items = list(self.items)
        items[place] = replace(items[place], caption=caption[:LONGEST], note=note[:LONGEST])
        return replace(self, items=tuple(items))

    def written(self) -> str:
        """As JSON, which `read` understands."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @staticmethod
    def read(written: str) -> Plan:
        """ValueError, TypeError, KeyError or AttributeError where it is none."""
        fields = json.loads(written)
        return Plan(**{**fields, "items": tuple(Item(**item) for item in fields["items"])})


def load(folder: Path) -> Plan:
    """The plan that is kept beside a store; an empty one where there is none.

    Raises
    ------
    MonitorError : the file is not one that this program wrote.
    """
    path = folder / FILE
    plan = kept(path, Plan.read, Plan(), "is no briefing that can be read ({error}). Move the file away; the next one starts empty.")
    if wrong := next((item for item in plan.items if item.kind not in KINDS), None):
        raise MonitorError(f"{path}: has an item of the kind {wrong.kind!r}. Move the file away; the next one starts empty.")
    return plan


def save(plan: Plan, folder: Path) -> None:
    """Keep the plan: whole, or as it was before.

    Raises
    ------
    MonitorError : the folder cannot be written.
    """
    keep(folder / FILE, plan.written())
