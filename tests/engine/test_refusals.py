"""What the engine can not run is said to the designer, with the element and both languages."""

import pytest

from service.domain.errors import BrokenProcess
from service.engine import compile_process
from tests.engine.drawing import (
    bpmn,
    codes,
    decision,
    edge,
    end,
    event_subprocess,
    extended,
    findings,
    first_of,
    flow,
    fork,
    hear,
    node,
    process,
    script,
    service,
    timed,
    told,
    user,
    wait,
    xor,
)  # fmt: skip
from tests.engine.drawing import start as entry

LINE = (entry(), end(), flow("s > a > e"))
EMPTY = "<bpmn:signalEventDefinition/>"
UNSUPPORTED = [
    "complexGateway",
    "inclusiveGateway",
    "adHocSubProcess",
    "transaction",
    "task",
    "manualTask",
    "receiveTask",
    "sendTask",
    "intermediateThrowEvent",
    "choreographyTask",
]


@pytest.mark.parametrize("kind", UNSUPPORTED)
def test_an_element_that_can_not_run_is_refused_by_name(kind):
    (finding,) = findings(*LINE, node(kind, "a"))
    assert (finding.code, finding.element) == ("unsupported_element", "a")
    assert "名a" in finding.zh
    assert "a:" in finding.en


@pytest.mark.parametrize(
    "kind", ["signal", "error", "escalation", "compensate", "link", "conditional", "cancel"]
)
def test_an_event_that_can_not_happen_is_refused(kind):
    trigger = f"<bpmn:{kind}EventDefinition/>"
    assert codes(*LINE, node("intermediateCatchEvent", "a", trigger)) == {"unsupported_event"}
    edged = (
        *LINE,
        user("a"),
        node("boundaryEvent", "b", trigger, attachedToRef="a"),
        flow("b > e"),
    )
    assert codes(*edged) == {"unsupported_event"}


