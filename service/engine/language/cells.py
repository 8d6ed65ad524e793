"""The cells of a decision table, read as tests of the input of their column.

Blank or `-`: anything · `> 3` `<= 5` `!= 'x'`: compared · `in (…)` `not in (…)` ·
`[1..5]` `(1..5)`: between · `'a', 'b'`: one of these · any other expression: equal to it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.engine.language.errors import BadText, Flaw
from service.engine.language.evaluation import Expression, Functions
from service.engine.language.syntax import MAX_TEXT, compile_expression

INPUT = "本栏输入"
OPERATOR = re.compile(r"(<=|>=|==|!=|<|>|in\b|not\s+in\b)\s*(.+)", re.DOTALL)
INTERVAL = re.compile(r"([\[(\]])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])\[])", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell; `test` is None when it takes anything."""

    text: str
    test: Expression | None

    def holds(self, value: Any, data: Mapping[str, Any], functions: Functions) -> bool:
        if self.test is None:
            return True
        return bool(self.test.value({**data, INPUT: value}, functions))


def compile_cell(text: str | None) -> Cell:
    """Raises BadText, whose positions count in the cell."""
    bare = (text or "").strip()
    if bare in ("", "-"):
        return Cell(bare, None)
    if len(bare) > MAX_TEXT:
        flaw = Flaw(f"内容太长，最多 {MAX_TEXT} 个字符", f"longer than {MAX_TEXT} characters")
        raise BadText(bare, (flaw,))
    return Cell(bare, compile_expression(_as_expression(bare)))


def _as_expression(bare: str) -> str:
    between = INTERVAL.fullmatch(bare)
    if between:
        opens, low, high, closes = between.groups()
        _sound(low, high)
        below = "<=" if opens == "[" else "<"
        above = "<=" if closes == "]" else "<"
        return f"({low}) {below} {INPUT} {above} ({high})"
    compared = OPERATOR.fullmatch(bare)
    if compared:
        how, right = compared.groups()
        tree = _sound(right)
        if how.endswith("in") and isinstance(tree, ast.Constant):
            right = f"{right},"
        return f"{INPUT} {how} ({right})"
    if isinstance(_sound(bare), ast.Tuple):
        return f"{INPUT} in ({bare})"
    return f"{INPUT} == ({bare})"


def _sound(*texts: str) -> ast.expr:
    """The parts alone must be expressions, so that no cell can break out of its brackets."""
    for text in texts:
        if INPUT in compile_expression(text).names:
            raise BadText(text, (Flaw(f"“{INPUT}”是保留的名字", f"{INPUT} is reserved"),))
    return compile_expression(texts[-1]).tree
