"""Expressions held against what is known: names, fields, answers, functions, rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from service.engine.check.shapes import ANYTHING, Record, Rows, Shape, Values, join, joined
from service.engine.language.functions import FUNCTIONS

CONSTANTS = frozenset({"true", "false", "null"})
KEYED = ("limit", "rule")
PERIOD = re.compile(r"P\d+[YMWD]|PT\d+[HMS]|\d+[YMWD]", re.ASCII)
Shapes = Mapping[str, Shape]
Slip = tuple[str, str, str]


@dataclass(frozen=True)
class Scope:
    """What an expression may read where it stands."""

    shapes: Shapes
    may: Collection[str]
    sure: Collection[str]
    functions: Collection[str]
    rules: Collection[str]


def shape_of(node: ast.expr, shapes: Shapes) -> Shape:
    """The shape of an expression's value, as far as it can be told."""
    if isinstance(node, ast.Constant):
        return ANYTHING if node.value is None else Values(frozenset({node.value}))
    if isinstance(node, ast.Name):
        return shapes.get(node.id, ANYTHING)
    if isinstance(node, ast.Attribute):
        of = shape_of(node.value, shapes)
        return of.fields.get(node.attr, ANYTHING) if isinstance(of, Record) else ANYTHING
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return Rows(joined(shape_of(item, shapes) for item in node.elts)) if node.elts else _NONE
    if isinstance(node, ast.Dict):
        return _record(node, shapes)
    if isinstance(node, ast.BoolOp):
        return _first_or_last(node, shapes)
    if isinstance(node, ast.IfExp):
        return join(shape_of(node.body, shapes), shape_of(node.orelse, shapes))
    if isinstance(node, ast.Subscript):
        of = shape_of(node.value, shapes)
        return of.item if isinstance(of, Rows) else ANYTHING
    return ANYTHING


_NONE = Rows(Values(frozenset()))


def _record(node: ast.Dict, shapes: Shapes) -> Shape:
    keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
    if not all(isinstance(key, str) for key in keys):
        return ANYTHING
    values = (shape_of(value, shapes) for value in node.values)
    return Record(dict(zip((str(key) for key in keys), values, strict=True)))


def _first_or_last(node: ast.BoolOp, shapes: Shapes) -> Shape:
    return joined(shape_of(value, shapes) for value in node.values)


def slips(tree: ast.expr, scope: Scope) -> Iterator[Slip]:
    """(code, zh, en) of every name, field, answer, function or rule that is not there."""
    yield from _visit(tree, scope, dict(scope.shapes), frozenset())


def _visit(
    node: ast.AST, scope: Scope, shapes: dict[str, Shape], own: frozenset[str]
) -> Iterator[Slip]:
    if isinstance(node, ast.ListComp | ast.GeneratorExp):
        yield from _visit_comprehension(node, scope, shapes, own)
        return
    inside: list[ast.AST] = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Call):
        yield from _of_call(node, scope)
        inside = [*node.args, *(word.value for word in node.keywords)]
    elif isinstance(node, ast.Name):
        if node.id not in own and node.id not in CONSTANTS:
            yield from _of_name(node.id, scope)
    elif isinstance(node, ast.Attribute):
        yield from _of_field(node, shapes)
    elif isinstance(node, ast.Compare):
        yield from _of_comparison(node, shapes)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from _of_text(node.value)
    for child in inside:
        yield from _visit(child, scope, shapes, own)


def _visit_comprehension(
    node: ast.ListComp | ast.GeneratorExp,
    scope: Scope,
    shapes: dict[str, Shape],
    own: frozenset[str],
) -> Iterator[Slip]:
    for loop in node.generators:
        yield from _visit(loop.iter, scope, shapes, own)
        of = shape_of(loop.iter, shapes)
        name = loop.target.id if isinstance(loop.target, ast.Name) else ""
        shapes = {**shapes, name: of.item if isinstance(of, Rows) else ANYTHING}
        own = own | {name}
        for test in loop.ifs:
            yield from _visit(test, scope, shapes, own)
    yield from _visit(node.elt, scope, shapes, own)


