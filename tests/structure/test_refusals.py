"""Every way to say no has a code, a status and a sentence in both languages."""

import ast
import re
from string import Formatter

import pytest

from service.domain import errors
from service.domain.errors import Refusal
from tests.support.sources import modules, named

HAN = re.compile(r"[\u4e00-\u9fff]")


def tree_of(kind: type) -> list[type]:
    return [kind, *(leaf for child in kind.__subclasses__() for leaf in tree_of(child))]


REFUSALS = [kind for kind in tree_of(Refusal) if kind.__module__ == errors.__name__]


def gaps(kind: type[Refusal]) -> set[str]:
    return {
        name for text in (kind.zh, kind.en) for _, name, _, _ in Formatter().parse(text) if name
    }


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_says_what_to_do_in_both_languages(kind):
    assert kind.__doc__
    assert HAN.search(kind.zh)
    assert kind.zh.endswith(("。", "}"))
    assert not HAN.search(kind.en)
    assert kind.en.endswith((".", "}"))
    assert 400 <= kind.status < 500


def test_each_refusal_has_a_code_of_its_own():
    codes = [kind.__dict__.get("code") for kind in REFUSALS]
    assert None not in codes
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z][a-z_]*", code) for code in codes)


def test_the_tree_of_refusals_stands_in_one_module():
    names = {kind.__name__ for kind in tree_of(Refusal)}
    elsewhere = [
        f"{named(path)} {node.name}"
        for path, tree in modules("service")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and {ast.unparse(base).split(".")[-1] for base in node.bases} & names
        and named(path) != "service/domain/errors.py"
    ]
    assert elsewhere == []


def test_every_sentence_gets_the_words_for_its_gaps():
    wanting = {kind.__name__: gaps(kind) for kind in REFUSALS if "__init__" not in kind.__dict__}
    wanting = {name: needed for name, needed in wanting.items() if needed and _plain(name)}
    incomplete = [
        f"{named(path)}:{call.lineno} {ast.unparse(call.func)} lacks {sorted(lacking)}"
        for path, tree in modules("service")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and (name := ast.unparse(call.func).split(".")[-1]) in wanting
        and not any(word.arg is None for word in call.keywords)
        and (lacking := wanting[name] - {word.arg for word in call.keywords})
    ]
    assert incomplete == []


def _plain(name: str) -> bool:
    """Whether the refusal takes its gaps as words, that is, has no constructor of its own."""
    return getattr(errors, name).__init__ is Refusal.__init__
