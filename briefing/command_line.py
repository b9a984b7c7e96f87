"""The commands of the command line that take something away: export, verify, digest. What they do stands in commands.py."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def _later(name: str) -> Callable[[argparse.Namespace, argparse.ArgumentParser], int]:
    """A function of commands.py, imported when it is called: charts and formats are nothing the other commands should wait for."""
    def run(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
        from briefing import commands

        return getattr(commands, name)(chosen, parser)
    return run


def add_to(command) -> None:
    """Add the commands. command : (name, function, help) -> its parser."""
    export = command("export", _later("export"), "write a briefing, a picture or a table into a file, without a browser")
    export.add_argument("what", metavar="WHAT", help="briefing, sentences, or a picture and its table: map, trend, actor-trend, territories, means, outlets, "
                        "comparison, relations, pair (chart: trend, table: territories)")
    export.add_argument("out", metavar="OUT", help="the file; its end is the format: .pptx, .docx, .pdf, .html, .xlsx of a briefing, .png, .svg, .csv, .parquet, .geojson, "
                        ".xlsx of a picture or table")
    export.add_argument("--view", default="", metavar="ADDRESS", help="a view as the page's address has it, after the question mark or whole")
    export.add_argument("--actor", help="by code: RUS")
    export.add_argument("--with", nargs="+", metavar="A", help="actors compared with it")
    export.add_argument("--since", metavar="DATE", help="first day: 2022-02-24")
    export.add_argument("--until", metavar="DATE", help="last day")
    export.add_argument("--in", nargs="+", metavar="T", help="territories by code: ARM, GE-AB")
    export.add_argument("--show", help="influence, trajectory, agency, sentiment, tone, share or count")
    export.add_argument("--by", help="periods of trends: day, week, month, quarter or year")
    export.add_argument("--map", help="kind of map: level, change, leading, places, years or actors")
    export.add_argument("--words", help="only articles with these words")
    export.add_argument("--title", default="", help="of a briefing")
    verify = command("verify", _later("verify"), "say whether the store as it is now gives the figures of an exported file")
    verify.add_argument("file", metavar="FILE")
    digest = command("digest", _later("digest"), "say what moved beyond its interval since the last digest, or since a day")
    digest.add_argument("--since", default="last", metavar="last|DATE", help="last: since the digest before (the default)")
    digest.add_argument("--out", default="", metavar="FILE", help="a .md or .html file; without it, Markdown on the screen")
    digest.add_argument("--rules", default="", metavar="FILE", help="what is watched; by default reference/digest.toml")
