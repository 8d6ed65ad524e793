"""A form in a real browser: what is not asked steps aside, rows come and go, errors lead on."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.forms.desk import form
from tests.forms.examples import EXAMPLES
from tests.forms.printer import printed
from tests.support.needs import chromium
from tests.support.sources import ROOT

pytestmark = pytest.mark.browser
ASSETS = ROOT / "service/web/assets"
HOST = "http://forms.test"
FRAME = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>表单</title>
<link rel="stylesheet" href="/css/site.css"></head><body><h1>表单</h1>{body}
<script type="module" src="/js/form.js"></script></body></html>"""
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
Opens = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def opens(browser: Browser) -> Iterator[Opens]:
    context = browser.new_context(viewport={"width": 800, "height": 900})

    def opened(key: str, values: dict[str, Any], *, scripts: bool = True) -> Page:
        page = context.new_page()
        body = FRAME.format(body=printed(form(key), values))

        def answer(route: Route) -> None:
            path = ASSETS / route.request.url.removeprefix(f"{HOST}/")
            if path.is_file() and (scripts or path.suffix != ".js"):
                route.fulfill(body=path.read_bytes(), content_type=TYPES[path.suffix])
            elif path == ASSETS / "form":
                route.fulfill(body=body, content_type="text/html")
            else:
                route.fulfill(status=404)

        page.route("**/*", answer)
        page.goto(f"{HOST}/form")
        return page

    yield opened
    context.close()


def asked(page: Page) -> set[str]:
    """The top-level fields a person sees."""
    visible = "f => f.filter(e => e.checkVisibility()).map(e => e.dataset.field)"
    found = page.locator("[data-field]").evaluate_all(visible)
    return {name for name in found if "." not in name}


def test_only_what_the_chosen_outcome_needs_is_asked(opens):
    page = opens("violation_handling/decide_removal", {})
    assert {"outcome", "reasons"} <= asked(page)
    assert not {"decision_no", "return_points", "legal_basis"} & asked(page)
    page.get_by_label("移出名单并取消备案").check()
    assert {"decision_no", "effective_on", "legal_basis"} <= asked(page)
    page.get_by_label("退回保护中心").check()
    assert "return_points" in asked(page)
    assert not {"decision_no", "legal_basis"} & asked(page)


def test_without_scripts_every_field_is_there_with_its_condition(opens):
    page = opens("violation_handling/decide_removal", {}, scripts=False)
    assert asked(page) == {f.name for f in form("violation_handling/decide_removal").fields}
    assert page.get_by_text("当“决定”是“退回保护中心”时填写。").is_visible()


def test_a_row_is_added_numbered_entered_and_removed(opens):
    page = opens("admission_review/submit_application", {})
    staff = page.locator('[data-field="rd_staff"]')
    staff.locator("[data-add]").click()
    numbers = staff.locator("[data-number]")
    assert numbers.all_inner_texts() == ["第 1 行", "第 2 行"]
    assert page.evaluate("document.activeElement.name") == "rd_staff.1.name"
    page.keyboard.type("乙")
    staff.locator("[data-remove]").first.click()
    assert numbers.all_inner_texts() == ["第 1 行"]
    assert staff.locator("input").first.input_value() == "乙"


def test_characters_are_counted_while_they_are_typed(opens):
    page = opens("admission_review/submit_application", {})
    page.locator("#products").fill("压力传感器𠮷")
    assert page.locator('[data-count="products"]').inner_text() == "6"


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(opens):
    key = "admission_review/submit_application"
    page = opens(key, EXAMPLES[key][1])
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.locator(".error-summary a", has_text="请填写替代代码").click()
    assert page.evaluate("document.activeElement.id") == "substitute_code"


def test_the_page_runs_without_an_error_of_its_own(opens):
    for key in ("admission_review/assess_application", "violation_handling/hold_reminder"):
        page = opens(key, {})
        failures: list[str] = []
        page.on("pageerror", lambda error, found=failures: found.append(str(error)))
        page.reload()
        for choice in page.locator("input[type=radio]:visible").all():
            choice.check()
        assert failures == []
