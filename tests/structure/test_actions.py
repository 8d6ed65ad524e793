"""`ls service/actions` lists all that can happen: one file, one verb, one transaction."""

import ast
import re

from tests.support.sources import ROOT, modules, named

ACTIONS = {
    path: tree
    for path, tree in modules("service/actions")
    if path.parent == ROOT / "service/actions" and path.name != "__init__.py"
}
# Who may open or end a transaction: actions, what hands it to them, and what the tables stand on.
TRANSACTION_KEEPERS = (
    "service/actions/",
    "service/casework/retry.py",
    "service/office/",
    "service/store/database.py",
    "service/store/schema.py",
)
BEGINNING = re.compile(r"(^|[._])(office|connection|database|engine)\.(begin\w*|commit)$")


def public(tree: ast.Module) -> list[ast.FunctionDef]:
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_"
    ]


def verb(tree: ast.Module) -> ast.FunctionDef:
    return public(tree)[0]


def test_there_are_actions():
    assert ACTIONS


def test_each_action_file_has_exactly_one_public_function_of_its_name():
    wrong = {
        named(path): [function.name for function in public(tree)]
        for path, tree in ACTIONS.items()
        if [function.name for function in public(tree)] != [path.stem]
    }
    assert wrong == {}


def test_each_action_takes_the_office_first_and_the_rest_by_name():
    wrong = {
        named(path): ast.unparse(verb(tree).args)
        for path, tree in ACTIONS.items()
        if ast.unparse(verb(tree).args).split(", *, ")[0] != "office: Office"
    }
    assert wrong == {}


def test_each_action_says_what_comes_back():
    silent = [named(path) for path, tree in ACTIONS.items() if verb(tree).returns is None]
    assert silent == []


def test_each_action_opens_one_transaction():
    """Itself, or through `repeated`, which begins anew when the case moved meanwhile.

    The clock's own actions take one for each batch, case or stop.
    """
    counts = {
        named(path): sum(
            1
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and ast.unparse(call).startswith(("office.begin(", "repeated(office, "))
        )
        for path, tree in ACTIONS.items()
    }
    clocks = {
        f"service/actions/{name}.py"
        for name in ("fire_due_timers", "open_planned_cases", "advance_clock", "carry_on")
    }
    assert {n: count for n, count in counts.items() if count != 1 and n not in clocks} == {}


def test_nothing_below_an_action_opens_or_ends_a_transaction():
    wrong = [
        f"{named(path)}:{call.lineno} {ast.unparse(call.func)}"
        for path, tree in modules("service")
        if not named(path).startswith(TRANSACTION_KEEPERS)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and BEGINNING.search(ast.unparse(call.func))
    ]
    assert wrong == []


def test_the_record_is_only_ever_added_to():
    changes = [
        f"{named(path)}:{call.lineno} {ast.unparse(call)[:80]}"
        for path, tree in modules("service")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).split(".")[-1] in ("update", "delete")
        and "record" in {*ast.unparse(call.func).split("."), *map(ast.unparse, call.args)}
    ]
    assert changes == []


def test_no_function_is_called_by_what_it_is_in_the_machine():
    vague = ("get_", "handle_", "do_", "manage_")
    wrong = [
        f"{named(path)}:{function.lineno} {function.name}"
        for path, tree in modules("service")
        for function in public(tree)
        if function.name.startswith(vague)
    ]
    wrong += [
        named(path)
        for path, _ in modules("service")
        if path.stem in ("utils", "helpers", "common", "misc") or path.stem.endswith("_manager")
    ]
    assert wrong == []
