"""Computing a checked syntax tree: every step counted, every value kept small, nothing executed."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.engine.language.errors import ExpressionError
from service.engine.language.functions import FUNCTIONS, MAX_ITEMS

MAX_STEPS = 20_000
MAX_NUMBER = 2**53
MAX_STRING = 100_000
CONSTANTS: Mapping[str, Any] = {"true": True, "false": False, "null": None}

Functions = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True, eq=False)
class Expression:
    """A checked expression; `names` are the data it reads, `functions` what it calls."""

    text: str
    tree: ast.expr
    names: frozenset[str] = field(init=False)
    functions: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        nodes = list(ast.walk(self.tree))
        called = {n.func for n in nodes if isinstance(n, ast.Call)}
        own = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        names = {n.id for n in nodes if isinstance(n, ast.Name) and n not in called}
        functions = frozenset(n.id for n in called if isinstance(n, ast.Name))
        object.__setattr__(self, "names", frozenset(names - own - set(CONSTANTS)))
        object.__setattr__(self, "functions", functions)

    def value(self, data: Mapping[str, Any], functions: Functions | None = None) -> Any:
        """Raises ExpressionError; refusals raised by `functions` pass through as they are."""
        return _Evaluation(self.text, data, functions or {}).of(self.tree)


def evaluate(text: str, data: Mapping[str, Any], functions: Functions | None = None) -> Any:
    """The value of `text` over `data`; raises BadText or ExpressionError."""
    from service.engine.language.syntax import compile_expression

    return compile_expression(text).value(data, functions)


def _power(base: Any, exponent: Any) -> Any:
    if not isinstance(exponent, int) or not 0 <= exponent <= 64:
        raise ExpressionError("乘方的指数要是 0 到 64 的整数", "the exponent must be 0 to 64")
    return base**exponent


def _plus(left: Any, right: Any) -> Any:
    if isinstance(left, str | list) and isinstance(right, type(left)):
        if len(left) + len(right) > (MAX_STRING if isinstance(left, str) else MAX_ITEMS):
            raise ExpressionError("结果太长", "the result is too long")
        return left + right  # type: ignore[operator]
    return _number(left) + _number(right)


def _number(value: Any) -> Any:
    if isinstance(value, str | list | tuple | dict) or value is None:
        zh, en = "只有数字才能计算", "only numbers can be computed with"
        raise ExpressionError(zh, en)
    return value


OPERATORS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: _plus,
    ast.Sub: lambda a, b: _number(a) - _number(b),
    ast.Mult: lambda a, b: _number(a) * _number(b),
    ast.Div: lambda a, b: _number(a) / _number(b),
    ast.FloorDiv: lambda a, b: _number(a) // _number(b),
    ast.Mod: lambda a, b: _number(a) % _number(b),
    ast.Pow: lambda a, b: _power(_number(a), _number(b)),
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.Not: lambda a, _: not a,
    ast.USub: lambda a, _: -_number(a),
    ast.UAdd: lambda a, _: +_number(a),
}


class _Evaluation:
    """One computation: its data, its own names (of comprehensions) and what is left to spend."""

    def __init__(self, text: str, data: Mapping[str, Any], functions: Functions) -> None:
        self.text = text
        self.data = data
        self.functions = functions
        self.own: dict[str, Any] = {}
        self.left = MAX_STEPS

    def of(self, node: ast.AST) -> Any:
        self.spend()
        try:
            return getattr(self, f"of_{type(node).__name__.lower()}")(node)
        except ExpressionError as error:
            raise error.within(self.text, getattr(node, "col_offset", 0) + 1) from None

    def spend(self, steps: int = 1) -> None:
        self.left -= steps
        if self.left < 0:
            raise ExpressionError("计算步数太多，已停止", "too many steps; stopped")

    def of_constant(self, node: ast.Constant) -> Any:
        return node.value

    def of_name(self, node: ast.Name) -> Any:
        name = node.id
        for place in (self.own, self.data, CONSTANTS):
            if name in place:
                return place[name]
        raise ExpressionError(f"数据里没有“{name}”", f"the data hold no {name}")

    def of_attribute(self, node: ast.Attribute) -> Any:
        thing = self.of(node.value)
        if isinstance(thing, Mapping):
            return thing.get(node.attr)
        what = "空值" if thing is None else "这个值"
        raise ExpressionError(f"{what}没有“{node.attr}”", f"{_kind(thing)} has no {node.attr}")

    def of_subscript(self, node: ast.Subscript) -> Any:
        thing, key = self.of(node.value), self.of(node.slice)
        if isinstance(thing, Mapping) or (isinstance(thing, Sequence) and isinstance(key, int)):
            try:
                return thing[key]
            except (LookupError, TypeError):
                raise ExpressionError(f"没有第“{key}”项", f"there is no item {key!r}") from None
        raise ExpressionError("这个值不能取项", f"{_kind(thing)} has no items")

    def of_call(self, node: ast.Call) -> Any:
        name = node.func.id  # type: ignore[attr-defined]
        known = name in self.functions
        function = self.functions[name] if known else FUNCTIONS.get(name)
        if function is None:
            raise ExpressionError(f"没有函数“{name}”", f"there is no function {name}")
        arguments = [self.of(argument) for argument in node.args]
        words = {str(word.arg): self.of(word.value) for word in node.keywords}
        if known:
            return self.provided(name, arguments, words)
        return self.computed(function, *arguments, **words)

    def provided(self, name: str, arguments: list[Any], words: dict[str, Any]) -> Any:
        try:
            return self.functions[name](*arguments, **words)
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            zh, en = f"函数 {name} 的参数不对：{error}", f"wrong arguments for {name}: {error}"
            raise ExpressionError(zh, en) from error

    def computed(self, function: Callable[..., Any], *arguments: Any, **words: Any) -> Any:
        for argument in arguments:
            if isinstance(argument, str | list | tuple | Mapping):
                self.spend(len(argument) // 10)
        try:
            return self.small(function(*arguments, **words))
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            raise ExpressionError(f"不能这样计算：{error}", f"can not compute: {error}") from None

    def small(self, value: Any) -> Any:
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, int | float) and not abs(value) <= MAX_NUMBER:
            raise ExpressionError("结果太大", "the result is too large")
        if isinstance(value, str) and len(value) > MAX_STRING:
            raise ExpressionError("结果太长", "the result is too long")
        if isinstance(value, complex):
            raise ExpressionError("结果不是实数", "the result is not a real number")
        return value

    def of_compare(self, node: ast.Compare) -> Any:
        left, result = self.of(node.left), True
        for how, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.of(right_node)
            result = self.computed(OPERATORS[type(how)], left, right)
            if not result:
                return result
            left = right
        return result

    def of_boolop(self, node: ast.BoolOp) -> Any:
        stops = isinstance(node.op, ast.Or)
        result: Any = not stops
        for value in node.values:
            result = self.of(value)
            if bool(result) is stops:
                return result
        return result

    def of_unaryop(self, node: ast.UnaryOp) -> Any:
        return self.computed(OPERATORS[type(node.op)], self.of(node.operand), None)

    def of_binop(self, node: ast.BinOp) -> Any:
        return self.computed(OPERATORS[type(node.op)], self.of(node.left), self.of(node.right))

    def of_ifexp(self, node: ast.IfExp) -> Any:
        return self.of(node.body if self.of(node.test) else node.orelse)

    def of_list(self, node: ast.List) -> list[Any]:
        return [self.of(item) for item in node.elts]

    def of_tuple(self, node: ast.Tuple) -> tuple[Any, ...]:
        return tuple(self.of(item) for item in node.elts)

    def of_set(self, node: ast.Set) -> tuple[Any, ...]:
        return tuple(self.of(item) for item in node.elts)

    def of_dict(self, node: ast.Dict) -> dict[Any, Any]:
        pairs = ((k, v) for k, v in zip(node.keys, node.values, strict=True) if k is not None)
        return {self.key(k): self.of(v) for k, v in pairs}

    def key(self, node: ast.expr) -> str:
        key = self.of(node)
        if not isinstance(key, str):
            raise ExpressionError("字典的键要是文字", "a key must be text")
        return key

    def of_listcomp(self, node: ast.ListComp) -> list[Any]:
        return list(self.items(node.elt, list(node.generators)))

    def of_generatorexp(self, node: ast.GeneratorExp) -> list[Any]:
        return list(self.items(node.elt, list(node.generators)))

    def items(self, element: ast.expr, loops: list[ast.comprehension]) -> Iterator[Any]:
        if not loops:
            yield self.of(element)
            return
        loop, name = loops[0], loops[0].target.id  # type: ignore[attr-defined]
        values = self.of(loop.iter)
        if not isinstance(values, list | tuple | Mapping):
            raise ExpressionError("for 后面要是列表", f"{_kind(values)} can not be gone through")
        before = dict(self.own)
        for value in list(values):
            self.spend()
            self.own[name] = value
            if all(self.of(condition) for condition in loop.ifs):
                yield from self.items(element, loops[1:])
        self.own = before


def _kind(value: Any) -> str:
    return "nothing (null)" if value is None else f"a {type(value).__name__}"
