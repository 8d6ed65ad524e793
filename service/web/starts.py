"""Which processes the reader's posts may begin: the lane of the start event says so."""

from __future__ import annotations

from dataclasses import replace

from flask import url_for

from service.casework.openings import OPENERS, may_open
from service.engine import Process
from service.office import Unit
from service.web.desk import person, posts_seen
from service.web.labels import newest, title_of
from service.web.tongue import gettext
from service.web.views import Link


def startable(unit: Unit) -> list[Process]:
    """Processes with an opening form that one of the posts in view may begin."""
    actor = person()
    seen = replace(actor, posts=posts_seen())
    found = [newest(unit, key) for key in OPENERS if may_open(seen, key)]
    return [process for process in found if process is not None and process.start_form]


def start_words(process: Process) -> str:
    known = {
        "admission_review": gettext("登记申报"),
        "violation_handling": gettext("登记线索"),
        "appeal": gettext("提出异议"),
        "periodic_review": gettext("发起定期复核"),
        "service_contact": gettext("对接或申请服务"),
        "cross_region_service": gettext("申请跨区域服务"),
        "list_compilation": gettext("编报或变更名单"),
        "monitoring_alert": gettext("开始监测"),
        "effectiveness_evaluation": gettext("发起成效评价"),
    }
    return known.get(process.key, title_of(process))


def start_links(unit: Unit) -> tuple[Link, ...]:
    return tuple(
        Link(start_words(process), url_for("web.start_case", key=process.key))
        for process in startable(unit)
    )
