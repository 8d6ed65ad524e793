"""One Chinese term, one English word: the glossary of the README has them all."""

import ast
import importlib
import re
from enum import StrEnum

import pytest

from service.casework.operations.registry import OPERATIONS, Operation
from service.domain.filings import FilingState
from service.domain.roles import Role
from tests.support.sources import ROOT, modules, named

COLUMNS = ("zh", "en", "meaning", "source")
ROW = re.compile(r"^\|" + "".join(rf" *(?P<{name}>[^|]*?) *\|" for name in COLUMNS) + "$")
HAN = re.compile(r"[\u4e00-\u9fff]")


def rows() -> list[dict[str, str]]:
    text = (ROOT / "README.md").read_text().partition("\n## Glossary\n")[2]
    found = [match.groupdict() for match in map(ROW.match, text.splitlines()) if match]
    return [row for row in found if HAN.search(row["zh"]) and "`" in row["en"]]


def words(row: dict[str, str]) -> list[str]:
    return re.findall(r"`([^`]+)`", row["en"])


ROWS = rows()
CALLED = {word: row["zh"] for row in ROWS for word in words(row)}
WORDS = set(CALLED)


def domain_classes() -> set[str]:
    return {
        node.name
        for path, tree in modules("service/domain")
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and path.name != "errors.py"
    }


def values() -> list[type[StrEnum]]:
    """The enumerations of the domain whose values are stored and shown."""
    found = []
    for path, _ in modules("service/domain"):
        module = importlib.import_module(f"service.domain.{path.stem}")
        found += [
            kind
            for name, kind in vars(module).items()
            if isinstance(kind, type)
            and issubclass(kind, StrEnum)
            and kind.__module__ == module.__name__
            and name[0] != "_"
        ]
    return found


VALUES = values()


def actions() -> set[str]:
    return {
        path.stem
        for path, _ in modules("service/actions")
        if named(path.parent) == "service/actions" and path.stem != "__init__"
    }


def test_every_domain_class_has_a_row():
    assert domain_classes() - WORDS == set()


def test_every_action_has_a_row():
    assert actions() - WORDS == set()


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_every_value_of_a_domain_class_has_a_row(kind: type[StrEnum]):
    """A value that means something else elsewhere is written with its class."""
    lacking = {m.value for m in kind if not {m.value, f"{kind.__name__}.{m.value}"} & WORDS}
    assert lacking == set()


@pytest.mark.parametrize("kind", [Role, FilingState], ids=lambda kind: kind.__name__)
def test_a_role_or_state_is_called_as_the_service_calls_it(kind: type[StrEnum]):
    wrong = {m.value: m.zh for m in kind if CALLED[_word(kind, m.value)] != m.zh}
    assert wrong == {}


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.name)
def test_an_operation_is_called_as_the_registry_calls_it(operation: Operation):
    assert CALLED.get(operation.name) == operation.zh


def _word(kind: type[StrEnum], value: str) -> str:
    whole = f"{kind.__name__}.{value}"
    return whole if whole in WORDS else value


def test_no_chinese_term_and_no_english_word_stands_in_two_rows():
    terms = [row["zh"] for row in ROWS]
    code = [word for row in ROWS for word in words(row)]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
    assert sorted({word for word in code if code.count(word) > 1}) == []


def test_every_row_tells_its_meaning_in_one_sentence():
    assert [row["zh"] for row in ROWS if not row["meaning"] or len(row["meaning"]) > 160] == []
