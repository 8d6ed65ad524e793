"""What a browser posts is what the API would have sent."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from service.forms import check_submission, file_fields, to_posted, values_from_posted
from tests.forms.desk import CONTEXT, KEYS, faults, form
from tests.forms.drawn import submissions
from tests.forms.examples import EXAMPLES
from tests.forms.small import built, field, rows

ANY_SUBMISSION = st.sampled_from(KEYS).flatmap(
    lambda key: st.tuples(st.just(key), submissions(form(key)))
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_SUBMISSION)
def test_a_valid_submission_posted_as_html_comes_back_equal(drawn):
    key, values = drawn
    stored = check_submission(form(key), values, CONTEXT)
    posted = MultiDict(to_posted(form(key), stored))
    assert check_submission(form(key), values_from_posted(form(key), posted), CONTEXT) == stored
    assert check_submission(form(key), stored, CONTEXT) == stored


@settings(max_examples=150)
@given(
    st.sampled_from(KEYS),
    st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=8),
    st.data(),
)
def test_no_posted_data_whatever_breaks_the_reading(key, stray, data):
    names = [name for name, _ in to_posted(form(key), EXAMPLES[key][0])]
    tampered = data.draw(
        st.lists(st.tuples(st.sampled_from(names), st.text(max_size=30)), max_size=8)
    )
    values = values_from_posted(form(key), MultiDict([*stray, *tampered]))
    assert set(values) <= {asked.name for asked in form(key).fields}
    faults(form(key), values)


def test_rows_keep_their_order_and_lose_their_gaps():
    held = built({"staff": rows({"name": field("text")})})
    posted = MultiDict(
        [("staff.10.name", "丙"), ("staff.2.name", "乙"), ("staff.0.name", "甲"),
         ("staff.3.name", "  "), ("staff.x.name", "无"), ("staff.__row__.name", "")]
    )  # fmt: skip
    assert values_from_posted(held, posted) == {
        "staff": [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]
    }


def test_what_can_not_be_read_stays_as_it_was_typed():
    held = built({"count": field("number"), "on": field("date")})
    posted = MultiDict([("count", "十二"), ("on", "2026-02-30")])
    assert values_from_posted(held, posted) == {"count": "十二", "on": "2026-02-30"}


def test_yes_no_and_ticks_are_read_from_their_buttons():
    held = built({"a": field("yes_no"), "b": field("yes_no"), "c": field("confirm")})
    posted = MultiDict([("a", "yes"), ("b", "no"), ("c", "yes")])
    assert values_from_posted(held, posted) == {"a": True, "b": False, "c": True}


def test_new_files_join_those_kept_and_removed_ones_leave():
    held = built({"proof": field("files")})
    posted = MultiDict([("proof", "doc-1"), ("proof", "doc-2"), ("proof.remove", "doc-1")])
    assert file_fields(held) == ("proof",)
    assert values_from_posted(held, posted, {"proof": ["doc-3"]}) == {"proof": ["doc-2", "doc-3"]}


def test_fields_of_the_page_around_the_form_are_not_read():
    held = built({"name": field("text")})
    posted = MultiDict([("name", "好"), ("csrf_token", "t"), ("draft", "yes"), ("more", "staff")])
    assert values_from_posted(held, posted) == {"name": "好"}
