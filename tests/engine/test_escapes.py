"""Nothing a designer writes reaches Python: every known way out of a sandbox, and every bomb."""

import ast
import builtins
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from service.engine import ExpressionError, Step, check_expression, compile_process, evaluate, start
from service.engine.environment import WhitelistEngine
from service.engine.language import compile_script
from service.engine.language.errors import BadText
from service.engine.model import StepFailed
from tests.engine.drawing import NOW, bpmn, end, findings, flow, script, user, wait, xor
from tests.engine.drawing import start as entry

ESCAPES = [
    "().__class__.__base__.__subclasses__()",
    "''.__class__.__mro__[1]",
    "uuid.os.popen('id -u').read()",
    "json.codecs.builtins.open('/etc/passwd')",
    "random._os",
    "__import__('os').system('id')",
    "eval('1')", "exec('1')", "open('/etc/passwd')", "getattr(x, 'y')", "globals()", "vars()",
    "'{0.__class__}'.format(x)", "'%s' % x", "f'{x.__class__}'", "x.format_map(y)",
    "(lambda: 1)()", "[y := 1]", "x[1:2]", "{**x}", "[*x]", "f(*x)", "f(**x)",
    "(x for x in y).gi_frame", "x.gi_frame.f_back", "x.obj", "x.func_globals",
    "await x", "yield x", "print", "x @ y", "x | y", "x << 99", "~x", "1j", "b'x'", "...",
    "{x: y for x in z}", "{x for x in z}", "x if", "a\\b", "`x`", "$x", "x; import os",
    "breakpoint()", "type(x)", "x.__dict__", "_x", "__builtins__", "help()", "input()",
]  # fmt: skip
BOMBS = [
    "9**9**9", "2**64**2", "9" * 400, "'a' * 10**9", "[0] * 10**9", "(1,) * 99999999",
    "[a for a in xs for b in xs for c in xs for d in xs]", "sum([a for a in xs for b in xs])",
    "1" + "+1" * 900, "(" * 150 + ")" * 150, "[" * 300, "not " * 300 + "x", "-" * 300 + "1",
    "round(5, -999999999)", "'%999999999d' % 5", "10 ** 60 * 10 ** 60", "int('9' + '9' * 5)" * 40,
    "x" * 3_000,
    "[sorted(xs) for a in xs]", "[xs == xs for a in xs]", "99999999999999999999 % 7",
    "1e999", "1e5", "0x" + "f" * 100, "'x'" * 900,
]  # fmt: skip


@pytest.mark.parametrize("text", ESCAPES)
def test_no_way_out_of_the_language(text):
    data = {"x": {"y": 1}, "y": [1], "z": [1], "uuid": {}, "json": {}, "random": {}}
    try:
        found = None if check_expression(text) else evaluate(text, data, {})
    except ExpressionError:
        found = None
    assert found is None


@pytest.mark.parametrize("text", BOMBS)
def test_no_text_makes_the_engine_work_for_long(text):
    begun = time.perf_counter()
    with suppress(BadText, ExpressionError):
        evaluate(text, {"xs": list(range(1_000)), "x": 1}, {})
    assert time.perf_counter() - begun < 1


def test_strings_and_lists_can_not_grow_without_end():
    with pytest.raises(ExpressionError, match="too long"):
        evaluate("a + a", {"a": "x" * 60_000})
    with pytest.raises(ExpressionError, match="too long"):
        evaluate("a + a", {"a": [0] * 6_000})
    text = "\n".join(["a = 'x' + 'x'", *["a = a + a"] * 40])
    with pytest.raises(ExpressionError, match="too long"):
        compile_script(text).value({}, {})


def test_values_are_reached_as_data_and_never_as_objects():
    class Sly(dict):
        secret = "hidden"

    assert evaluate("x.secret", {"x": Sly()}) is None
    for thing in (Path("/"), sys, evaluate, NOW):
        with pytest.raises(ExpressionError):
            evaluate("x.parent", {"x": thing})


def test_no_module_of_the_engine_mentions_eval_exec_or_compile():
    root = Path(__file__).parents[2] / "service" / "engine"
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), path


@pytest.fixture
def no_eval(monkeypatch):
    def forbidden(*_args, **_kwargs):
        raise AssertionError("Python's eval or exec was reached")

    monkeypatch.setattr(builtins, "eval", forbidden)
    monkeypatch.setattr(builtins, "exec", forbidden)


def test_no_path_of_the_library_reaches_eval(no_eval):
    hostile = "__import__('os').system('id')"
    engine = WhitelistEngine()
    task = type("Task", (), {"data": {}})
    for ask in (engine.environment.evaluate, engine.environment.execute):
        with pytest.raises(BadText):
            ask(hostile, {})
    with pytest.raises(BadText):
        engine.validate(hostile)
    with pytest.raises(StepFailed):
        engine.environment.call_service(task.data)
    assert engine.environment.evaluate("1 + x", {}, {"x": 1}) == 2
    data = {"x": 1}
    assert engine.environment.execute("y = x + 1", data)
    assert data["y"] == 2


def test_a_whole_case_runs_without_eval(no_eval):
    model = compile_process({"p.bpmn": bpmn(
        entry(), script("a", "x = 1"), xor("g", "e"), user("u", office="'here'"), wait("w", "at"),
        end(), flow("s > a > g > e"), flow("g > u", "x == 1"), flow("u > w > e"),
    )})  # fmt: skip
    assert start(model, {}, Step(NOW)).task("u").office == "here"


HOSTILE = "x.__class__"


@pytest.mark.parametrize(
    "parts",
    [
        (entry(), script("a", f"y = {HOSTILE}"), end(), flow("s > a > e")),
        (entry(), xor("a", "e"), user("u"), end(), flow("s > a > e"), flow("a > u", HOSTILE),
         flow("u > e")),
        (entry(), wait("a", HOSTILE), end(), flow("s > a > e")),
        (entry(), wait("a", HOSTILE, "timeDuration"), end(), flow("s > a > e")),
        (entry(), user("a", office=HOSTILE), end(), flow("s > a > e")),
        (entry(), user("a", many=HOSTILE), end(), flow("s > a > e")),
    ],
)  # fmt: skip
def test_every_place_for_an_expression_is_checked_when_published(parts):
    (finding,) = findings(*parts)
    assert (finding.code, finding.element) == ("bad_expression", "a")
    assert "__class__" in finding.zh
    assert "__class__" in finding.en
