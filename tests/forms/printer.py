"""Prints forms with the shipped templates and reads the page back."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html

from service.domain.errors import InvalidForm
from service.forms import Form, check_submission, form_view
from tests.forms.desk import CONTEXT
from tests.support.sources import ROOT

PAGE = """
{% from "forms/_form.html" import form_data, error_summary, sections, submit_bar with context %}
<main>{{ error_summary(f) }}
<form method="post" {{ form_data(f) }}>{{ sections(f) }}{{ submit_bar(f) }}</form></main>
"""


@cache
def environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(ROOT / "service/web/templates"),
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    found.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    found.globals["asset"] = lambda name: f"/static/{name}"
    return found


def printed(form: Form, values: dict[str, Any], lang: str = "zh", **more: Any) -> str:
    """The form with `values` and whatever is wrong with them, as HTML."""
    errors: tuple[Any, ...] = ()
    try:
        check_submission(form, values, CONTEXT)
    except InvalidForm as refusal:
        errors = refusal.fields
    shown = form_view(form, values, lang, CONTEXT, errors=errors, **more)
    return environment().from_string(PAGE).render(f=shown)


def page(form: Form, values: dict[str, Any], lang: str = "zh", **more: Any) -> html.HtmlElement:
    return html.fromstring(printed(form, values, lang, **more))


def posted_by(found: html.HtmlElement) -> list[tuple[str, str]]:
    """What a browser without scripts would send from the page as it stands."""
    [form] = found.xpath("//form")
    for template in form.xpath(".//template"):
        template.getparent().remove(template)
    return [(name, value) for name, value in form.form_values() if value is not None]
