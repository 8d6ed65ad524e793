"""Files over HTTP: kept whole, given only to those they concern, never shown in the browser."""

import pytest

from tests.api.forms import COMPLETE, opening

INTAKE = "zhejiang.intake_officer"
PDF = b"%PDF-1.7 a page"


def send(desk, content=PDF, name="营业执照.pdf"):
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--x--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    return desk.send("POST", "/documents", data=body, headers=kind)


def test_a_file_comes_back_as_it_was_and_as_a_download(desk):
    kept = send(desk(INTAKE))
    assert kept.status_code == 201
    got = desk(INTAKE).ask(f"/documents/{kept.json['document_id']}")
    assert got.data == PDF
    assert got.headers["Content-Disposition"].startswith("attachment; ")
    assert "%E8%90%A5%E4%B8%9A" in got.headers["Content-Disposition"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "no-store"


def test_a_file_of_nobodys_case_is_for_its_uploader_only(desk):
    kept = send(desk(INTAKE)).json["document_id"]
    for login in ("zhejiang.center_head", "cnipa.national_officer", "hangzhou.reviewer"):
        assert desk(login).ask(f"/documents/{kept}").status_code == 404


def test_a_file_named_in_an_answer_is_for_those_who_see_the_case(desk):
    mine = desk(INTAKE)
    kept = send(mine).json["document_id"]
    body = opening(case_files(mine)[0], **{case_files(mine)[1]: [str(kept)]})
    assert mine.tell("/cases", body).status_code == 201
    assert desk("zhejiang.center_head").ask(f"/documents/{kept}").status_code == 200
    assert desk("hangzhou.reviewer").ask(f"/documents/{kept}").status_code == 404


def case_files(mine):
    """A code, and the name of a field of the application that takes files everybody may see."""
    every = mine.ask("/processes").json["items"]
    process = next(one for one in every if one["key"] == "admission_review")
    fields = process["form"]["definition"]["properties"]
    names = [
        name
        for name, about in fields.items()
        if about.get("x-widget") == "files" and not about.get("x-protected")
    ]
    return "91330106MA27X0000A", names[0]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"<html><script>", "a.pdf"), (b"", "a.pdf"), (b"MZ\x90", "a.png")],
)
def test_what_is_neither_pdf_nor_picture_is_refused(desk, unchanged, content, name):
    mine = desk(INTAKE)
    with unchanged():
        answer = send(mine, content, name)
    assert (answer.status_code, answer.json["fields"][0]["field"]) == (422, "file")


def test_a_file_beyond_20_mb_is_refused(desk, unchanged):
    mine = desk(INTAKE)
    with unchanged():
        answers = [send(mine, PDF + b"0" * size) for size in (20 * 1024 * 1024, 30 * 1024 * 1024)]
    assert [a.status_code for a in answers] == [413, 413]
    assert {a.json["code"] for a in answers} == {"too_large"}


def test_a_path_in_a_name_is_only_a_name(desk):
    assert send(desk(INTAKE), name="../../etc/passwd.pdf").json["name"] == "passwd.pdf"


def test_nothing_to_upload_is_refused(desk):
    answer = desk(INTAKE).send("POST", "/documents", data={})
    assert (answer.status_code, answer.json["fields"][0]["field"]) == (422, "file")
    other = desk(INTAKE).send("POST", "/documents", json={"revision": 1, "values": COMPLETE})
    assert other.status_code == 422
