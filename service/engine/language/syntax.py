"""From text to a checked syntax tree: only the listed constructs ever reach the evaluator."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from functools import lru_cache

from service.engine.language.errors import BadText, Flaw
from service.engine.language.evaluation import MAX_NUMBER, Expression
from service.engine.language.functions import FUNCTIONS
from service.engine.language.punctuation import flaws_of_characters, flaws_of_names

MAX_TEXT = 2_000
MAX_NODES = 400
MAX_DEPTH = 40

ALLOWED: tuple[type[ast.AST], ...] = (
    ast.Expression, ast.Constant, ast.Name, ast.Load, ast.Attribute, ast.Subscript, ast.Call,
    ast.keyword, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In,
    ast.NotIn, ast.Is, ast.IsNot, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub,
    ast.UAdd, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow,
    ast.IfExp, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.GeneratorExp,
    ast.comprehension, ast.Store,
)  # fmt: skip
SAYINGS = {
    ast.Lambda: ("lambda 函数", "lambda"),
    ast.JoinedStr: ("f 字符串", "f-strings"),
    ast.Await: ("await", "await"),
    ast.NamedExpr: (":= 赋值", ":= assignment"),
    ast.Starred: ("星号展开", "star arguments"),
    ast.Slice: ("切片", "slices"),
    ast.DictComp: ("字典推导", "dict comprehensions"),
    ast.SetComp: ("集合推导", "set comprehensions"),
}


def check_expression(text: str, functions: Collection[str] | None = None) -> tuple[Flaw, ...]:
    """Every flaw of `text`, none when it can be compiled.

    With `functions` (the names the surroundings provide), unknown functions are flaws too.
    """
    try:
        expression = compile_expression(text)
    except BadText as bad:
        return bad.flaws
    if functions is None:
        return ()
    known = {*FUNCTIONS, *functions}
    unknown = sorted(expression.functions - known)
    return tuple(Flaw(f"没有函数“{n}”", f"there is no function {n}") for n in unknown)


@lru_cache(maxsize=8_192)
def compile_expression(text: str) -> Expression:
    """Raises BadText with every flaw found."""
    flaws = tuple(_flaws_of_text(text))
    if flaws:
        raise BadText(text, flaws)
    stripped = text.strip()
    tree = _parse(text, stripped)
    flaws = tuple(_flaws_of_tree(tree))
    if flaws:
        raise BadText(text, flaws)
    return Expression(stripped, tree.body)


def _flaws_of_text(text: str) -> Iterator[Flaw]:
    if not text or not text.strip():
        yield Flaw("表达式是空的", "the expression is empty")
        return
    if len(text) > MAX_TEXT:
        yield Flaw(f"表达式太长，最多 {MAX_TEXT} 个字符", f"longer than {MAX_TEXT} characters")
        return
    yield from flaws_of_characters(text)
    yield from flaws_of_names(text)


def _parse(text: str, stripped: str) -> ast.Expression:
    try:
        return ast.parse(stripped, mode="eval")
    except SyntaxError as error:
        column = max(error.offset or 1, 1)
        zh = "这里写法不对，读不懂；若要判断相等请用 == ，文字要用引号括起来"
        en = "not an expression; equality is ==, and text stands in quotes"
        raise BadText(text, (Flaw(zh, en, error.lineno or 1, column),)) from None
    except (RecursionError, MemoryError, ValueError):
        flaw = Flaw(
            "表达式嵌套太深或有不能读的字符", "nested too deeply, or an unreadable character"
        )
        raise BadText(text, (flaw,)) from None


def _flaws_of_tree(tree: ast.Expression) -> Iterator[Flaw]:
    todo: list[tuple[ast.AST, int]] = [(tree, 0)]
    count = 0
    while todo:
        node, depth = todo.pop()
        count += 1
        if count > MAX_NODES or depth > MAX_DEPTH:
            yield Flaw("表达式太复杂，请拆成几步", "too complex; split it into steps")
            return
        flaw = _flaw_of_node(node)
        if flaw is not None:
            line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1
            yield Flaw(flaw[0], flaw[1], line, column)
        else:
            todo.extend((child, depth + 1) for child in ast.iter_child_nodes(node))


def _flaw_of_node(node: ast.AST) -> tuple[str, str] | None:
    if not isinstance(node, ALLOWED):
        zh, en = SAYINGS.get(type(node), (type(node).__name__, type(node).__name__))
        return f"不能使用{zh}", f"{en} not allowed"
    if isinstance(node, ast.Constant):
        return _flaw_of_constant(node.value)
    if isinstance(node, ast.Call):
        return _flaw_of_call(node)
    name = getattr(node, "id", None) or getattr(node, "attr", None)
    if isinstance(name, str) and name.startswith("_"):
        return f"名字不能以下划线开头：{name}", f"a name may not begin with an underscore: {name}"
    if isinstance(node, ast.Compare) and any(isinstance(o, ast.Is | ast.IsNot) for o in node.ops):
        return _flaw_of_identity(node)
    if isinstance(node, ast.comprehension) and not isinstance(node.target, ast.Name):
        return "for 后面只能写一个名字", "one plain name after `for`"
    if isinstance(node, ast.Dict) and None in node.keys:
        return "不能使用 ** 展开", "** is not allowed"
    return None


def _flaw_of_constant(value: object) -> tuple[str, str] | None:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return None
    if isinstance(value, int | float):
        if abs(value) <= MAX_NUMBER:
            return None
        return "数字太大", "the number is too large"
    return "只能写文字、数字、真假和空值", "only text, numbers, true, false and null"


def _flaw_of_call(node: ast.Call) -> tuple[str, str] | None:
    if not isinstance(node.func, ast.Name):
        return "只能直接调用函数，不能调用对象的方法", "only plain functions, no methods"
    if any(word.arg is None for word in node.keywords):
        return "不能使用 ** 展开", "** is not allowed"
    return None


def _flaw_of_identity(node: ast.Compare) -> tuple[str, str] | None:
    for operator, right in zip(node.ops, node.comparators, strict=True):
        null = isinstance(right, ast.Constant) and right.value is None
        if isinstance(operator, ast.Is | ast.IsNot) and not null:
            return "is 只能和 None 一起用，判断相等请用 ==", "`is` goes with None only; use =="
    return None
