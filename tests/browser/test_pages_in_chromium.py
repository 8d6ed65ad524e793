"""The pages in a real browser: access, phones, keys, the diagram, what changes in place."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.town import code_of
from tests.web import life as town

pytestmark = pytest.mark.browser

PAGES = (
    "/inbox", "/cases", f"/cases/{town.IN_ASSESSMENT}", f"/entities/{code_of(town.BANNED)}",
    "/entities", "/registers/bans", "/timers", "/notices", "/me", "/help",
    "/start/violation_handling",
)  # fmt: skip
OFFICER = "zhejiang.violation_officer"
REVIEWER = "zhejiang.reviewer"


def settled(page):
    if page.locator("[data-diagram]").count():
        page.wait_for_selector("[data-diagram][data-state=ready]")


@pytest.mark.parametrize(
    ("width", "dark", "lang"),
    [(1440, False, "zh"), (1024, True, "en"), (390, False, "zh"), (390, True, "en")],
)
def test_the_access_check_finds_nothing_and_nothing_sticks_out(desk, width, dark, lang):
    mine = desk(OFFICER, width=width, dark=dark, lang=lang)
    for path in PAGES:
        page = mine.open(path)
        settled(page)
        assert mine.shortcomings() == [], path
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, path
    assert mine.complaints == []


@pytest.mark.parametrize("width", [1440, 390])
def test_a_task_and_its_errors_pass_the_access_check(desk, width):
    mine = desk(REVIEWER, width=width)
    page = mine.open("/inbox")
    page.locator(".row-link").first.click()
    assert mine.shortcomings() == []
    page.locator(".submit-bar .btn-primary").click()
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert mine.shortcomings() == []


def test_the_entity_s_desk_passes_the_access_check_on_a_phone(desk):
    mine = desk(town.contact_of(town.CORRECTING), width=390)
    assert mine.shortcomings() == []
    mine.page.locator(".portal-list .btn").first.click()
    assert mine.shortcomings() == []
    assert mine.complaints == []


def test_touch_targets_of_the_dock_are_large_enough(desk):
    page = desk(OFFICER, width=390).open("/inbox")
    for box in page.evaluate(
        "[...document.querySelectorAll('.side > ul:first-child a')]"
        ".filter(a => a.offsetParent).map(a => a.getBoundingClientRect().height)"
    ):
        assert box >= 40


def test_the_diagram_shows_where_the_case_stands_and_keeps_its_mark(desk):
    mine = desk(REVIEWER)
    page = mine.open(f"/cases/{town.IN_ASSESSMENT}")
    settled(page)
    assert page.locator('[data-element-id="assess_application"].now').count() == 1
    assert page.locator('[data-element-id="check_completeness"].done').count() == 1
    assert page.locator('[data-element-id="decide_admission"].todo').count() == 1
    token = page.locator('[data-element-id="assess_application"] .bp-token').bounding_box()
    canvas = page.locator(".bp-canvas").bounding_box()
    assert canvas["x"] < token["x"] < canvas["x"] + canvas["width"]
    assert page.locator(".bjs-powered-by").is_visible()
    assert mine.complaints == []


def test_the_diagram_marks_what_the_way_passed_and_nothing_else(desk):
    page = desk(REVIEWER).open(f"/cases/{town.IN_ASSESSMENT}")
    settled(page)
    for passed in ("check_gate", "request_correction", "record_correction", "decide_priority"):
        assert page.locator(f'[data-element-id="{passed}"].done').count() == 1, passed
    for untouched in ("refuse_at_gate", "activate_filing", "record_approval"):
        assert page.locator(f'[data-element-id="{untouched}"].todo').count() == 1, untouched


def test_labels_of_the_diagram_are_english_in_english(desk):
    page = desk(REVIEWER, lang="en").open(f"/cases/{town.IN_ASSESSMENT}")
    settled(page)
    assert "Assess" in page.locator('[data-element-id="assess_application"]').text_content()


def test_single_keys_walk_the_list_and_open_a_row(desk):
    page = desk("zhejiang.intake_officer").open("/inbox")
    page.keyboard.press("j")
    assert page.locator("tr.is-at").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/*")


def test_single_keys_rest_in_a_field_and_when_turned_off(desk):
    page = desk("zhejiang.intake_officer").open("/inbox")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("jn")
    assert page.input_value("#find") == "jn"
    assert page.locator("tr.is-at").count() == 0
    page.goto(page.url.replace("/inbox", "/me"))
    page.check("input[name=keys][value=off]")
    page.click("button:has-text('保存设置')")
    page.goto(page.url.replace("/me", "/inbox"))
    page.keyboard.press("j")
    assert page.locator("tr.is-at").count() == 0


def test_g_then_a_letter_goes_to_a_page(desk):
    page = desk(OFFICER).open("/inbox")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/registers/bans")


def test_claiming_changes_the_list_in_place_and_is_announced(desk):
    page = desk(REVIEWER).open("/inbox")
    page.evaluate("window.kept = 1")
    page.locator("form[data-claim] button").click()
    page.wait_for_selector("form[action$='/release']")
    assert page.evaluate("window.kept") == 1


def test_filters_change_the_list_in_place_and_the_address(desk):
    page = desk("zhejiang.intake_officer").open("/inbox")
    page.evaluate("window.kept = 1")
    page.locator(".tab", has_text="已办结").click()
    page.wait_for_url("**/inbox?scope=done")
    page.wait_for_selector(".tab[aria-current]:has-text('已办结')")
    assert page.evaluate("window.kept") == 1
    expect(page.locator("#live")).to_contain_text("你办结了")


def test_the_day_slider_asks_for_the_day_it_rests_on(desk):
    page = desk(OFFICER).open(f"/entities/{code_of(town.BANNED)}?on=2027-03-02")
    page.focus("#slide")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#slide", "aria-valuetext") == "2027年3月3日"
    page.wait_for_url("**on=2027-03-03&*")
    assert page.locator(".answer.is-no").count() == 0


def test_a_form_is_sent_only_once(desk):
    page = desk(OFFICER).open("/timers")
    page.evaluate(
        """() => { window.sent = 0; const form = document.querySelector('form[action="/clock"]');
        form.addEventListener('submit', (e) => { if (!e.defaultPrevented) window.sent += 1; });
        document.addEventListener('submit', (e) => {
          if (!e.defaultPrevented) e.preventDefault(); }, { capture: false });
        const button = form.querySelector('button'); button.click(); button.click(); }"""
    )
    assert page.evaluate("document.querySelector('form[action=\"/clock\"]').dataset.sent") == "1"


def test_everything_works_with_the_script_shut_out(chromium, server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/login")
    page.click(f'button[value="{REVIEWER}"]')
    page.click("form[data-claim] button")
    assert page.locator("form[action$='/release']").count() == 1
    page.goto(f"{server}/cases/{town.IN_ASSESSMENT}")
    assert page.locator(".steps .is-now").inner_text().startswith("综合评估")
    context.close()


def test_the_case_prints_on_paper_with_its_number_and_check_value(desk, tmp_path):
    page = desk(REVIEWER).open(f"/cases/{town.IN_ASSESSMENT}")
    settled(page)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for element in ("application_submitted", "filed"):
        box = page.locator(f'[data-element-id="{element}"] .djs-visual').first.bounding_box()
        assert 0 < box["x"] < 760, "the whole picture is on the sheet"
    assert page.locator("main details.panel:not([open])").count() == 0
    assert page.locator(".print-head").is_visible()
    assert "末条校验值" in page.locator(".print-foot").inner_text()
    assert not page.locator(".topbar").is_visible()
    assert len(page.pdf(path=tmp_path / "case.pdf")) > 10_000
