"""The codes are a promise to designers: the page that lists them is complete."""

import ast
import re

from tests.support.sources import ROOT, modules

PAGE = (ROOT / "processes/README.md").read_text()


def said_in(tree):
    """The codes that a module of the check can report."""
    for node in ast.walk(tree):
        first = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("add", "at") and node.args:
                first = node.args[0]
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            first = node.value.elts[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def test_every_code_of_the_check_is_explained_to_designers():
    codes = {code for _, tree in modules("service/engine/check") for code in said_in(tree)}
    assert len(codes) > 40
    section = PAGE.partition("## What the check finds")[2].partition("\n## ")[0]
    listed = set(re.findall(r"`([a-z_]+)`", section))
    assert codes - listed == set()
    assert listed - codes == {"unreadable"}  # said by the engine's reader
