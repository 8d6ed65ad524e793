"""Every template: one frame, one heading, no word outside the catalogue, no form unguarded."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.support.sources import ROOT, files

FOLDER = ROOT / "service/web/templates"
TEMPLATES = {
    p.relative_to(FOLDER).as_posix(): p.read_text() for p in files("service/web/templates")
}
FRAMES = {"skeleton.html", "base.html"}
PAGES = sorted(
    name for name in TEMPLATES if not Path(name).name.startswith("_") and name not in FRAMES
)
HAN = re.compile(r"[\u4e00-\u9fff]")
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
POSTING = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.S)
TAG = re.compile(r"<[a-z][^>]*\bhx-(?:get|post|put|patch|delete)=[^>]*>")

every_template = pytest.mark.parametrize("name", sorted(TEMPLATES))
every_page = pytest.mark.parametrize("name", PAGES)


@every_page
def test_a_page_extends_the_frame(name):
    extends = list(ENVIRONMENT.parse(TEMPLATES[name]).find_all(nodes.Extends))
    assert len(extends) == 1
    frames = {const.value for const in extends[0].find_all(nodes.Const)}
    assert frames <= FRAMES


@every_page
def test_a_page_has_one_heading_and_a_title(name):
    assert len(re.findall(r"<h1\b", TEMPLATES[name])) == 1
    blocks = {block.name for block in ENVIRONMENT.parse(TEMPLATES[name]).find_all(nodes.Block)}
    assert "title" in blocks


@every_template
def test_no_chinese_stands_outside_the_catalogue(name):
    # The language's own name is written in it, whatever language the page is in.
    text = re.sub(r"<span lang=\"zh-CN\">[^<]*</span>", "", TEMPLATES[name])
    outside = [
        part.data.strip()
        for part in ENVIRONMENT.parse(text).find_all(nodes.TemplateData)
        if HAN.search(part.data)
    ]
    assert outside == []


@every_template
def test_a_form_that_writes_carries_its_token(name):
    unguarded = [
        form[:100]
        for form in POSTING.findall(TEMPLATES[name])
        if "hidden(" not in form and "csrf_token" not in form
    ]
    assert unguarded == []


@every_template
def test_what_htmx_does_works_without_it(name):
    tags = TAG.findall(TEMPLATES[name])
    assert [tag for tag in tags if "href=" not in tag and "action=" not in tag] == []


@every_template
def test_no_template_runs_a_script_or_a_style_of_its_own(name):
    assert re.findall(r"<script(?![^>]*\bsrc=)|\bon[a-z]+=\"|\bstyle=\"|javascript:",
                      TEMPLATES[name]) == []  # fmt: skip


@every_template
def test_no_template_asks_the_internet_for_anything(name):
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", TEMPLATES[name]) == []


def test_every_template_is_used():
    code = "".join(p.read_text() for p in files("service") if p.suffix == ".py")
    everything = code + "".join(TEMPLATES.values())
    assert [name for name in TEMPLATES if f'"{name}"' not in everything] == []
