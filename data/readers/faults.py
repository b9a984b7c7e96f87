"""What could not be read: where it stands, and why."""

from __future__ import annotations

from records import MonitorError


class Unread(MonitorError):
    """One article, or a whole file, that cannot be read.

    A reader raises it for a whole file and yields it for one line, so that the rest goes on.
    source : the file, with its line or row: "articles.jsonl, line 7". why : a sentence that says what to do.
    """

    def __init__(self, source: object, why: str):
        super().__init__(f"{source}: {why}")
        self.source, self.why = str(source), why
