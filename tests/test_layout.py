"""The picture of docs/architecture.md, kept true: imports point one way, and each library stays in its rooms."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# From the bottom to the top. A room may import from the floors below its own, never from above or from beside it.
FLOORS = [
    {"records"},
    {"config"},
    {"geo", "reference"},
    {"reading"},
    {"data", "indicators"},
    {"analysis"},
    {"intake", "charts"},
    {"sample"},
    {"desk"},
    {"briefing"},
    {"views", "monitor"},
    {"app", "bench", "tools", "training"},   # nothing imports these; they start things
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
ONLY_IN = {
    "streamlit": {"app", "views"},
    "plotly": {"app", "views", "briefing", "desk", "monitor", "charts", "bench"},
    "torch": {"training"},
    "transformers": {"training"},
}
NOT_ROOMS = {"tests", "docs", "var", "node_modules"}


def room_of(path: Path, root: Path) -> str:
    """The first part of the path: a folder, or a module's name."""
    return path.relative_to(root).parts[0].removesuffix(".py")


def python_files(root: Path) -> list[Path]:
    """All Python files of the rooms: hidden folders (.venv), tests and data folders left out."""
    return sorted(
        path for path in root.rglob("*.py")
        if not (first := room_of(path, root)).startswith(".") and first not in NOT_ROOMS
    )


def imported(path: Path) -> set[str]:
    """Top-level names that a file imports, also inside functions; `from . import` stays within its room."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.partition(".")[0])
    return names


def faults(root: Path) -> list[str]:
    """Every import that breaks the picture, as "file imports name: why"."""
    found = []
    for path in python_files(root):
        room, where = room_of(path, root), path.relative_to(root).as_posix()
        if room not in FLOOR:
            found.append(f"{where} is in no room of the picture: give {room} its floor here and in docs/architecture.md")
            continue
        for name in sorted(imported(path)):
            if name in FLOOR and name != room and FLOOR[name] >= FLOOR[room]:
                found.append(f"{where} imports {name}: that arrow does not point down")
            if name in ONLY_IN and room not in ONLY_IN[name]:
                found.append(f"{where} imports {name}: only {', '.join(sorted(ONLY_IN[name]))} may")
    return found


def test_imports_point_one_way():
    assert python_files(ROOT), "no file was read"
    assert faults(ROOT) == []


@pytest.mark.parametrize("file, line, fault", [
    ("reading/x.py", "from indicators import ALL", "reading/x.py imports indicators: that arrow does not point down"),
    ("charts/x.py", "def f():\n    import views.filters", "charts/x.py imports views: that arrow does not point down"),
    ("intake.py", "import charts", "intake.py imports charts: that arrow does not point down"),
    ("analysis/x.py", "import plotly.express as px", "analysis/x.py imports plotly: only app, bench, briefing, charts, desk, monitor, views may"),
    ("charts/x.py", "import streamlit as st", "charts/x.py imports streamlit: only app, views may"),
    ("loft/x.py", "", "loft/x.py is in no room of the picture: give loft its floor here and in docs/architecture.md"),
])
def test_a_fault_is_seen(tmp_path, file, line, fault):
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(line)
    assert faults(tmp_path) == [fault]


def test_an_arrow_down_and_a_room_of_its_own_are_no_faults(tmp_path):
    (tmp_path / "views").mkdir()
    lines = ["import streamlit", "from charts import map", "from . import filters", "from views import y"]
    (tmp_path / "views/x.py").write_text("\n".join(lines))
    assert faults(tmp_path) == []


def pins(file: str) -> dict[str, str]:
    """Package to version, of the lines "package==version"; names written as pip compares them."""
    lines = re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    return {as_compared(name): version for name, version in lines}


def as_compared(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_that_is_imported_is_pinned():
    """A library that is there only because another brought it along may be gone after the next update."""
    names = set().union(*map(imported, python_files(ROOT))) - set(FLOOR) - set(sys.stdlib_module_names)
    names -= {path.stem for path in (ROOT / "tools").glob("*.py")}   # they find each other as neighbours
    assert {"streamlit", "pandas"} <= names
    packages, pinned = packages_distributions(), set().union(*map(pins, ("requirements.txt", "requirements-train.txt", "requirements-dev.txt")))
    bringers = {name: {as_compared(package) for package in packages.get(name, [name])} for name in names}
    assert sorted(name for name, packages_of_it in bringers.items() if not packages_of_it & pinned) == []


def test_requirements_and_constraints_agree():
    closure = pins("constraints.txt")
    for file in ("requirements.txt", "requirements-dev.txt"):
        assert pins(file).items() <= closure.items(), f"{file} and constraints.txt name different versions"
        lines = [line for line in (ROOT / file).read_text().splitlines() if line and line[0] not in "#-"]
        assert len(lines) == len(pins(file)), f"{file}: every line pins one exact version"
