"""The look: tokens in one place, two dark blocks alike, nothing fetched from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

from service import web

ASSETS = Path(web.__file__).parent / "assets"
ROOT = Path(web.__file__).parents[2]


def test_the_two_dark_blocks_are_equal():
    text = (ASSETS / "css" / "tokens.css").read_text()
    by_system = re.search(r'not\(\[data-theme="light"\]\) \{(.*?)\}', text, re.S)
    chosen = re.search(r':root\[data-theme="dark"\] \{(.*?)\n\}', text, re.S)
    assert by_system is not None
    assert chosen is not None
    assert by_system[1].split() == chosen[1].split()


def test_only_the_tokens_name_a_colour():
    for path in (ASSETS / "css").glob("*.css"):
        if path.name == "tokens.css":
            continue
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        assert re.findall(r":[^;{]*(#[0-9a-fA-F]{3,8}\b|rgba?\()", text) == [], path.name


def test_the_lock_file_names_no_registry():
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert not re.search(r"registry\.[a-z]", text)


def test_the_browser_packages_are_pinned_exactly():
    package = json.loads((ROOT / "package.json").read_text())
    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


def test_the_bundles_ask_the_internet_for_nothing():
    built = Path(web.__file__).parent / "static" / "built"
    for path in [*built.glob("*.js"), *built.glob("*.css")]:
        text = path.read_text()
        called = re.findall(r"(?:fetch\(|import\(|url\(|src=)[\"']?(https?://[^\"')]+)", text)
        assert called == [], path.name


def test_every_icon_a_page_names_is_in_the_sprite():
    known = set(re.findall(r'id="i-([a-z]+)"', (ASSETS / "icons.svg").read_text()))
    named: set[str] = set()
    for path in (Path(web.__file__).parent / "templates").rglob("*.html"):
        named |= set(re.findall(r"icon\('([a-z]+)'", path.read_text()))
    assert named - known == set()
