"""Lines of the record that sharing and assessment leave."""

from __future__ import annotations

from typing import Any

from service.domain.assessment import FigureGroup
from service.office import Unit
from service.web.desk import org_words
from service.web.record_words import words_of
from service.web.shared_words import action_words
from service.web.tongue import gettext, pick

Row = dict[str, Any]
Words = tuple[str, str, str]


@words_of("notice.acknowledged")
def _acknowledged(unit: Unit, row: Row) -> Words:
    said = row["detail"]
    body = f"{org_words(said['org'])}{pick('：', ': ')}{action_words(said['action'])}"
    return "check", gettext("反馈处置"), body


@words_of("item.revised")
def _revised(unit: Unit, row: Row) -> Words:
    said = row["detail"]
    words = gettext("中心平台送来新的版本")
    if said["outcome"] == "kept":
        return (
            "link",
            words,
            gettext("已经通报，由省局决定是否更正：%(facts)s", facts=said["facts"]),
        )
    return "link", words, said["facts"]


@words_of("item.retracted")
def _retracted(unit: Unit, row: Row) -> Words:
    return "undo", gettext("撤销这条信息"), row["detail"]["reason"]


@words_of("assessment.stated")
def _stated(unit: Unit, row: Row) -> Words:
    return "check", gettext("核对年度数据"), org_words(row["detail"]["province"])


@words_of("assessment.marked")
def _marked(unit: Unit, row: Row) -> Words:
    said = row["detail"]
    group = FigureGroup(said["group"])
    body = f"{org_words(said['province'])} {pick(group.zh, group.en)} {said['mark']}"
    return "check", gettext("评分"), f"{body}{pick('。', '. ')}{said['reasons']}"
