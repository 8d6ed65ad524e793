"""What the whole application allows a browser: sizes, and what its cookie is worth elsewhere."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from service.casework.fact_reading import LIMITS as OF_FACTS
from service.casework.list_reading import LIMITS as OF_LISTS
from tests.support.lists import OFFICER, begin_changes

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("path", ["/login", "/api/documents", "/start/violation_handling"])
def test_nobody_fills_the_disk_with_one_request(app: Flask, path):
    size = 26 * MEGABYTE
    answer = app.test_client().post(
        path,
        input_stream=io.BytesIO(b"0" * size),
        content_length=size,
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code in (401, 413)
    assert app.config["MAX_CONTENT_LENGTH"] < size


def test_a_form_too_long_is_refused_with_a_page(browser: Any):
    desk = browser("zhejiang.violation_officer")
    token = desk.get("/me").all("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, "facts": "0" * 3 * MEGABYTE}
    boundary, parts = encode_multipart(data)
    for kind, body in (
        (f"multipart/form-data; boundary={boundary}", parts),
        ("application/x-www-form-urlencoded", urlencode(data)),
    ):
        answer = desk.client.post("/start/violation_handling", data=body, content_type=kind)
        assert answer.status_code == 413
        assert "内容太大" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("login", "path", "most"),
    [(OFFICER, "/lists/{number}", OF_LISTS.content),
     ("zhejiang.reviewer", "/facts", OF_FACTS.content)],
)  # fmt: skip
def test_a_table_too_large_is_refused_in_words_and_not_kept_in_part(
    life: Any, browser: Any, login: str, path: str, most: int
):
    desk, path = browser(login), path.format(number=begin_changes(life))
    token = desk.get(path).all("//main//input[@name='csrf_token']/@value")[0]
    file = FileStorage(io.BytesIO(b"a" * (most + 1)), "三月.csv")
    boundary, body = encode_multipart({"csrf_token": token, "layout": "preexam", "file": file})
    answer = desk.client.post(
        path if path == "/facts" else f"{path}/import",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
    )
    assert answer.status_code == 413
    text = answer.get_data(as_text=True)
    assert f"文件超过 {most // MEGABYTE} MB。请分成几个文件。" in text
    assert "三月.csv" not in text


def test_the_cookie_of_a_session_goes_nowhere_else(app: Flask):
    said = app.test_client().get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
