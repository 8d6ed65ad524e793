"""Script tasks: assignments and nothing else, `name = expression`, one a line."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.engine.language.errors import BadText, Flaw
from service.engine.language.evaluation import Expression, Functions
from service.engine.language.syntax import compile_expression

MAX_LINES = 50
ASSIGNMENT = re.compile(r"\s*(\w+)\s*=(?!=)(.*)", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Script:
    """The assignments of one script task, in order."""

    text: str
    assignments: tuple[tuple[str, Expression], ...]

    def value(self, data: Mapping[str, Any], functions: Functions) -> dict[str, Any]:
        """Each name with its value; a later line sees what an earlier one gave."""
        seen, results = dict(data), {}
        for name, expression in self.assignments:
            seen[name] = results[name] = expression.value(seen, functions)
        return results


def compile_script(text: str) -> Script:
    """Raises BadText with the flaws of every line."""
    flaws: list[Flaw] = []
    assignments: list[tuple[str, Expression]] = []
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        flaws.append(Flaw("脚本是空的", "the script is empty"))
    if len(lines) > MAX_LINES:
        flaws.append(Flaw(f"脚本最多 {MAX_LINES} 行", f"more than {MAX_LINES} lines"))
    for number, line in lines[:MAX_LINES]:
        try:
            assignments.append(_assignment(line))
        except BadText as bad:
            flaws.extend(Flaw(f.zh, f.en, number, f.column) for f in bad.flaws)
    if flaws:
        raise BadText(text, tuple(flaws))
    return Script(text, tuple(assignments))


def _assignment(line: str) -> tuple[str, Expression]:
    if line.lstrip().startswith("#"):
        raise BadText(line, (Flaw("脚本里不能写注释，请写在说明里", "no comments in a script"),))
    found = ASSIGNMENT.fullmatch(line)
    if found is None:
        flaw = Flaw("每行只能是“名字 = 表达式”", "each line must be `name = expression`")
        raise BadText(line, (flaw,))
    name, text = found.groups()
    plain = unicodedata.normalize("NFKC", name)
    if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_") or plain != name:
        raise BadText(line, (Flaw(f"不能用“{name}”作名字", f"{name} can not be a name"),))
    return name, compile_expression(text)
