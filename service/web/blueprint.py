"""The one blueprint of the pages."""

from __future__ import annotations

from flask import Blueprint

web = Blueprint(
    "web",
    "service.web",
    template_folder="templates",
    static_folder="static",
    static_url_path="/assets",
)
