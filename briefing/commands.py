"""What the commands of command_line.py do."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

from briefing import digest as digests
from briefing.formats import PICTURE, TABLE, WHOLE, stamp_of, write
from briefing.made import made
from briefing.plan import Item, Plan
from briefing.stamp import differences, plan_of
from data.files import written_whole
from desk.corpus import Corpus, corpus
from desk.pictures import PICTURES
from desk.tables import csv, explained, sentences
from desk.view import read

OTHER_NAMES = {"chart": "trend", "table": "territories"}
STANDARD = (("picture", "map", {"map": ["level"]}), ("picture", "map", {"map": ["change"]}), ("picture", "trend", {}), ("picture", "outlets", {}))
TELLING = 3          # sentences of a briefing, each of another article
OPTIONS = {"actor": "actor", "with": "with", "since": "from", "until": "to", "in": "in", "show": "show", "by": "by", "map": "map", "words": "words"}


def export(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    path, what = Path(chosen.out), OTHER_NAMES.get(chosen.what, chosen.what)
    if what not in ("briefing", "sentences", *PICTURES):
        parser.error(f"export: {chosen.what} is nothing to export. Choose briefing, sentences, or one of {', '.join((*PICTURES, *OTHER_NAMES))}.")
    offered = WHOLE if what == "briefing" else (".csv",) if what == "sentences" else PICTURE | TABLE
    if path.suffix.lower() not in offered:
        parser.error(f"export {chosen.what}: {path.name} is no name for it. It ends in one of {', '.join(offered)}.")
    with corpus() as opened:
        address = _address(chosen, opened, parser)
        if what == "sentences":
            offered_choices = opened.choices()
            view, _ = read(address, offered_choices)
            found = sentences(opened.evidence(view.filters, view.measure.indicator, (view.actor,)))
            written_whole(path, csv(explained(found, view, offered_choices, opened.is_sample)))
        elif what == "briefing":
            write(made(_standard(chosen.title, address, opened), opened), path)
        else:
            briefing = made(Plan(address=address, items=(Item("picture", what, address),)), opened)
            write(briefing, path, briefing.parts[0])
    print(f"{path} written." + (" It is of the bundled, invented sample: the store holds no article." if opened.is_sample else ""))
    return 0


def _address(chosen: argparse.Namespace, opened: Corpus, parser: argparse.ArgumentParser) -> dict[str, list[str]]:
    """The view's address from --view and the single options. Wrong usage ends the program."""
    address = parse_qs(chosen.view.rpartition("?")[2], keep_blank_values=True)
    for option, name in OPTIONS.items():
        value = getattr(chosen, option)
        if value is not None:
            address[name] = value if isinstance(value, list) else [value]
    _, wrong = read(address, opened.choices())
    if wrong:
        parser.error("export: " + "; ".join(wrong))
    return address


def _standard(title: str, address: dict[str, list[str]], opened: Corpus) -> Plan:
    """Both maps, the trend, who says it, and the most telling sentences."""
    view, _ = read(address, opened.choices())
    items = [Item(kind, what, address | more) for kind, what, more in STANDARD]
    for sign in (1, -1) if not view.measure.is_share else ():   # coverage says nothing
        for row in opened.evidence(view.filters, view.measure.indicator, (view.actor,), limit=TELLING, strongest=sign).itertuples():
            items.append(Item("sentence", f"{row.article_id}#{row.sentence}", address, f"A telling sentence: {view.measure.high_words if sign > 0 else view.measure.low_words}"))
    return Plan(title=title, address=address, items=tuple(items))


def verify(chosen: argparse.Namespace, _) -> int:
    stamp = stamp_of(Path(chosen.file))
    with corpus(stamp.is_sample) as opened:
        now = made(plan_of(stamp), opened).stamp
    found = differences(stamp, now)
    scorer = "" if stamp.scorer == now.scorer else f" It was scored by {stamp.scorer}, the store is by {now.scorer}."
    if not found:
        print(f"{chosen.file}: all figures are reproduced (fingerprint {now.fingerprint}).{scorer}")
        return 0
    for line in found:
        print(line)
    print(f"{chosen.file}: {len(found)} figures are others now. Made {stamp.made} from {stamp.corpus}; the store is now {now.corpus}.{scorer}", file=sys.stderr)
    return 1


def digest(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    out = Path(chosen.out) if chosen.out else None
    if out and out.suffix.lower() not in (".md", ".html"):
        parser.error("digest: --out ends in .md or .html")
    try:
        since = None if chosen.since == "last" else date.fromisoformat(chosen.since)
    except ValueError:
        parser.error(f"digest: --since is 'last' or a day such as 2022-02-24, not {chosen.since!r}")
    watched = digests.rules(Path(chosen.rules) if chosen.rules else digests.RULES)
    with corpus() as opened:
        folder = opened.folder
        found, kept = digests.digest(opened, watched, since, digests.load(folder))
    if out:
        written_whole(out, (found.html() if out.suffix.lower() == ".html" else found.markdown()).encode())
    else:
        print(found.markdown())
    digests.save(kept, folder)
    return 0
