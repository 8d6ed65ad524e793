"""A desk for form tests: the shipped forms, a day, and what may be named on it."""

from datetime import date
from functools import cache
from pathlib import Path

from service.domain.errors import FieldError, InvalidForm
from service.forms import Document, Form, FormContext, Words, check_submission, load_form

FOLDER = Path(__file__).parents[2] / "forms"
FILES = sorted(FOLDER.rglob("*.json"))
KEYS = [path.relative_to(FOLDER).with_suffix("").as_posix() for path in FILES]
TODAY = date(2026, 10, 9)
ENTITY = "91330100MA27W1234X"
CENTERS = {
    "zhejiang": Words(zh="浙江中心", en="Zhejiang"),
    "hangzhou": Words(zh="杭州中心", en="Hangzhou"),
}
DOCUMENTS = {
    f"doc-{n}": Document(id=f"doc-{n}", name=f"材料{n}.pdf", size=1_200_000, sha256="7f3a" * 16)
    for n in range(4)
}


def entity_named(code: str) -> Words | None:
    return Words(zh="海宁渚上电子材料有限公司", en="Haining Zhushang") if code == ENTITY else None


CONTEXT = FormContext(
    today=TODAY,
    centers=CENTERS,
    people={"7": Words(zh="备案审核员 A 岗", en="Reviewer A")},
    kinds={"rights_assistance": Words(zh="维权援助", en="Assistance in defending rights")},
    entities=entity_named,
    documents=DOCUMENTS.get,
)


@cache
def form(key: str) -> Form:
    return load_form((FOLDER / f"{key}.json").read_bytes(), key)


def accepted(key: str, values: dict) -> dict:
    return check_submission(form(key), values, CONTEXT)


def faults(asked: Form | str, values: dict) -> dict[str, FieldError]:
    """What is wrong, by field; {} when nothing is."""
    held = form(asked) if isinstance(asked, str) else asked
    try:
        check_submission(held, values, CONTEXT)
    except InvalidForm as refusal:
        return {error.field: error for error in refusal.fields}
    return {}