CASES = {
    "implicit_fork": (*LINE, user("a"), end("e2"), flow("a > e2")),
    "conditional_flow": (entry(), user("a"), end(), flow("s > a"), flow("a > e", "x == 1")),
    "no_default": (*LINE, xor("a"), end("e2"), flow("a > e2", "x == 1")),
    "no_condition": (*LINE, xor("a", "e"), end("e2"), flow("a > e2")),
    "default_condition": (entry(), xor("a", "e"), end(), end("e2"), flow("s > a"),
                          flow("a > e", "x"), flow("a > e2", "y")),
    "no_way_out": (*LINE, user("a"), user("b"), fork("f"), flow("s > f > b")),
    "no_way_in": (*LINE, user("a"), user("b"), flow("b > e")),
    "unexpected_flow": (*LINE, user("a"), flow("e > a")),
    "loose_flow": (*LINE, user("a"), flow("a > nowhere")),
    "same_id": (*LINE, user("a"), user("a")),
    "one_start": (*LINE, user("a"), entry("s2"), flow("s2 > a")),
    "start_trigger": (node("startEvent", "s", timed("PT1H")), end(), flow("s > e")),
    "doubled_flow": (entry(), fork("a"), fork("b"), end(), flow("s > a > b > e"),
                     '<bpmn:sequenceFlow id="again" sourceRef="a" targetRef="b"/>'),
    "join_waits_for_itself": (entry(), fork("a"), user("u"), xor("x", "e"), end(),
                              flow("s > a > u > x > e"), flow("x > a", "y")),
    "few_events": (entry(), first_of("a"), wait("w", "PT1H"), end(), flow("s > a > w > e")),
    "event_gateway_target": (entry(), first_of("a"), wait("w", "PT1H"), user("u"), end(), end("e2"),
                             flow("s > a > w > e"), flow("a > u > e2")),
    "boundary_host": (*LINE, script("a", "x = 1"), edge("b", "a", timed("PT1H")), flow("b > e")),
    "no_time": (*LINE, node("intermediateCatchEvent", "a", "<bpmn:timerEventDefinition/>")),
    "cycle_place": (*LINE, wait("a", "R/P1D", "timeCycle")),
    "no_message": (*LINE, hear("a", "nobody")),
    "several_triggers": (*LINE, node("intermediateCatchEvent", "a", timed("PT1H") + told("x"))),
    "no_operation": (*LINE, node("serviceTask", "a")),
    "no_decision": (*LINE, node("businessRuleTask", "a")),
    "missing_decision": (*LINE, decision("a", "none")),
    "missing_process": (*LINE, node("callActivity", "a", calledElement="none")),
    "bad_name": (*LINE, service("a", "x.y", result="for")),
    "repeats": (*LINE, node("scriptTask", "a", "<bpmn:script>x = 1</bpmn:script>"
                "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>xs"
                "</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics>")),
    "no_collection": (*LINE, node("userTask", "a", "<bpmn:multiInstanceLoopCharacteristics/>")),
    "unsupported_part": (*LINE, node("userTask", "a", "<bpmn:standardLoopCharacteristics/>")),
    "compensation": (*LINE, node("userTask", "a", isForCompensation="true")),
    "hidden_script": (*LINE, node("userTask", "a", extended(
        "<spiffworkflow:preScript>import os</spiffworkflow:preScript>"))),
    "loop_without_rest": (entry(), script("a", "x = 1"), xor("x", "e"), end(),
                          flow("s > a > x > e"), flow("x > a", "true")),
    "bad_expression": (*LINE, script("a", "x = ")),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_each_reason_is_found_and_said_in_both_languages(code):
    found = [f for f in findings(*CASES[code]) if f.code == code]
    assert found
    for finding in found:
        assert finding.element
        assert any("一" <= char <= "鿿" for char in finding.zh)
        assert finding.en.isascii() or "“" not in finding.en


def test_every_finding_is_told_at_once():
    found = codes(
        entry(), node("complexGateway", "a"), script("b", "x ＝ 1"), node("serviceTask", "c"),
        end(), flow("s > a > b > c > e"),
    )  # fmt: skip
    assert {"unsupported_element", "no_operation"} <= found


def test_a_bad_expression_says_where_it_goes_wrong():
    (finding,) = findings(
        entry(), xor("g", "e"), user("u"), end(), flow("s > g > e"), flow("g > u", "x ＝ 1"),
        flow("u > e"),
    )  # fmt: skip
    assert (finding.element, finding.code) == ("g", "bad_expression")
    assert "第 3 个字" in finding.zh
    assert "character 3" in finding.en


def test_event_subprocesses_stand_in_the_process_and_nowhere_else():
    inside = entry("is") + user("u") + end("ie") + flow("is > u > ie")
    quiet = event_subprocess("q", timed("PT1H"), flow("q_s > q_e"))
    assert codes(*LINE, node("subProcess", "a", inside + quiet)) == {"inner_event_subprocess"}
    plain = node(
        "subProcess", "q", entry("qs") + end("qe") + flow("qs > qe"), triggeredByEvent="true"
    )
    assert codes(*LINE, user("a"), plain) == {"start_trigger"}


def test_call_activities_may_not_lead_back():
    call = node("callActivity", "call", calledElement="{}")
    one = bpmn(entry(), call.format("two"), end(), flow("s > call > e"), key="one")
    two = bpmn(entry(), call.format("one"), end(), flow("s > call > e"), key="two")
    itself = bpmn(entry(), call.format("one"), end(), flow("s > call > e"), key="one")
    for files in ({"one.bpmn": one, "two.bpmn": two}, {"one.bpmn": itself}):
        with pytest.raises(BrokenProcess) as broken:
            compile_process(files)
        assert {f.code for f in broken.value.findings} == {"recursion"}


def test_one_pool_and_one_process_in_a_file():
    pools = (
        '<bpmn:collaboration id="c"><bpmn:participant id="x" processRef="p"/>'
        '<bpmn:participant id="y" processRef="q"/></bpmn:collaboration>'
    )
    parts = (entry(), user("u"), end(), flow("s > u > e"))
    for raw in (
        bpmn(*parts, around=pools),
        bpmn(*parts, around='<bpmn:process id="q" isExecutable="true"/>'),
        bpmn(*parts).replace(b"bpmn:process", b"bpmn:choreography"),
    ):
        with pytest.raises(BrokenProcess) as broken:
            compile_process({"p.bpmn": raw})
        assert [f.code for f in broken.value.findings] == ["one_pool"]


def test_two_processes_that_nobody_calls_are_one_too_many():
    parts = (entry(), user("u"), end(), flow("s > u > e"))
    with pytest.raises(BrokenProcess) as broken:
        compile_process({"p.bpmn": bpmn(*parts), "q.bpmn": bpmn(*parts, key="q")})
    assert broken.value.findings[0].code == "one_process"


def test_a_process_must_be_marked_executable():
    raw = bpmn(entry(), user("u"), end(), flow("s > u > e")).replace(b'"true"', b'"false"', 1)
    with pytest.raises(BrokenProcess) as broken:
        compile_process({"p.bpmn": raw})
    assert broken.value.findings[0].code == "not_executable"


def test_lanes_labels_and_properties_come_through():
    lanes = (
        '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="受理员">'
        "<bpmn:flowNodeRef>u</bpmn:flowNodeRef><bpmn:flowNodeRef>sub</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>"
    )
    inside = entry("is") + user("deep") + end("ie") + flow("is > deep > ie")
    model = process(
        lanes, entry(), user("u", name="审查 完整性", limit="completeness"),
        node("subProcess", "sub", inside), end(), flow("s > u > sub > e"),
    )  # fmt: skip
    assert (model.key, model.label) == ("p", "试")
    assert model.elements["u"].lane == model.elements["deep"].lane == "受理员"
    assert model.elements["u"].properties["limit"] == "completeness"
    assert model.elements["u"].kind == "userTask"


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (("UNIQUE", "PRIORITY"), "hit_policy"),
        (("'低'", "低 低"), "bad_expression"),
        (("&lt; 50", "&lt; "), "bad_expression"),
        (("x.points", "__import__('os')"), "bad_expression"),
        (('name="level"', 'name=""'), "output_name"),
        (("<inputEntry id='a1'><text>1</text></inputEntry>", ""), "rule_width"),
        (("decisionTable", "literalExpression"), "not_one_table"),
    ],
)
def test_a_broken_decision_table_is_refused_with_its_file(damage, code):
    good = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="d">'
        '<decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression><text>x.points'
        '</text></inputExpression></input><output id="o" name="level"/>'
        "<rule id='r1'><inputEntry id='a1'><text>1</text></inputEntry><outputEntry id='b1'><text>"
        "'高'</text></outputEntry></rule><rule id='r2'><inputEntry id='a2'><text>&lt; 50</text>"
        "</inputEntry><outputEntry id='b2'><text>'低'</text></outputEntry></rule>"
        "</decisionTable></decision></definitions>"
    )
    parts = (*LINE, decision("a", "d"))
    compile_process({"p.bpmn": bpmn(*parts), "rank.dmn": good.encode()})
    with pytest.raises(BrokenProcess) as broken:
        compile_process({"p.bpmn": bpmn(*parts), "rank.dmn": good.replace(*damage).encode()})
    assert {f.code for f in broken.value.findings} == {code}
    assert all("rank.dmn" in f.zh for f in broken.value.findings)


def test_called_processes_share_no_ids_and_subprocesses_stand_no_deeper_than_five():
    inner = bpmn(entry("cs"), user("u"), end("ce"), flow("cs > u > ce"), key="inner")
    call = node("callActivity", "a", calledElement="inner")
    parts = (*LINE, call)
    assert findings(*parts, inner=inner) == ()
    for clash in (b"u", b"a", b"p"):
        raw = inner.replace(b'"u"', b'"' + clash + b'"').replace(b"u__", clash + b"__")
        expected = set() if clash == b"u" else {"same_id"}
        assert {f.code for f in findings(*parts, inner=raw)} == expected
    nested = user("deep") + entry("x0") + end("y0") + flow("x0 > deep > y0")
    for k in range(1, 8):
        around = entry(f"x{k}") + end(f"y{k}") + flow(f"x{k} > n{k} > y{k}")
        nested = node("subProcess", f"n{k}", nested) + around
        found = codes(entry(), node("subProcess", "a", nested), end(), flow("s > a > e"))
        assert found == ({"too_deep"} if k > 5 else set()), k
