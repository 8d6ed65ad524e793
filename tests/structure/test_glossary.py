"""One Chinese term, one English word: the glossary of the README has them all."""

import ast
import re
from enum import StrEnum

import pytest

from service.domain.filings import FilingState
from service.domain.roles import Role
from tests.support.sources import ROOT, modules, named

ROW = re.compile(
    r"^\| (?P<zh>[^|]+) \| (?P<en>[^|]+) \| (?P<meaning>[^|]+) \| (?P<source>[^|]*) \|$"
)
HAN = re.compile(r"[\u4e00-\u9fff]")


def rows() -> list[dict[str, str]]:
    text = (ROOT / "README.md").read_text().partition("\n## Glossary\n")[2]
    found = [match.groupdict() for match in map(ROW.match, text.splitlines()) if match]
    return [row for row in found if HAN.search(row["zh"]) and "`" in row["en"]]


def words(row: dict[str, str]) -> list[str]:
    return re.findall(r"`([^`]+)`", row["en"])


ROWS = rows()
WORDS = {word for row in ROWS for word in words(row)}


def domain_classes() -> set[str]:
    return {
        node.name
        for path, tree in modules("service/domain")
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and path.name != "errors.py"
    }


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


@pytest.mark.parametrize("kind", [Role, FilingState], ids=lambda kind: kind.__name__)
def test_every_role_and_state_has_a_row(kind: type[StrEnum]):
    assert {member.value for member in kind} - WORDS == set()


def test_every_role_is_called_as_the_service_calls_it():
    called = {word: row["zh"] for row in ROWS for word in re.findall(r"`([^`]+)`", row["en"])}
    assert {role.value: role.zh for role in Role} == {
        role.value: called[role.value] for role in Role
    }


def test_no_chinese_term_and_no_english_word_stands_in_two_rows():
    terms = [row["zh"] for row in ROWS]
    code = [word for row in ROWS for word in words(row)]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
    assert sorted({word for word in code if code.count(word) > 1}) == []


def test_every_row_tells_its_meaning_in_one_sentence():
    assert [row["zh"] for row in ROWS if not row["meaning"] or len(row["meaning"]) > 160] == []
