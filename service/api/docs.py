"""The description as a page to browse: Swagger UI from the wheel, nothing from outside."""

from __future__ import annotations

from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, send_from_directory

blp = Blueprint("docs", __name__, url_prefix="/api/docs")
OURS = Path(__file__).parent / "docs"
THEIRS = Path(flask_swagger_ui.__file__).parent / "dist"
ASSETS = {
    "begin.js": OURS,
    "swagger-ui.css": THEIRS,
    "swagger-ui-bundle.js": THEIRS,
    "favicon-32x32.png": THEIRS,
}
# Swagger UI sets style attributes and draws its icons from data: addresses.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@blp.get("", strict_slashes=False)
def page() -> Response:
    return send_from_directory(OURS, "index.html")


@blp.get("/<any({}):name>".format(", ".join(f'"{name}"' for name in ASSETS)))
def asset(name: str) -> Response:
    return send_from_directory(ASSETS[name], name, max_age=3600)


@blp.after_request
def guard(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response
