"""What may not stand in the repository, and what must."""

import re
import tomllib

from tests.support.sources import ROOT, modules, named, texts

# Each with a class of one letter, so that this file does not find itself.
REGISTRIES = re.compile(
    r"registry[.]npmjs|npm[m]irror|pypi[.]org|pythonhosted[.]org|debian[.]org|repo1?[.]maven"
    r"|proxy[.]golang"
)
MACHINE = re.compile(r"(?<![\w.])/(?:wor[k]|far[m]|roo[t]|home/\w+|User[s]/\w+)/|[.][.]/share[d]")
UNFINISHED = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b|NotImplemented[E]rror")
SKIPPED = re.compile(r"mark[.](?:skip|xfail)|pytest[.](?:skip|xfail)[(]|importor[s]kip")
SLEEPING = re.compile(r"\bslee[p][(]|wait_for_timeou[t][(]")
REPLACING = re.compile(r"unittest[.]mock|monkeypatch[.]setattr[(].{0,40}service")


def found(pattern: re.Pattern[str], *beginnings: str) -> list[str]:
    """Where the pattern stands: "path:line text", in files whose path begins so."""
    return [
        f"{named(path)}:{number} {line.strip()[:80]}"
        for path, text in texts()
        if named(path).startswith(beginnings or "")
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_registry_is_named():
    assert found(REGISTRIES) == []


def test_no_path_of_a_machine_is_named():
    assert found(MACHINE) == []


def test_nothing_is_left_unfinished():
    assert found(UNFINISHED, "service", "tests", "processes", "forms") == []


def test_no_test_is_skipped():
    assert found(SKIPPED, "tests") == []


def test_no_test_sleeps():
    assert found(SLEEPING, "tests") == []


def test_no_test_replaces_our_own_code():
    assert found(REPLACING, "tests") == []


def test_every_test_module_has_a_test():
    empty = [
        named(path)
        for path, _ in modules("tests")
        if path.name.startswith("test_")
        and not re.search(r"^ *(?:async )?def test_|^Test\w+ = ", path.read_text(), re.M)
    ]
    assert empty == []


def test_the_change_log_has_an_entry_for_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_licence_is_whole():
    words = (ROOT / "LICENSE").read_text()
    assert "Apache License" in words
    assert "END OF TERMS AND CONDITIONS" in words


def test_a_decision_is_told_in_ten_lines():
    text = (ROOT / "docs/decisions.md").read_text()
    entries = re.split(r"^## ", text, flags=re.M)[1:]
    long = [entry.splitlines()[0] for entry in entries if len(entry.strip().splitlines()) > 10]
    assert entries
    assert long == []
