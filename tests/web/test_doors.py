"""Who gets in, what is shown to whom, and what the pages refuse."""

from __future__ import annotations

import pytest

from tests.support.town import PASSWORD, code_of
from tests.web import life

INTAKE = "zhejiang.intake_officer"


def test_a_wrong_password_says_so_and_keeps_the_account(browser):
    desk = browser()
    page = desk.send(desk.get("/login"), "/login", account="zhejiang.reviewer", password="no")
    assert page.status == 401
    assert "账号或密码不对" in page.words("//div[@role='alert']")
    assert page.all("//input[@name='account']/@value") == ["zhejiang.reviewer"]
    assert "no" not in page.all("//input[@name='password']/@value")


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "http://[", "x"],
)
def test_signing_in_never_leads_elsewhere(browser, back):
    desk = browser()
    page = desk.get("/login")
    done = desk.send(
        page, "/login", follow=False, account="zhejiang.reviewer", password=PASSWORD, back=back
    )
    assert done.headers["Location"] == "/"
    asked = browser("zhejiang.reviewer").get(f"/language/en?back={back}", follow=False)
    assert asked.headers["Location"] == "/"


def test_signing_out_ends_the_session_on_the_server(browser):
    desk = browser("zhejiang.reviewer")
    kept = desk.client.get_cookie("session").value
    assert desk.send(desk.get("/me"), "/logout").h1 == "登录"
    desk.client.set_cookie("session", kept)
    assert desk.get("/inbox").h1 == "登录"


@pytest.mark.parametrize("path", ["/login", "/logout", "/clock", "/notices/read", "/me"])
def test_a_form_without_its_token_is_refused(browser, path):
    answer = browser("zhejiang.reviewer").client.post(path, data={"by": "year"})
    assert answer.status_code == 400


def test_an_entity_sees_only_its_own(browser):
    desk = browser(life.contact_of(life.ASSESSED))
    assert desk.get(f"/entities/{code_of(life.ASSESSED)}").status == 200
    for path in (
        f"/entities/{code_of(life.BANNED)}", f"/cases/{life.IN_CORRECTION}", f"/cases/{life.CLUE}",
        "/entities", "/registers/bans", "/timers", f"/cases/{life.IN_ASSESSMENT}/diagram",
    ):  # fmt: skip
        assert desk.get(path).status == 404, path


def test_a_clue_stays_hidden_from_the_entity_it_is_about(browser):
    desk = browser(life.contact_of(life.BANNED))
    assert desk.get(f"/cases/{life.CLUE}").status == 404
    page = desk.get(f"/entities/{code_of(life.BANNED)}")
    assert life.CLUE not in page.text
    assert "旧名" not in page.text


def test_an_informant_is_named_only_to_those_who_may_know(browser):
    path = f"/cases/{life.CLUE}"
    assert "知情人甲" in browser("330000.provincial_officer").get(path).text
    for login in ("cnipa.auditor", "zhejiang.center_head", "zhejiang.reviewer"):
        page = browser(login).get(path)
        assert "知情人甲" not in page.text
        assert "13900000009" not in page.text


def test_another_center_sees_no_case_of_this_one(browser):
    desk = browser("ningbo.intake_officer")
    assert desk.get(f"/cases/{life.IN_ASSESSMENT}").status == 404
    assert life.IN_ASSESSMENT not in desk.get("/cases").text


def test_names_are_shown_as_they_were_typed_never_run(browser, life):
    from service.store import entities

    with life.office.begin() as unit:
        found = entities.entity_id_of(unit.connection, code_of(2))
        entities.change_entity(unit.connection, found, name="<script>alert(1)</script>有限公司")
    for path in ("/entities", f"/entities/{code_of(2)}", "/cases", "/inbox?scope=office"):
        page = browser(INTAKE).get(path)
        assert "<script>alert" not in page.text, path


def test_the_headers_shut_what_a_page_does_not_need(browser):
    page = browser(INTAKE).get("/inbox")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    drawn = browser(INTAKE).get(f"/cases/{life.IN_ASSESSMENT}")
    assert "style-src-attr 'unsafe-inline'" in drawn.headers["Content-Security-Policy"]
    assert "script-src 'self';" in drawn.headers["Content-Security-Policy"]


def test_bundled_files_are_kept_for_ever_and_pages_never(browser):
    desk = browser(INTAKE)
    page = desk.get("/inbox")
    script = page.all("//script/@src")[0]
    assert "immutable" in desk.get(script).headers["Cache-Control"]
    assert page.headers["Cache-Control"] == "no-store"


def test_language_and_settings_are_remembered(browser):
    desk = browser(INTAKE)
    page = desk.get("/language/en?back=/inbox")
    assert page.h1 == "Inbox"
    settings = desk.send(desk.get("/me"), "/me", theme="dark", keys="off", lang="zh")
    assert settings.all("/html/@data-theme") == ["dark"]
    assert settings.all("//body/@data-keys") == ["off"]
    assert settings.h1 == "个人设置"


def test_a_failure_of_ours_shows_a_number_and_no_trace(app, browser, life):
    desk = browser(INTAKE)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with life.office.begin() as unit:
        unit.connection.exec_driver_sql("DROP TABLE notice")
    page = desk.get("/inbox")
    assert page.status == 500
    assert page.h1 == "系统出错了"
    assert "事项编号" in page.words()
    assert "notice" not in page.text
