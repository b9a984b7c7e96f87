"""The command line: score, take in, score again, and see what there is. `python monitor.py -h` explains itself.

Exit status: 0 all done, 1 something could not be read or done (said on stderr; the rest is done), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

import intake
from briefing import command_line
from config import store_folder
from data import found, queries, readers
from data.readers import columns, jsonl
from data.readers.faults import Unread
from data.readers.listed import Listed
from data.store import Store
from indicators.labels import label
from reading.actors import actors
from records import Article, MonitorError, ScoredArticle

OK, SOMETHING_LEFT = 0, 1
LABELLED = ("standing", "trajectory", "agency", "sentiment")
SHOWN = (*LABELLED, "tone")
NOTHING = "·"   # in tables: no statement


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit status. Wrong usage ends the program with status 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(format="%(message)s")   # readers note here what they guessed
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        return chosen.run(chosen, parser)
    except MonitorError as error:
        _say(str(error))
    except BrokenPipeError:   # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        _say("Stopped. What was stored before stays.")
    except Exception as error:
        if getattr(chosen, "debug", False):
            raise
        where = traceback.extract_tb(error.__traceback__)[-1]
        _say(f"Something went wrong that should not ({type(error).__name__}: {str(error)[:200]}; {Path(where.filename).name}, "
             f"line {where.lineno}). Please report this sentence and the command; with --debug it shows more.")
    return SOMETHING_LEFT


def _parser() -> argparse.ArgumentParser:
    debug = argparse.ArgumentParser(add_help=False)
    debug.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help="show where an unexpected error comes from")
    parser = argparse.ArgumentParser(
        prog="monitor.py", parents=[debug],
        description="How texts portray the influence of states and organisations in the South Caucasus: portrayal, not power.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable, help: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[debug], help=help, description=help[0].upper() + help[1:] + ".")
        added.set_defaults(run=run)
        return added

    kinds = f"files ({', '.join(readers.READERS)}) or folders"
    score = command("score", _score, "score articles without storing them")
    score.add_argument("paths", nargs="*", metavar="PATH", help=kinds)
    score.add_argument("--jsonl", metavar="FILE", help='one object a line: {"id", "text", "published"?, "title"?}')
    score.add_argument("--json", action="store_true", help="one line per article and actor that the text names")
    explain = command("explain", _explain, "say how an actor's scores in a text came about: sentence by sentence, with the words that moved them")
    explain.add_argument("paths", nargs="+", metavar="FILE", help=kinds)
    explain.add_argument("--actor", required=True, metavar="A", help="by code or name: RUS, Russia")
    targets = command("score-targets", _score_targets, "add the sentiment towards a span, and whether it acts, to each line of a file")
    targets.add_argument("file", metavar="FILE", help='one object a line: {"text", "start", "end"}')
    add = command("add", _add, "take in articles: read, score, store")
    add.add_argument("paths", nargs="+", metavar="PATH|ADDRESS", help=f"{kinds}, or addresses of pages and feeds")
    add.add_argument("--source", default="", metavar="S", help="who published them")
    add.add_argument("--country", default="", metavar="C", help="country of the source, by name or code")
    add.add_argument("--published", default="", metavar="DATE", help="2023-11-08, 2023-11 or 2023")
    add.add_argument("--columns", default="", metavar="NAME=FIELD,...", help=f"columns of tables that are not recognised; fields: {', '.join(columns.FIELDS)}")
    command("rescore", _rescore, "score again what an older version of the scorer scored")
    find = command("find", _find, "find articles by their words, and how they divide by year, source, country and actor")
    find.add_argument("words", nargs="+", metavar="WORDS", help='words, "phrases", AND, OR, NOT, brackets, and fields: title: text: source: '
                      "country: language: year: actor:")
    find.add_argument("--json", action="store_true", help="one article a line")
    for name, run, help in (("remove", _remove, "take articles out of the store, by their id; `bring-back` undoes it"),
                            ("bring-back", _bring_back, "bring back articles that were removed, with their scores")):
        command(name, run, help).add_argument("ids", nargs="+", metavar="ID", help="as `find --json` gives them")
    command("bin", _bin, "list what was taken out or replaced by a later version")
    command("backup", _backup, "write the whole store as one file").add_argument("file", metavar="FILE")
    command("restore", _restore, "make a backup the state of the store; what was there stays beside it").add_argument("file", metavar="FILE")
    command_line.add_to(command)
    status = command("status", _status, "show what is in the store, and what could not be read and why")
    status.add_argument("--json", action="store_true", help="the same as one JSON object")
    return parser


# --- score ----------------------------------------------------------------------------------------------------------

def _score(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if not chosen.paths and not chosen.jsonl:
        parser.error("score: name at least one PATH, or --jsonl FILE")
    unread = []

    def articles() -> Iterator[Article]:
        for item in _articles(chosen.paths, chosen.jsonl):
            if isinstance(item, Unread):
                unread.append(_say(str(item)))
            else:
                yield intake.Given().apply(item)

    for scored in intake.score_all(articles()):
        if scored.note:
            _say(f"{scored.article.article_id}: {scored.note}")
        for line in _json_lines(scored) if chosen.json else _table(scored):
            print(line, flush=True)
    return SOMETHING_LEFT if unread else OK


def _articles(paths: list[str], lines: str | None) -> Iterator[Article | Unread]:
    for read, path in [(readers.read, path) for path in paths] + ([(jsonl.read, Path(lines))] if lines else []):
        try:
            for item in read(path):
                yield Unread(item.place, "names an address and brings no text. `add` fetches it.") if isinstance(item, Listed) else item
        except Unread as fault:
            yield fault


def _json_lines(scored: ScoredArticle) -> Iterator[str]:
    """One line per actor that the text names; null where nothing is said."""
    for actor, values in _values(scored):
        standing = values.get("standing")
        line = {"id": scored.article.article_id, "actor": actor, "influence": None if standing is None else 50 + 50 * standing}
        for key in LABELLED:
            line |= {key: values.get(key), f"{key}_label": label(key, values.get(key))}
        line |= {"tone": values.get("tone"), "salience": values.get("salience")}
        line["evidence"] = [
            {"indicator": one.indicator, "sentence": one.sentence, "start": one.start, "end": one.end, "cue": one.cue,
             "contribution": one.contribution, "territory": one.territory, "voice": one.voice}
            | ({"speaker": one.speaker} if one.speaker else {})
            for one in sorted(scored.evidence, key=lambda one: (one.start, one.end, one.indicator)) if one.actor == actor]
        yield json.dumps(line, ensure_ascii=False)


def _table(scored: ScoredArticle) -> Iterator[str]:
    article = scored.article
    when = _written(article.published, article.published_precision)
    yield f"{article.article_id}  {article.title}".rstrip() + f"  ({when})"
    rows = list(_values(scored))
    if not rows:
        yield f"  {scored.note or 'It names no actor that is known.'}\n"
        return
    names = {actor: actors()[actor].name for actor, _ in rows}
    width = max(map(len, names.values()))
    yield f"  {'':{width}}{'level':>7}" + "".join(f"{key:>12}" for key in SHOWN) + f"{'share':>9}"
    for actor, values in rows:
        level = NOTHING if values.get("standing") is None else f"{50 + 50 * values['standing']:.0f}"
        figures = [NOTHING if values.get(key) is None else f"{values[key]:+.2f}" for key in SHOWN]
        share = NOTHING if values.get("salience") is None else f"{values['salience']:.0%}"
        yield f"  {names[actor]:{width}}{level:>7}" + "".join(f"{figure:>12}" for figure in figures) + f"{share:>9}"
    yield (f"  Portrayal in this text, not power. Level: 0 weak, 50 neither, 100 strong; the others from -1 to +1; "
           f"{NOTHING} no statement.\n")


def _values(scored: ScoredArticle) -> list[tuple[str, dict[str, float]]]:
    """(actor, its values by indicator) of all actors that the text names, the most prominent first."""
    named: dict[str, dict[str, float]] = {one.actor: {} for one in (*scored.mentions, *scored.scores)}
    for one in scored.scores:
        named[one.actor][one.indicator] = one.value
    return sorted(named.items(), key=lambda item: (-item[1].get("salience", 0), item[0]))


def _explain(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from indicators.explain import explanation  # brings the model

    actor = _actor(chosen.actor) or parser.error(f"--actor: '{chosen.actor}' is no actor of reference/actors.yaml.")
    left = OK
    for item in _articles(chosen.paths, None):
        if isinstance(item, Unread):
            left = _say(str(item))
            continue
        article = intake.Given().apply(item)
        print(f"{article.article_id}  {article.title}".rstrip() + f"  ({_written(article.published, article.published_precision)})")
        for line in explanation(article, actor):
            print(line, flush=True)
        print()
    return left


def _actor(named: str) -> str | None:
    """The code of an actor named by its code or its displayed name, whatever the case."""
    return next((code for code, one in actors().items() if named.casefold() in (code.casefold(), one.name.casefold(), one.short.casefold())), None)


def _score_targets(chosen: argparse.Namespace, _) -> int:
    from indicators import score_target  # brings a model

    left = OK
    for place, _, fields in jsonl.objects(Path(chosen.file)):
        fault = fields if isinstance(fields, Unread) else _fault_of_target(fields, place)
        if fault:
            left = _say(str(fault))
            continue
        for key, value in score_target(fields["text"], fields["start"], fields["end"]).items():
            fields |= {key: value, f"{key}_label": label(key, value)}
        print(json.dumps(fields, ensure_ascii=False), flush=True)
    return left


def _fault_of_target(fields: dict, place: str) -> Unread | None:
    text, start, end = (fields.get(name) for name in ("text", "start", "end"))
    if not isinstance(text, str) or type(start) is not int or type(end) is not int:
        return Unread(place, 'should have "text" (text), "start" and "end" (whole numbers).')
    if any("\ud800" <= c <= "\udfff" for c in text):
        return Unread(place, 'has broken characters in its "text" (half of a pair). Save the file anew as UTF-8.')
    if not 0 <= start < end <= len(text):
        return Unread(place, f"has no span {start} to {end}: its text has {len(text)} characters.")
    return None


# --- the store ------------------------------------------------------------------------------------------------------

def _add(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    given = {"source": chosen.source, "country": chosen.country, "published": chosen.published}
    try:
        intake.Given(**given).apply(Article(text=""))
        mapping = columns.written(chosen.columns)
    except MonitorError as error:
        parser.error(str(error))
    report = intake.add(chosen.paths, Store(store_folder()), **given, columns=mapping, progress=_progress())
    for said in (*report.unread, *report.notes):
        _say(str(said))
    print(f"{_articles_in_words(report.added)} added, {report.updated} updated, {report.unchanged} unchanged; "
          f"{len(report.unread)} could not be read." + (f" {_articles_in_words(len(report.notes))} with a remark, above." if report.notes else ""))
    return SOMETHING_LEFT if report.unread else OK


def _rescore(*_) -> int:
    print(f"{_articles_in_words(intake.rescore(Store(store_folder()), _progress()))} scored again.")
    return OK


def _find(chosen: argparse.Namespace, _) -> int:
    with Store(store_folder()).read() as snapshot:
        result = found.find(snapshot, " ".join(chosen.words))
    for row in result.articles.itertuples():
        day = _written(None if pd.isna(row.published) else row.published, row.published_precision)
        if chosen.json:
            print(json.dumps({"article_id": row.article_id, "published": day, "title": row.title, "source": row.source, "url": row.url,
                              "also_in": row.also_in, "excerpt": row.excerpt}, ensure_ascii=False))
        else:
            print(f"{row.article_id}  {row.title or 'no title'}  ({', '.join(filter(None, (row.source, day)))})"
                  f"{' also in ' + row.also_in if row.also_in else ''}\n    {' '.join(row.excerpt.split())}")
    if not chosen.json:
        print(f"{_articles_in_words(len(result.articles))} found.")
        for name, facet in result.facets.items():
            if len(facet):
                print(f"  by {name}: " + ", ".join(f"{row.value or 'not known'} {row.n}" for row in facet.head(8).itertuples()))
    return OK


def _remove(chosen: argparse.Namespace, _) -> int:
    return _moved(Store(store_folder()).remove(chosen.ids), chosen.ids, "taken out", "in the store")


def _bring_back(chosen: argparse.Namespace, _) -> int:
    return _moved(Store(store_folder()).bring_back(chosen.ids), chosen.ids, "brought back", "among those taken out; `bin` lists them")


def _bin(*_) -> int:
    with Store(store_folder()).read() as snapshot:
        rows = queries.in_the_bin(snapshot)
    for row in rows.itertuples():
        print(f"{row.article_id}  {row.title or 'no title'}  ({row.source or 'no source named'})")
    print(f"{_articles_in_words(len(rows))} taken out or replaced. `bring-back ID` brings one back.")
    return OK


def _moved(number: int, ids: list[str], done: str, where: str) -> int:
    print(f"{_articles_in_words(number)} {done}.")
    missing = len(set(ids)) - number
    return _say(f"{missing} of these ids {'is' if missing == 1 else 'are'} not {where}. `find --json` shows ids.") if missing else OK


def _backup(chosen: argparse.Namespace, _) -> int:
    print(f"{_articles_in_words(Store(store_folder()).backup(chosen.file))} in {chosen.file}.")
    return OK


def _restore(chosen: argparse.Namespace, _) -> int:
    print(f"{_articles_in_words(Store(store_folder()).restore(chosen.file))} in {store_folder()}, as in {chosen.file}.")
    return OK


def _status(chosen: argparse.Namespace, _) -> int:
    with Store(store_folder()).read() as snapshot:
        status = queries.status(snapshot)
    if chosen.json:
        plain = {name: value.to_dict("records") if isinstance(value, pd.DataFrame) else value for name, value in vars(status).items()}
        print(json.dumps(plain, ensure_ascii=False, default=str))
        return OK
    if not status.articles and status.unread.empty:
        print(f"The store in {store_folder()} is empty. Add articles with: python monitor.py add PATH\n"
              "Until then the page shows the bundled, invented sample.")
        return OK
    span = f"from {status.first} to {status.last}" if status.first else "without dates"
    print(f"{_articles_in_words(status.articles)} in {store_folder()}, {span}; {status.undated} undated, "
          f"{status.duplicates} duplicates left out\n{status.mentions} mentions, {status.scores} scores, "
          f"{status.evidence} pieces of evidence")
    for row in status.sources.itertuples():
        country = f" ({actors()[row.source_country].name})" if row.source_country in actors() else ""
        print(f"  {row.n_articles:6}  {row.source or 'no source named'}{country}")
    _list("Nothing scored in:", ((row.title or row.article_id, row.note or "no actor is named") for row in status.silent.itertuples()))
    _list("Could not be read:", ((row.source, row.why) for row in status.unread.itertuples()))
    return OK


def _list(heading: str, rows: Iterator[tuple[str, str]]) -> None:
    for number, (name, why) in enumerate(rows):
        print(f"{heading}\n" * (number == 0) + f"  {name}: {why}")


# --- words ----------------------------------------------------------------------------------------------------------

def _written(day, precision: str) -> str:
    form = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}.get(precision)
    return day.strftime(form) if day and form else "undated"


def _articles_in_words(number: int) -> str:
    return "1 article" if number == 1 else f"{number} articles"


def _progress() -> intake.Progress | None:
    """A line that counts, where someone watches."""
    if not sys.stderr.isatty():
        return None
    lines = 0

    def tell(done: int, name: str) -> None:
        nonlocal lines
        is_full = done // 25 > lines
        lines = done // 25
        print(f"\r{done} {name[:60]:60}", end="\n" if is_full else "", file=sys.stderr, flush=True)
    return tell


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return SOMETHING_LEFT


if __name__ == "__main__":
    sys.exit(main())
