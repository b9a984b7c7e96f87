"""The commands of the command line that take something away: export, verify, digest."""

from __future__ import annotations

import argparse
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import sample
from briefing import digest as digests
from briefing.formats import PICTURE, TABLE, WHOLE, stamp_of, write
from briefing.made import made
from briefing.plan import Item, Plan
from briefing.stamp import differences, plan_of
from config import settings, store_folder
from data.files import written_whole
from data.store import Store
from desk.corpus import Corpus
from desk.pictures import PICTURES
from desk.tables import csv, explained, sentences
from desk.view import choices, read

OTHER_NAMES = {"chart": "trend", "table": "territories"}
STANDARD = (("picture", "map", {"map": ["level"]}), ("picture", "map", {"map": ["change"]}), ("picture", "trend", {}), ("picture", "outlets", {}))
TELLING = 3          # sentences of a briefing, each of another article
OPTIONS = {"actor": "actor", "with": "with", "since": "from", "until": "to", "in": "in", "show": "show", "by": "by", "map": "map", "words": "words"}


def add_to(command) -> None:
    """Add the commands. command : (name, function, help) -> its parser."""
    export = command("export", _export, "write a briefing, a picture or a table into a file, without a browser")
    export.add_argument("what", metavar="WHAT", choices=["briefing", "sentences", *PICTURES, *OTHER_NAMES],
                        help=f"briefing, sentences, or a picture and its table: {', '.join(PICTURES)} (chart: {OTHER_NAMES['chart']}, table: {OTHER_NAMES['table']})")
    export.add_argument("out", metavar="OUT", help=f"the file; its end is the format: {', '.join(WHOLE)} of a briefing, {', '.join(PICTURE | TABLE)} of a picture or table")
    export.add_argument("--view", default="", metavar="ADDRESS", help="a view as the page's address has it, after the question mark or whole")
    export.add_argument("--actor", help="by code: RUS")
    export.add_argument("--with", nargs="+", metavar="A", help="actors compared with it")
    export.add_argument("--since", metavar="DATE", help="first day: 2022-02-24")
    export.add_argument("--until", metavar="DATE", help="last day")
    export.add_argument("--in", nargs="+", metavar="T", help="territories by code: ARM, GE-AB")
    export.add_argument("--show", help="influence, trajectory, agency, sentiment, tone or share")
    export.add_argument("--by", help="periods of trends: day, week, month, quarter or year")
    export.add_argument("--map", help="kind of map: level, change, leading, places, years or actors")
    export.add_argument("--words", help="only articles with these words")
    export.add_argument("--title", default="", help="of a briefing")
    verify = command("verify", _verify, "say whether the store as it is now gives the figures of an exported file")
    verify.add_argument("file", metavar="FILE")
    digest = command("digest", _digest, "say what moved beyond its interval since the last digest, or since a day")
    digest.add_argument("--since", default="last", metavar="last|DATE", help="last: since the digest before (the default)")
    digest.add_argument("--out", default="", metavar="FILE", help="a .md or .html file; without it, Markdown on the screen")
    digest.add_argument("--rules", default=str(digests.RULES), metavar="FILE", help="what is watched; by default reference/digest.toml")


@contextmanager
def _corpus(of_sample: bool | None = None):
    """The user's corpus or the sample; of_sample : that one, whatever else there is."""
    store, is_sample = sample.current_store()
    if of_sample is not None and of_sample != is_sample:
        store, is_sample = (sample.sample_store(), True) if of_sample else (Store(store_folder()), False)
    with store.read() as snapshot:
        yield Corpus(snapshot, is_sample)


def _export(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    path, what = Path(chosen.out), OTHER_NAMES.get(chosen.what, chosen.what)
    offered = WHOLE if what == "briefing" else (".csv",) if what == "sentences" else PICTURE | TABLE
    if path.suffix.lower() not in offered:
        parser.error(f"export {chosen.what}: {path.name} is no name for it. It ends in one of {', '.join(offered)}.")
    with _corpus() as opened:
        address = _address(chosen, opened, parser)
        if what == "sentences":
            offered_choices = choices(opened.options(), settings()["display"]["period"])
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
    _, wrong = read(address, choices(opened.options(), settings()["display"]["period"]))
    if wrong:
        parser.error("export: " + "; ".join(wrong))
    return address


def _standard(title: str, address: dict[str, list[str]], opened: Corpus) -> Plan:
    """Both maps, the trend, who says it, and the most telling sentences."""
    view, _ = read(address, choices(opened.options(), settings()["display"]["period"]))
    items = [Item(kind, what, address | more) for kind, what, more in STANDARD]
    for sign in (1, -1):
        for row in opened.evidence(view.filters, view.measure.indicator, (view.actor,), limit=TELLING, strongest=sign).itertuples():
            items.append(Item("sentence", f"{row.article_id}#{row.sentence}", address, f"A telling sentence: {view.measure.high_words if sign > 0 else view.measure.low_words}"))
    return Plan(title=title, address=address, items=tuple(items))


def _verify(chosen: argparse.Namespace, _) -> int:
    stamp = stamp_of(Path(chosen.file))
    with _corpus(stamp.is_sample) as opened:
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


def _digest(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    out = Path(chosen.out) if chosen.out else None
    if out and out.suffix.lower() not in (".md", ".html"):
        parser.error("digest: --out ends in .md or .html")
    try:
        since = None if chosen.since == "last" else date.fromisoformat(chosen.since)
    except ValueError:
        parser.error(f"digest: --since is 'last' or a day such as 2022-02-24, not {chosen.since!r}")
    watched = digests.rules(Path(chosen.rules))
    with _corpus() as opened:
        folder = store_folder() / "sample" if opened.is_sample else store_folder()
        found, kept = digests.digest(opened, watched, since, digests.load(folder))
    if out:
        written_whole(out, (found.html() if out.suffix.lower() == ".html" else found.markdown()).encode())
    else:
        print(found.markdown())
    digests.save(kept, folder)
    return 0
