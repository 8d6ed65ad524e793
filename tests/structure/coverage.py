"""Which sentence of the notice is carried by what: `python -m tests.structure.coverage` writes it.

Read from what the house says of itself: the `source` of diagram elements and operations, `x-source`
of forms, `source:` of stories, and the rows named in docstrings of actions and pages.
"""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from service.casework.operations import OPERATIONS
from tests.structure.rows import CASES, ROWS
from tests.support.sources import ROOT, files, functions, modules, named

PAGE = ROOT / "docs/coverage.md"
SPIFF = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"
ONE = re.compile(r"(?<![0-9A-Z])M(\d\d)(?!\d)(?:\s*[-–—]\s*M?(\d\d)(?!\d))?")
CASE = re.compile(r"E([1-7]) (\d{1,2}(?:(?:, |/|–|-)\d{1,2})*)")
Carried = dict[str, dict[str, set[str]]]


def rows_in(text: str) -> set[str]:
    """{"M03", "M04", "M05"} for "M03–M05"."""
    found = set()
    for first, last in ONE.findall(text):
        found |= {f"M{n:02d}" for n in range(int(first), int(last or first) + 1)}
    return found


def cases_in(text: str) -> set[str]:
    """{"E1 7", "E1 10"} for "E1 7, 10"; a dash is a range."""
    found = set()
    for group, numbers in CASE.findall(text):
        for part in re.split(r", |/", numbers):
            first, *last = (int(n) for n in re.split("[–-]", part))
            found |= {f"E{group} {n}" for n in range(first, (last or [first])[0] + 1)}
    return found


def carried() -> Carried:
    """{row: {kind: what carries it}}."""
    made: Carried = defaultdict(lambda: defaultdict(set))
    for kind, name, text in said():
        for row in rows_in(text):
            made[row][kind].add(name)
    return made


def said() -> Iterator[tuple[str, str, str]]:
    """(kind, name, what it says of its sources)."""
    for path in sorted(ROOT.glob("processes/*/*.bpmn")):
        tree = etree.parse(path)
        for found in tree.iter(f"{SPIFF}property"):
            if found.get("name") == "source":
                yield "process", path.parent.name, found.get("value")
                if (task := _task_of(found)) is not None:
                    yield "task", task, found.get("value")
    for operation in OPERATIONS.values():
        yield "operation", operation.name, operation.source
    for path in sorted(ROOT.glob("forms/*/*.json")):
        sources = re.findall(r'"x-source": "([^"]*)"', json.dumps(_read(path), ensure_ascii=False))
        yield "form", f"{path.parent.name}/{path.stem}", " ".join(sources)
    for path in sorted(ROOT.glob("processes/*/stories/*.yaml")):
        yield "story", f"{path.parent.parent.name}/{path.stem}", path.read_text(encoding="utf-8")
    yield from _docstrings("action", "service/actions", lambda path, tree: path.stem)
    yield from _docstrings("page", "service/web", lambda path, tree: _routes(tree))


def _task_of(said) -> str | None:
    """The task or decision table that a `source` in a diagram belongs to."""
    element = next((e for e in said.iterancestors() if e.get("id")), None)
    kind = etree.QName(element).localname if element is not None else ""
    return element.get("id") if kind in ("userTask", "businessRuleTask") else None


def _read(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8"))


def _docstrings(kind: str, folder: str, name_of) -> Iterator[tuple[str, str, str]]:
    for path, tree in sorted(modules(folder), key=lambda found: found[0]):
        name = name_of(path, tree)
        texts = [ast.get_docstring(tree), *(ast.get_docstring(f) for f in functions(tree))]
        if name:
            yield kind, name, " ".join(filter(None, texts))


def _routes(tree: ast.Module) -> str:
    """The first address that a module of pages serves."""
    for function in functions(tree):
        for call in function.decorator_list:
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("web.get", "web.post"):
                return str(ast.literal_eval(call.args[0]))
    return ""


def told() -> dict[str, set[str]]:
    """{edge case: the stories and tests that tell it}; a story says it in its source or notes."""
    made = defaultdict(set)
    for path in sorted(ROOT.glob("processes/*/stories/*.yaml")):
        for case in cases_in(path.read_text(encoding="utf-8")):
            made[case].add(f"{path.parent.parent.name}/{path.stem}")
    for path in files("tests"):
        if path.suffix == ".py" and "structure" not in path.parts:
            for case in cases_in(path.read_text(encoding="utf-8")):
                made[case].add(named(path))
    return made


def written() -> str:
    """The page as it must stand in docs/."""
    return "\n".join([*_head(), *_rows(carried()), *_middle(), *_cases(told()), ""])


def _head() -> list[str]:
    return [
        "# Coverage",
        "",
        "Made by `python -m tests.structure.coverage > docs/coverage.md` from what diagrams,",
        "forms, operations, actions, pages and stories say of their sources; it is tested.",
        "Every task of a process is also a page (`/tasks/…`) and an operation of the API.",
        "",
        "| row | what it asks | processes | what is done | asked and shown on | stories |",
        "| --- | --- | --- | --- | --- | --- |",
    ]


def _rows(found: Carried) -> Iterator[str]:
    for row, asks in ROWS.items():
        kinds = found[row]
        done = _names([*kinds["operation"], *kinds["action"], *kinds["task"]], 6)
        shown = _names([*kinds["page"], *kinds["form"]], 5)
        processes, stories = _names(kinds["process"], 12), _names(kinds["story"], 4)
        yield f"| {row} | {asks} | {processes} | {done} | {shown} | {stories} |"


def _middle() -> list[str]:
    return ["", "## Cases", "", "| case | what is tried | where |", "| --- | --- | --- |"]


def _cases(found: dict[str, set[str]]) -> Iterator[str]:
    for case, tries in CASES.items():
        yield f"| {case} | {tries} | {_names(found[case], 4)} |"


def _names(found: Iterable[str], most: int) -> str:
    names = sorted(set(found))
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(f"`{name}`" for name in names[:most]) + more


if __name__ == "__main__":
    print(written(), end="")  # noqa: T201
