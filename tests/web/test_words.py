"""What the pages say is complete in English and never falls behind the sources."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from service import web
from service.web import TRANSLATIONS

SERVICE = Path(web.__file__).parent.parent
METHODS = [
    ("web/**.py", "python"),
    ("forms/**.py", "python"),
    ("web/templates/**.html", "jinja2"),
]
WORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def said_in_the_sources() -> set[tuple[str, str]]:
    """(sense, sentence) of everything the pages say."""
    found = set()
    for _, _, message, _, sense in extract_from_dir(str(SERVICE), METHODS, keywords=WORDS):
        found.add((sense or "", message if isinstance(message, str) else message[0]))
    return found


def catalogue():
    with (TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return [m for m in read_po(source, locale="en") if m.id]


def key_of(message) -> tuple[str, str]:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def test_every_chinese_sentence_of_the_pages_has_its_english():
    translated = {key_of(m) for m in catalogue() if m.string and all(m.string)}
    assert said_in_the_sources() - translated == set()


def test_the_catalogue_keeps_nothing_that_no_page_says():
    assert {key_of(m) for m in catalogue()} - said_in_the_sources() == set()


def test_the_english_has_no_chinese_and_the_same_gaps():
    gap = re.compile(r"%\((\w+)\)")
    for message in catalogue():
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in words:
            assert not re.search(r"[\u4e00-\u9fff]", text), text
            assert set(gap.findall(text)) <= set(gap.findall(key_of(message)[1])), text


def test_no_template_writes_chinese_outside_gettext():
    bare = []
    for path in sorted((SERVICE / "web" / "templates").rglob("*.html")):
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", path.read_text(), flags=re.S)
        bare += [f"{path.name}: {run}" for run in re.findall(r"[\u4e00-\u9fff]+", text)]
    assert set(bare) <= {"me.html: 中文"}
