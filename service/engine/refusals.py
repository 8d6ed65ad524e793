"""What the engine refuses to run, said to the designer in both languages with the element named."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from lxml import etree

from service.domain.errors import Finding
from service.engine.diagram import ACTIVITIES, EVENTS, GATEWAYS, Diagram, Flow, Node, extension
from service.engine.model import LATER
from service.engine.source import children, local, text_of, times_of

KINDS = ACTIVITIES | GATEWAYS | EVENTS
MAX_ELEMENTS = 10_000
ID = re.compile(r"[^\W\d][\w.-]*")
INSTEAD = {
    "complexGateway": ("复杂网关", "complex gateways", "用排他或并行网关画清楚"),
    "inclusiveGateway": ("包容网关", "inclusive gateways", "用排他或并行网关画清楚"),
    "adHocSubProcess": ("即席子流程", "ad-hoc subprocesses", "把任务按顺序画出来"),
    "transaction": ("事务子流程", "transactions", "用普通子流程"),
    "task": ("未定类型的任务", "untyped tasks", "改成用户任务、服务任务或脚本任务"),
    "manualTask": ("手工任务", "manual tasks", "改成用户任务"),
    "receiveTask": ("接收任务", "receive tasks", "改用中间消息事件"),
    "sendTask": ("发送任务", "send tasks", "改用服务任务"),
    "intermediateThrowEvent": ("中间抛出事件", "intermediate throw events", "改用服务任务"),
}
TRIGGERS: dict[str, set[str | None]] = {
    "startEvent": {None, "timer", "message"},
    "intermediateCatchEvent": {"timer", "message"},
    "boundaryEvent": {"timer", "message"},
    "endEvent": {None, "terminate"},
}
TRIGGER_NAMES = {
    "signal": "信号", "error": "错误", "escalation": "升级", "compensate": "补偿", "link": "链接",
    "conditional": "条件", "cancel": "取消", "message": "消息", "timer": "定时",
    "terminate": "终止", None: "空",
}  # fmt: skip
FORBIDDEN_PARTS = {
    "standardLoopCharacteristics": ("标准循环", "standard loops"),
    "ioSpecification": ("输入输出规格", "io specifications"),
    "dataInputAssociation": ("数据输入关联", "data input associations"),
    "dataOutputAssociation": ("数据输出关联", "data output associations"),
}

Said = Iterator[tuple[str, str, str]]


def refusals_of(diagram: Diagram, messages: frozenset[str]) -> list[Finding]:
    """Every reason why this process can not run; none when it can."""
    found: list[Finding] = []
    seen: set[str] = set()
    count = 0
    for inside, node in diagram.everywhere():
        count += 1
        twice = (
            [("same_id", "这个编号用了两次", "this id is used twice")] if node.id in seen else []
        )
        seen.add(node.id)
        found.extend(_finding(node, *said) for said in (*twice, *_of_node(inside, node, messages)))
    bodies = [diagram, *(n.body for _, n in diagram.everywhere() if n.body is not None)]
    for inside in bodies:
        found.extend(_of_diagram(inside, inside is diagram))
    if count > MAX_ELEMENTS:
        zh, en = f"元素太多，最多 {MAX_ELEMENTS} 个", f"more than {MAX_ELEMENTS} elements"
        found.append(Finding(code="too_many_elements", zh=zh, en=en))
    return found


def _finding(node: Node, code: str, zh: str, en: str) -> Finding:
    name = node.label or node.id or node.kind
    return Finding(
        code=code, zh=f"“{name}”：{zh}", en=f"{node.id}: {en}", element=node.id, line=node.line
    )


def _of_node(diagram: Diagram, node: Node, messages: frozenset[str]) -> Said:
    if node.kind not in KINDS:
        zh, en, instead = INSTEAD.get(node.kind, (node.kind, node.kind, "换一种画法"))
        yield "unsupported_element", f"不支持{zh}，请{instead}", f"{en} are not supported"
        return
    if not ID.fullmatch(node.id):
        yield "bad_id", f"编号“{node.id}”不能用", f"unusable id {node.id!r}"
    yield from _of_parts(node)
    yield from _of_flows(node)
    if node.kind in EVENTS:
        yield from _of_event(diagram, node, messages)
    elif node.kind == "exclusiveGateway":
        yield from _of_choice(node)
    elif node.kind == "parallelGateway":
        yield from _of_parallel(diagram, node)
    elif node.kind == "eventBasedGateway":
        yield from _of_event_gateway(diagram, node)
    else:
        yield from _of_activity(diagram, node)


def _of_parts(node: Node) -> Said:
    for child in children(node.xml):
        if local(child) in FORBIDDEN_PARTS:
            zh, en = FORBIDDEN_PARTS[local(child)]
            yield "unsupported_part", f"不支持{zh}", f"{en} are not supported"
    if node.kind not in EVENTS and node.triggers:
        yield "unsupported_part", "只有事件可以有触发条件", "only events have triggers"
    if node.xml.get("isForCompensation") == "true":
        yield "compensation", "不支持补偿", "compensation is not supported"
    for name in ("preScript", "postScript"):
        if extension(node.xml, name) is not None:
            yield "hidden_script", "不能有看不见的前后脚本，请画成脚本任务", "no hidden scripts"


def _of_flows(node: Node) -> Said:
    alone = node.is_event_subprocess
    leads = not alone and node.kind != "endEvent"
    entered = not alone and node.kind not in ("startEvent", "boundaryEvent")
    if leads and not node.outgoing:
        yield "no_way_out", "没有出线，请连到结束事件", "no flow leads out"
    if not leads and node.outgoing:
        yield "unexpected_flow", "这里不能有出线", "no flow may lead out"
    if entered and not node.incoming:
        yield "no_way_in", "没有入线，永远到不了", "no flow leads here"
    if not entered and node.incoming:
        yield "unexpected_flow", "这里不能有入线", "no flow may lead here"
    if node.kind not in GATEWAYS and len(node.outgoing) > 1:
        yield "implicit_fork", "有几条出线，请改用网关分支", "several flows out; use a gateway"
    if node.kind != "exclusiveGateway" and any(f.condition for f in node.outgoing):
        yield "conditional_flow", "只有排他网关的出线可以带条件", "only exclusive gateways choose"


def _of_choice(node: Node) -> Said:
    default = node.xml.get("default")
    if len(node.outgoing) < 2 and not any(f.condition for f in node.outgoing):
        return
    if default not in {f.id for f in node.outgoing}:
        zh = "没有默认出线，条件都不成立时会卡住"
        yield "no_default", zh, "it has no default flow"
    for flow in node.outgoing:
        if flow.id == default and flow.condition:
            yield "default_condition", "默认出线不能带条件", "the default flow has a condition"
        if flow.id != default and not flow.condition:
            name = flow.label or flow.id
            yield "no_condition", f"出线“{name}”没有条件", f"flow {flow.id} has no condition"


def _of_parallel(diagram: Diagram, node: Node) -> Said:
    sources = [f.source for f in node.incoming]
    if len(set(sources)) < len(sources) or len({f.target for f in node.outgoing}) < len(
        node.outgoing
    ):
        yield "doubled_flow", "两点之间有两条连线", "two flows join the same two nodes"
    if len(sources) > 1:
        reached = _reached(diagram, without=node.id)
        for source in sources:
            if source not in reached:
                zh = f"入线来自“{source}”，要先经过这个汇聚才到得了，会一直等下去"
                yield "join_waits_for_itself", zh, f"the input from {source} waits for itself"


def _of_event_gateway(diagram: Diagram, node: Node) -> Said:
    targets = [diagram.nodes.get(f.target) for f in node.outgoing]
    if len(targets) < 2 or len({f.target for f in node.outgoing}) < len(targets):
        yield "few_events", "后面要有两个以上不同的事件", "two or more events must follow"
    for target in targets:
        if target is None or target.kind != "intermediateCatchEvent" or len(target.incoming) != 1:
            zh = "后面只能直接连中间事件，且那个事件没有别的入线"
            yield "event_gateway_target", zh, "only catching events of its own may follow"
            return
    if node.xml.get("eventGatewayType") == "Parallel" or node.xml.get("instantiate") == "true":
        yield "event_gateway_type", "只支持普通的事件网关", "plain event gateways only"


def _of_event(diagram: Diagram, node: Node, messages: frozenset[str]) -> Said:
    if node.trigger not in TRIGGERS[node.kind]:
        zh = TRIGGER_NAMES.get(node.trigger, node.trigger)
        yield "unsupported_event", f"这里不支持{zh}事件", f"no {node.trigger or 'plain'} event here"
        return
    if len(node.triggers) > 1:
        yield "several_triggers", "一个事件只能有一个触发条件", "one trigger an event"
    if node.trigger == "message" and node.triggers[0].get("messageRef") not in messages:
        yield "no_message", "没有指明消息", "it names no message"
    if node.trigger == "timer":
        yield from _of_timer(node)
    if node.kind == "boundaryEvent":
        host = diagram.nodes.get(node.xml.get("attachedToRef") or "")
        if host is None or host.kind not in ("userTask", "subProcess", "callActivity"):
            zh = "边界事件只能放在用户任务、子流程或调用活动上"
            yield "boundary_host", zh, "it must sit on a user task, subprocess or call activity"


def _of_timer(node: Node) -> Said:
    given = times_of(node.triggers[0])
    if len(given) != 1 or not text_of(given[0]).strip():
        yield "no_time", "定时事件没有写时间", "the timer gives no time"
    elif local(given[0]) == "timeCycle":
        stays = node.kind == "boundaryEvent" and node.xml.get("cancelActivity") == "false"
        if not stays:
            zh = "重复定时只能用在不中断的边界事件上"
            yield "cycle_place", zh, "a cycle belongs on a non-interrupting boundary event"


def _of_activity(diagram: Diagram, node: Node) -> Said:
    if node.kind == "serviceTask":
        yield from _of_service(node)
    if node.kind == "businessRuleTask" and not text_of(_decision(node)).strip():
        yield "no_decision", "没有指明决策表", "it calls no decision"
    gives = node.properties.get("result") or node.id
    if node.kind in ("userTask", "businessRuleTask") and not is_name(gives):
        yield "bad_name", f"“{gives}”不能作数据的名字", f"{gives} can not be a name in the data"
    if node.repeats is not None:
        yield from _of_repeats(node)
    if node.is_event_subprocess and diagram.xml.get("id") and local(diagram.xml) != "process":
        yield "inner_event_subprocess", "事件子流程只能直接放在流程里", "event subprocess inside"


def _of_service(node: Node) -> Said:
    operator = extension(node.xml, "serviceTaskOperator")
    if operator is None or not operator.get("id"):
        yield "no_operation", "服务任务没有指明操作", "it names no operation"
        return
    later = node.properties.get(LATER)
    if later not in (None, "true"):
        yield "bad_later", f"的 {LATER} 只能写 true", f"{LATER} can only be true"
    result = operator.get("resultVariable") or node.properties.get("result")
    if result and not is_name(result):
        yield "bad_name", f"“{result}”不能作数据的名字", f"{result} can not be a name in the data"


def _of_repeats(node: Node) -> Said:
    loop = node.repeats
    assert loop is not None
    names = {local(child) for child in children(loop)}
    if node.kind != "userTask":
        yield "repeats", "只有用户任务可以是多实例", "only user tasks can be multi-instance"
    if "loopDataInputRef" not in names:
        yield "no_collection", "多实例没有写集合（loopDataInputRef）", "it names no collection"
    if names & {"loopCardinality", "completionCondition"}:
        zh = "多实例不支持基数和提前完成条件"
        yield "repeats", zh, "no cardinality and no completion condition"
    given = [c.get("id") for c in children(loop, "inputDataItem")]
    given += [text_of(c).strip() for c in children(loop, "loopDataOutputRef")]
    if any(not is_name(name or "") for name in given):
        yield "bad_name", "多实例的数据项要有可用的名字", "an item has no usable name"


def _of_diagram(diagram: Diagram, outermost: bool) -> Iterator[Finding]:
    def said(code: str, zh: str, en: str) -> Finding:
        line = int(diagram.xml.sourceline or 0) or None
        zh, en = f"“{diagram.label}”：{zh}", f"{diagram.id}: {en}"
        return Finding(code=code, zh=zh, en=en, element=diagram.id or None, line=line)

    for key in diagram.doubled:
        yield said("same_id", f"编号 {key} 用了两次", f"the id {key} is used twice")
    starts = diagram.starts()
    if len(starts) != 1:
        yield said("one_start", "要有且只有一个开始事件", "it must have exactly one start event")
    by_event = not outermost and diagram.xml.get("triggeredByEvent") == "true"
    for start in starts[:1]:
        if by_event and start.trigger is None:
            zh = "事件子流程的开始事件要有消息或定时"
            yield said("start_trigger", zh, "its start event needs a message or a timer")
        if not by_event and start.trigger is not None:
            yield said("start_trigger", "开始事件不能有触发条件", "its start event must be plain")
    for flow in diagram.flows:
        if flow.source not in diagram.nodes or flow.target not in diagram.nodes:
            yield _of_flow(diagram, flow)


def _of_flow(diagram: Diagram, flow: Flow) -> Finding:
    zh = f"连线 {flow.id} 的一端不在“{diagram.label}”里"
    en = f"flow {flow.id}: one end is not in {diagram.id}"
    return Finding(code="loose_flow", zh=zh, en=en, element=flow.id, line=flow.line)


def _reached(diagram: Diagram, without: str) -> set[str]:
    """What a token can reach without passing through one node."""
    follows: dict[str, list[str]] = {}
    for flow in diagram.flows:
        follows.setdefault(flow.source, []).append(flow.target)
    for node in diagram.nodes.values():
        if node.kind == "boundaryEvent":
            follows.setdefault(node.xml.get("attachedToRef") or "", []).append(node.id)
    todo, reached = [s.id for s in diagram.starts()], set[str]()
    while todo:
        key = todo.pop()
        if key not in reached and key != without:
            reached.add(key)
            todo.extend(follows.get(key, []))
    return reached


def _decision(node: Node) -> etree._Element | None:
    return extension(node.xml, "calledDecisionId")


def is_name(text: str) -> bool:
    """Whether `text` can be the name of something in the data."""
    return text.isidentifier() and not keyword.iskeyword(text) and not text.startswith("_")
