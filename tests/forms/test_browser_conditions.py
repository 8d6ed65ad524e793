"""The browser's small module decides exactly as the server does."""

import json
import subprocess

from hypothesis import given, settings
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable

from service.forms import Form, visible_fields
from service.forms.view import conditions_json
from tests.forms.desk import KEYS, form
from tests.forms.small import built, field
from tests.support.sources import ROOT

MODULE = ROOT / "service/web/assets/js/form.js"
SCRIPT = """
import { asked } from %s;
let text = "";
for await (const part of process.stdin) text += part;
const answers = JSON.parse(text).map(([c, names, values]) => [...asked(c, names, values)].sort());
console.log(JSON.stringify(answers));
"""
CONDITIONED = [form(key) for key in KEYS if form(key).branches]


def shown_in_the_browser(questions: list[tuple[Form, dict]]) -> list[list[str]]:
    node, _ = compute_driver_executable()
    asked = [
        (json.loads(conditions_json(held)), [f.name for f in held.fields], values)
        for held, values in questions
    ]
    script = SCRIPT % json.dumps(MODULE.as_uri())
    ran = subprocess.run(
        [node, "--no-warnings", "--input-type=module", "-e", script],
        input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return json.loads(ran.stdout)


def answered(held: Form) -> st.SearchStrategy[dict]:
    """Any answers to the questions that conditions look at, sensible or not."""
    possible = {}
    for asked in held.fields:
        values = [option.value for option in asked.options] or ["x", 5]
        several = st.lists(st.sampled_from(values), max_size=2)
        possible[asked.name] = (
            several if asked.widget == "many_choices" else st.sampled_from(values)
        )
    return st.fixed_dictionaries({}, optional=possible)


@settings(max_examples=5)
@given(st.data())
def test_shipped_forms_show_the_same_fields_on_both_sides(data):
    questions = [(held, data.draw(answered(held))) for held in CONDITIONED for _ in range(8)]
    expected = [sorted(visible_fields(held, values)) for held, values in questions]
    assert shown_in_the_browser(questions) == expected


TESTS = st.one_of(
    st.builds(lambda v: {"const": v}, st.sampled_from([1, 5, "a", True])),
    st.builds(lambda v: {"enum": v}, st.lists(st.sampled_from([1, 5, "a"]), min_size=1)),
    st.builds(lambda v: {"minimum": v}, st.integers(0, 6)),
    st.builds(lambda v: {"maximum": v}, st.integers(0, 6)),
    st.builds(lambda v: {"contains": {"const": v}}, st.sampled_from(["a", "b"])),
    st.builds(lambda v: {"minItems": v}, st.integers(0, 2)),
    st.builds(lambda v: {"not": {"const": v}}, st.sampled_from([1, "a"])),
)
ASKED = st.sampled_from(["n", "m"])
SIMPLE = st.builds(lambda n, t: {"properties": {n: t}, "required": [n]}, ASKED, TESTS)
IFS = st.recursive(
    SIMPLE | st.builds(lambda n: {"required": [n]}, ASKED),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"allOf": parts}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda parts: {"anyOf": parts}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=4,
)


@settings(max_examples=5)
@given(st.data())
def test_any_allowed_condition_is_read_alike_on_both_sides(data):
    questions = []
    for _ in range(60):
        held = built(
            {"n": field("number"), "m": field("many_choices"), "x": field("text"),
             "y": field("text")},
            allOf=[{"if": data.draw(IFS), "then": {"properties": {"x": True}},
                    "else": {"properties": {"y": True}}}],
        )  # fmt: skip
        values = data.draw(st.fixed_dictionaries({}, optional={
            "n": st.sampled_from([0, 1, 5, 6, "a"]),
            "m": st.lists(st.sampled_from(["a", "b"]), max_size=2),
        }))  # fmt: skip
        questions.append((held, values))
    expected = [sorted(visible_fields(held, values)) for held, values in questions]
    assert shown_in_the_browser(questions) == expected
