"""Form definitions: what is asked, and what may be answered."""

from service.forms.beginning import beginnings
from service.forms.conditions import required_now, visible_fields
from service.forms.load import load_form
from service.forms.model import (
    Document,
    Field,
    Form,
    FormContext,
    Option,
    Section,
    Words,
)
from service.forms.openapi import openapi_schema
from service.forms.posted import file_fields, to_posted, values_from_posted
from service.forms.submission import check_submission
from service.forms.summary import redacted, summary, text_of
from service.forms.view import FormView, form_view

__all__ = [
    "Document",
    "Field",
    "Form",
    "FormContext",
    "FormView",
    "Option",
    "Section",
    "Words",
    "beginnings",
    "check_submission",
    "file_fields",
    "form_view",
    "load_form",
    "openapi_schema",
    "redacted",
    "required_now",
    "summary",
    "text_of",
    "to_posted",
    "values_from_posted",
    "visible_fields",
]
