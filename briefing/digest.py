"""What has moved since the last time: each watched figure against the interval it had then."""

from __future__ import annotations

import json
import math
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from pathlib import Path

from analysis import measures
from charts.maps.change import signed
from charts.style import articles
from config import ROOT, settings
from data.files import keep, kept
from desk.corpus import Corpus
from desk.names import actor_in_a_sentence, territory_name
from desk.view import View
from desk.words import NOT_POWER, whole_of
from geo.territories import territories
from reading.actors import actors
from records import MonitorError

RULES = ROOT / "reference" / "digest.toml"
FILE = "digest.json"     # beside the store: when the last digest was written, and the figures of then
MOST = 12            # actors of "*"
FIELDS = {"actor", "territory", "show", "days", "least"}


@dataclass(frozen=True)
class Watch:
    """A rule of reference/digest.toml, which says what its fields mean."""

    actor: str
    territory: str = ""
    show: str = "influence"
    days: int = 365
    least: float = 0.0


@dataclass(frozen=True)
class Figure:
    """A watched figure: displayed scale, NaN where nothing is said; low and high its 95 % interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Digest:
    """lines : what moved, in words, the rules' order. watched : figures looked at. before : the day or time compared with, "" on a first run."""

    lines: tuple[str, ...]
    watched: int
    before: str
    new_articles: int
    corpus: str

    def markdown(self) -> str:
        """As Markdown."""
        body = "\n".join(f"- {line}" for line in self.lines)
        return f"# {self._title()}\n\n{body or self._none()}\n\n{self._foot()}\n"

    def html(self) -> str:
        """As a page of its own."""
        body = "".join(f"<li>{escape(line)}</li>" for line in self.lines)
        return (f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{escape(self._title())}</title></head><body>"
                f"<h1>{escape(self._title())}</h1>{f'<ul>{body}</ul>' if body else f'<p>{escape(self._none())}</p>'}<p><small>{escape(self._foot())}</small></p></body></html>")

    def _title(self) -> str:
        return f"What moved since {self.before}" if self.before else "First digest: nothing to compare with yet"

    def _none(self) -> str:
        return "Nothing moved beyond its interval." if self.before else "The figures of now are kept; the next digest says what moved."

    def _foot(self) -> str:
        return (f"{self.watched} figures watched, {articles(self.new_articles)} taken in since. A figure counts as moved when it lies outside the 95 % interval that it had. "
                f"{NOT_POWER} {self.corpus}.")


def rules(path: Path = RULES) -> tuple[Watch, ...]:
    """The rules of a file.

    Raises
    ------
    MonitorError : the file cannot be read, or a rule has a fault; the message says which.
    """
    try:
        blocks = tomllib.loads(path.read_text(encoding="utf-8")).get("watch", [])
    except OSError as error:
        raise MonitorError(f"{path}: cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MonitorError(f"{path}: is not valid TOML: {error}.") from error
    return tuple(_rule(block, f"{path}, watch {number}") for number, block in enumerate(blocks, 1))


def _rule(block: dict, place: str) -> Watch:
    if wrong := set(block) - FIELDS:
        raise MonitorError(f"{place}: has {', '.join(sorted(wrong))}. Fields are {', '.join(sorted(FIELDS))}.")
    found = Watch(**{"actor": "", **block})
    code = found.actor if found.actor == "*" else next((code for code, one in actors().items() if str(found.actor).casefold() in (code.casefold(), one.name.casefold())), None)
    if code is None:
        raise MonitorError(f"{place}: {found.actor!r} is no actor of reference/actors.yaml.")
    if found.territory and found.territory not in territories():
        raise MonitorError(f"{place}: {found.territory!r} is no territory of geo/territories.csv.")
    offered = [each.key for each in measures.ALL if not each.is_count]   # a count has no interval to move beyond
    if found.show not in offered:
        raise MonitorError(f"{place}: show is {found.show!r}. Write one of {', '.join(offered)}.")
    if not isinstance(found.days, int) or found.days < 1 or not isinstance(found.least, (int, float)):
        raise MonitorError(f"{place}: days is a whole number from 1 on, and least a number.")
    return replace(found, actor=code)


def digest(opened: Corpus, watched: tuple[Watch, ...], since: date | None, last: dict | None) -> tuple[Digest, dict]:
    """What moved, and what is to be kept for the next time.

    since : compare with the figures as the articles published until that day give them; None: with those that were kept.
    last : of `load`.
    """
    offered = opened.choices()
    before = f"{since:%Y-%m-%d}" if since else (last or {}).get("at", "")[:16].replace("T", " ")
    lines, now = [], {}
    for rule in _each(watched, offered.actors):
        new = _figure(opened, rule, offered.last)
        now[_key(rule)] = vars(new)
        old = _figure(opened, rule, since) if since else Figure(**last["figures"][_key(rule)]) if last and _key(rule) in last["figures"] else None
        if old and (line := _moved(rule, old, new)):
            lines.append(line)
    added = opened.snapshot.frame("SELECT count(*) AS n FROM articles WHERE added_at > $at", {"at": _time(last["at"])}) if last else None
    new_articles = opened.options().n_articles if added is None else int(added.iloc[0]["n"])
    return Digest(tuple(lines), len(now), before, new_articles, opened.name()), {"at": datetime.now(UTC).isoformat(timespec="seconds"), "figures": now}


def _time(written: str) -> datetime:
    """A kept time as the store has its own: UTC, without a zone."""
    return datetime.fromisoformat(written).astimezone(UTC).replace(tzinfo=None)


def _each(watched: tuple[Watch, ...], named: tuple[str, ...]):
    for rule in watched:
        yield from (replace(rule, actor=code) for code in named[:MOST]) if rule.actor == "*" else (rule,)


def _figure(opened: Corpus, rule: Watch, last: date | None) -> Figure:
    view = View(show=rule.show, actor=rule.actor, since=last and last - timedelta(days=rule.days - 1), until=last, territories=(rule.territory,) if rule.territory else ())
    whole = whole_of(opened, view)
    return Figure(whole.value, whole.low, whole.high, whole.n)


def _moved(rule: Watch, old: Figure, new: Figure) -> str:
    """What moved, in words; "" where it did not, or there are too few articles to say."""
    few = settings()["display"]["min_change"]
    if min(old.n, new.n) < few or math.isnan(old.low) or old.low <= new.value <= old.high or abs(new.value - old.value) < rule.least:
        return ""
    measure = measures.measure(rule.show)
    where = f" in {territory_name(rule.territory)}" if rule.territory else ""
    written = lambda one: f"{measure.written(one.value)} ({measure.written(one.low)} to {measure.written(one.high)}, {articles(one.n)})"
    return f"{measure.about(actor_in_a_sentence(rule.actor))}{where}: {written(old)} before, {written(new)} now: {signed(new.value - old.value, measure)}."


def _key(rule: Watch) -> str:
    return "|".join((rule.actor, rule.territory, rule.show, str(rule.days)))


def load(folder: Path) -> dict | None:
    """What the last digest kept; None where there was none.

    Raises
    ------
    MonitorError : the file is not one that this program wrote.
    """
    return kept(folder / FILE, _understood, None, "is no record of a digest that can be read ({error}). Move it away; the next digest is then a first one.")


def _understood(written: str) -> dict:
    found = json.loads(written)
    datetime.fromisoformat(found["at"])
    for figure in found["figures"].values():
        Figure(**figure)
    return found


def save(found: dict, folder: Path) -> None:
    """Keep it for the next time, whole or not at all."""
    keep(folder / FILE, json.dumps(found))