def _of_name(name: str, scope: Scope) -> Iterator[Slip]:
    if name not in scope.shapes:
        zh, en = _meant(name, scope.may)
        yield "unknown_name", f"用到了“{name}”，没有哪一步产生它{zh}。", f"no {name} is made{en}."
    elif name not in scope.may:
        zh = f"用到了“{name}”，但走到这里之前还没有产生它。"
        yield "not_yet_known", zh, f"{name} is never made before this point."
    elif name not in scope.sure:
        zh = f"用到了“{name}”，但有的走法到这里时还没有它。"
        yield "maybe_missing", zh, f"{name} is not made on every way to this point."


def _of_field(node: ast.Attribute, shapes: Shapes) -> Iterator[Slip]:
    of = shape_of(node.value, shapes)
    if isinstance(of, Record) and node.attr not in of.fields:
        zh, en = _meant(node.attr, of.fields)
        whole = ast.unparse(node)
        yield "unknown_field", f"用到了“{whole}”，没有这一项{zh}。", f"no field {whole}{en}."


def _of_comparison(node: ast.Compare, shapes: Shapes) -> Iterator[Slip]:
    left = node.left
    for how, right in zip(node.ops, node.comparators, strict=True):
        if isinstance(how, ast.Eq | ast.NotEq):
            yield from _of_answer(left, shape_of(right, shapes))
            yield from _of_answer(right, shape_of(left, shapes))
        elif isinstance(how, ast.In | ast.NotIn):
            of = shape_of(right, shapes)
            yield from _of_answer(left, of.item if isinstance(of, Rows) else ANYTHING)
            if isinstance(right, ast.List | ast.Tuple | ast.Set):
                for item in right.elts:
                    yield from _of_answer(item, shape_of(left, shapes))
        left = right


def _of_answer(node: ast.expr, shape: Shape) -> Iterator[Slip]:
    """A literal that is compared with something which never has this answer."""
    if not isinstance(node, ast.Constant) or node.value is None or not isinstance(shape, Values):
        return
    if not any(_same(node.value, value) for value in shape.values):
        answers = sorted(map(str, shape.values))
        zh, en = _meant(str(node.value), answers)
        if not zh:
            zh, en = f"（只会是 {'、'.join(answers)}）", f" (only {', '.join(answers)})"
        yield (
            "unknown_value",
            f"比较的答案“{node.value!s}”不会出现{zh}。",
            f"the answer {node.value!s} never occurs{en}.",
        )


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) and isinstance(one, bool) is isinstance(other, bool)


def _of_call(node: ast.Call, scope: Scope) -> Iterator[Slip]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    known = {*FUNCTIONS, *scope.functions}
    if name not in known:
        zh, en = _meant(name, known)
        yield "unknown_function", f"没有函数“{name}”{zh}。", f"there is no function {name}{en}."
    if name in KEYED and name in scope.functions:
        key = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            zh = f"{name}(…) 里要直接写一个规则的名字。"
            yield "rule_not_named", zh, f"{name}(…) takes one literal rule key."
        elif key.value not in scope.rules:
            zh, en = _meant(key.value, scope.rules)
            yield "unknown_rule", f"没有规则“{key.value}”{zh}。", f"no rule {key.value}{en}."


def _of_text(text: str) -> Iterator[Slip]:
    if PERIOD.fullmatch(text):
        zh = f"直接写了期间 {text}；期间要在规则里设好，图上只写名字。"
        yield "typed_period", zh, f"types the period {text}; name a rule instead."


def _meant(name: str, known: Collection[str]) -> tuple[str, str]:
    near = get_close_matches(name, list(known), n=1, cutoff=0.7)
    return (f"（是不是“{near[0]}”？）", f" (did you mean {near[0]}?)") if near else ("", "")
