"""A module that grows past 300 lines, or a function past 40, wants to be two ideas."""

import ast

from tests.support.sources import functions, modules, named

MODULE_LINES = 300
FUNCTION_LINES = 40
ALL = ("service", "tests")


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return function.end_lineno - function.lineno + 1


def test_no_module_is_longer_than_300_lines():
    lengths = {named(path): len(path.read_text().splitlines()) for path, _ in modules(*ALL)}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_40_lines():
    lengths = {
        f"{named(path)}:{function.lineno} {function.name}": function.end_lineno
        - function.lineno
        + 1
        for path, tree in modules(*ALL)
        for function in functions(tree)
    }
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_every_module_of_the_service_says_what_it_is_for():
    silent = [named(path) for path, tree in modules("service") if not ast.get_docstring(tree)]
    assert silent == []
