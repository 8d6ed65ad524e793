"""Who does it: lanes are roles, a person's task has a form, an office and a limit."""

from __future__ import annotations

from collections.abc import Collection

from service.engine.check.report import Report
from service.engine.check.subject import CLOCK, Subject, names_in
from service.engine.diagram import FORM, Node
from service.engine.source import children, line_of

AUTOMATIC = ("serviceTask", "scriptTask", "businessRuleTask")
NO_LIMIT = "none"
ORIGINAL = "original"  # whoever took part in the case that this one is about


def lanes_are_roles(subject: Subject, report: Report) -> None:
    for lanes in children(subject.process, "laneSet"):
        for lane in children(lanes, "lane"):
            name = lane.get("name") or ""
            if name not in subject.known.roles:
                zh = f"泳道“{name}”不是已知的岗位；可以用 {_listed(subject.known.roles)}。"
                en = f"The lane {name} is no known role."
                report.add("lane_unknown", zh, en, lane.get("id"), line_of(lane))


def people_and_system_keep_to_their_lanes(subject: Subject, report: Report) -> None:
    for node in subject.nodes("userTask", *AUTOMATIC):
        if node.lane is None:
            report.at("lane_missing", node, "不在任何泳道里。", "stands in no lane.")
        elif node.kind == "userTask" and node.lane == CLOCK:
            zh = f"由人办理，不能放在“{CLOCK}”泳道。"
            report.at("person_in_system_lane", node, zh, "a person's task in the system's lane.")
        elif node.kind != "userTask" and node.lane != CLOCK:
            zh = f"由系统自动办理，要放在“{CLOCK}”泳道。"
            report.at("system_in_person_lane", node, zh, "belongs in the system's lane.")


def user_tasks_name_an_existing_form(subject: Subject, report: Report) -> None:
    for node in subject.nodes("userTask", "startEvent"):
        form = node.properties.get(FORM)
        if form is None and node.kind == "userTask":
            zh = f"要选一个表单（属性 {FORM}）。"
            report.at("form_missing", node, zh, f"must name a form (property {FORM}).")
        elif form is not None and subject.form(form) is None:
            report.at("form_unknown", node, f"的表单 {form} 不存在。", f"no form {form}.")


def user_tasks_have_an_office(subject: Subject, report: Report) -> None:
    for node in subject.nodes("userTask"):
        if not node.properties.get("office"):
            zh = "要写明由哪个单位办理（属性 office，例如 case.center）。"
            en = "must say which office does it (property office, like case.center)."
            report.at("office_missing", node, zh, en)


def user_tasks_have_a_limit(subject: Subject, report: Report) -> None:
    for node in subject.nodes("userTask"):
        limit = node.properties.get("limit")
        if not limit:
            zh = f"要写明办理期限（属性 limit，规则的名字；不设期限写 {NO_LIMIT}）。"
            en = f"must name its limit (property limit, a rule key, or {NO_LIMIT})."
            report.at("limit_missing", node, zh, en)
        else:
            _check_limit(limit, node, subject, report)
    limit = subject.diagram.properties.get("limit", NO_LIMIT)
    if limit != NO_LIMIT and limit not in subject.known.rules:
        zh, en = f"流程的期限 {limit} 不是已知的规则。", f"The process limit {limit} is no rule."
        report.add("limit_unknown", zh, en, subject.diagram.id)


def _check_limit(limit: str, node: Node, subject: Subject, report: Report) -> None:
    if limit != NO_LIMIT and limit not in subject.known.rules:
        zh = f"的期限 {limit} 不是已知的规则；期限要先在规则里设好，图上只写名字。"
        en = f"the limit {limit} is no known rule; set the rule first, the diagram only names it."
        report.at("limit_unknown", node, zh, en)


def escalation_goes_to_a_role(subject: Subject, report: Report) -> None:
    for node in subject.nodes("userTask"):
        role = node.properties.get("escalate_to")
        if role is not None and role not in subject.known.roles:
            zh = f"逾期上报的岗位“{role}”不认识；可以用 {_listed(subject.known.roles)}。"
            report.at("escalate_to_unknown", node, zh, f"escalates to an unknown role {role}.")


def duties_are_separated_from_real_tasks(subject: Subject, report: Report) -> None:
    tasks = {node.id for node in subject.nodes("userTask", "startEvent")} | {ORIGINAL}
    for node in subject.nodes("userTask"):
        for other in names_in(node.properties.get("not_by", "")):
            if other not in tasks or other == node.id:
                zh = f"的 not_by 里写的 {other} 不是本流程的其他用户任务。"
                en = f"not_by names {other}, which is no other user task here."
                report.at("not_by_unknown", node, zh, en)


def _listed(roles: Collection[str]) -> str:
    return "、".join(sorted(roles))
