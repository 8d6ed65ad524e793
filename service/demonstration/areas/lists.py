"""The list: one finished round that made two versions, and one under way in several states."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from service.actions.close_list_round import close_list_round
from service.actions.complete_task import complete_task
from service.actions.import_list_rows import import_list_rows
from service.actions.judge_list_rows import judge_list_rows
from service.actions.open_case import open_case
from service.actions.open_list_round import open_list_round
from service.actions.open_planned_cases import open_planned_cases
from service.actions.save_list_row import save_list_row
from service.casework.list_writing import list_file
from service.demonstration.areas.registry import area
from service.demonstration.cast import Cast
from service.domain.list_layout import DEFAULT_LAYOUT
from service.domain.roles import Actor, Role
from service.office import Office
from service.store import entities, list_facts, list_versions, lists, people, work_items

Row = dict[str, Any]
CITY = {"330000": "杭州", "320000": "南京", "110000": "北京", "310000": "上海", "440000": "广州"}
# (name of the unit, name of the host, code of the host, category, sub-type, field); all invented
NEWCOMERS: dict[str, tuple[tuple[str, str, str, str, str, str], ...]] = {
    "330000": (
        ("潮汐重点实验室", "钱湾理工大学", "12330000MB2X00101A", "一", "全国重点实验室", "能源"),
        ("膜分离材料院士团队", "钱湾理工大学", "12330000MB2X00101A", "二", "院士团队", "新材料"),
        ("浙东先进制造研究院", "", "12330000MB2X00202B", "二", "国家科研机构", "高端装备"),
        ("越溪软件平台", "越溪信息学院", "12330000MB2X00303C", "二", "省级科研平台", "工业软件"),
    ),
    "320000": (
        ("水文全国重点实验室", "江岸大学", "12320000MB2X00404D", "一", "全国重点实验室", "水利"),
        ("江岸大学", "", "12320000MB2X00404D", "二", "头部高等院校", "水利"),
        ("扬帆船舶集团", "", "91320000MA2X00505E", "二", "省级科技领军企业", "船舶"),
    ),
    "110000": (
        ("玉泉计算国家实验室", "玉泉研究院", "12110000MB2X00606F", "一", "国家实验室", "计算"),
        ("玉泉研究院", "", "12110000MB2X00606F", "二", "国家科研机构", "计算"),
    ),
    "310000": (
        ("浦江生物成像院士团队", "浦江大学", "12310000MB2X00707G", "二", "院士团队", "生物医药"),
        ("浦江大学", "", "12310000MB2X00707G", "二", "高水平研究型大学", "生物医药"),
    ),
    "440000": (
        ("岭南储能科技集团", "", "91440000MA2X00808H", "二", "科技领军企业", "储能"),
    ),
}  # fmt: skip
SUBTYPE_OF = {1: "全国重点实验室", 2: "省级科技领军企业", 3: "重点产业主体"}
OFFICER, LEADER = Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER
FORMS: dict[str, Row] = {
    "compile_draft": {"filler": "名单经办", "filler_phone": "010-00000000"},
    "approve_submission": {"outcome": "agree"},
    "check_rows": {"conclusion": "已逐行核对。"},
    "approve_list": {"outcome": "approve", "reasons": "符合条件。"},
}


@area(20)
def _show(office: Office, cast: Cast) -> None:
    nation = cast.holder("CNIPA", Role.NATIONAL_OFFICER)
    past = _round(office, nation, ["330000", "320000", "340000"], -1)
    for province in ("320000", "330000"):
        number = _imported(office, cast, past, province)
        _hand_in(office, cast, number, province)
        judge_list_rows(office, actor=nation, case_number=number, verdict="accepted")
        _do(office, number, "check_rows", nation)
        _do(office, number, "approve_list", cast.holder("CNIPA", Role.NATIONAL_LEADER))
    close_list_round(office, actor=nation, round_id=past)
    now = _round(office, nation, [], 0)
    _under_way(office, cast, now, nation)
    _between_rounds(office, cast, nation)


def _round(office: Office, nation: Actor, offices: list[str], years: int) -> int:
    with office.read() as unit:
        today = unit.today
    year = today.year + years
    done = open_list_round(
        office, actor=nation, year=year, name_en=f"Precise-service list {year}",
        due_day=today + timedelta(days=16), offices=offices,
    )  # fmt: skip
    while open_planned_cases(office).claimed:
        continue
    return done.round_id


def _under_way(office: Office, cast: Cast, round_id: int, nation: Actor) -> None:
    """Zhejiang compiles, Guangdong's leader has it, Beijing is being checked, Shanghai corrects."""
    _imported(office, cast, round_id, "330000")
    drafted = _imported(office, cast, round_id, "440000")
    _do(office, drafted, "compile_draft", cast.holder("440000", OFFICER))
    for province, verdict in (("110000", "accepted"), ("310000", "returned")):
        number = _imported(office, cast, round_id, province)
        _hand_in(office, cast, number, province)
        judge_list_rows(
            office, actor=nation, case_number=number, verdict=verdict,
            row_ids=[_rows(office, number)[0]["id"]], reason="认定文号查不到，请附文件",
        )  # fmt: skip
    judge_list_rows(office, actor=nation, case_number=number, verdict="accepted")
    _do(office, number, "check_rows", nation)


CHANGES = {
    "320000": ("金陵量子研究院", "", "12320000MB2X00909J", "二", "国家科研机构", "量子信息"),
    "110000": ("永定门新材料集团", "", "91110000MA2X01010K", "二", "科技领军企业", "新材料"),
    "310000": ("虹口设计学院", "", "12310000MB2X01111L", "二", "头部高等院校", "工业设计"),
}


def _between_rounds(office: Office, cast: Cast, nation: Actor) -> None:
    """A draft its leader gave back, a list before the national leader, one that nobody took."""
    jiangsu, beijing, shanghai = (_change(office, cast, province) for province in CHANGES)
    _do(office, jiangsu, "compile_draft", cast.holder("320000", OFFICER))
    back = {"outcome": "return", "return_points": "请附认定文件。"}
    _do(office, jiangsu, "approve_submission", cast.holder("320000", LEADER), **back)
    for province, number, verdict in (
        ("110000", beijing, "accepted"),
        ("310000", shanghai, "rejected"),
    ):
        _hand_in(office, cast, number, province)
        judge_list_rows(
            office, actor=nation, case_number=number, verdict=verdict, reason="不属于所列类型"
        )
        _do(office, number, "check_rows", nation)


def _change(office: Office, cast: Cast, province: str) -> str:
    """A list of one change between rounds; its number."""
    officer = cast.holder(province, OFFICER)
    said = {"basis": "change", "change_kind": "new_entity", "reason": "新认定一家单位。"}
    opened = open_case(office, actor=officer, process_key="list_compilation", values=said)
    row = {k: str(v) for k, v in _newcomer(CHANGES[province], province).items()}
    save_list_row(office, actor=officer, case_number=opened.case_number, cells=row)
    return opened.case_number


def _imported(office: Office, cast: Cast, round_id: int, province: str) -> str:
    """The province's case of the round, with its members and newcomers in the draft."""
    with office.read() as unit:
        found = lists.submissions(unit.connection, round_id=round_id, province=province)[0]
    rows = _members(office, province) + [_newcomer(n, province) for n in NEWCOMERS[province]]
    known = {(row["code"], row["unit_name"]) for row in rows}
    rows += [r for r in _filed(office, province) if (r["code"], r["unit_name"]) not in known]
    fields = [column.field for column in DEFAULT_LAYOUT.columns]
    said = [[str(row.get(field, "")) for field in fields] for row in rows]
    content = list_file(DEFAULT_LAYOUT, said)
    import_list_rows(
        office, actor=cast.holder(province, OFFICER), case_number=found["number"],
        name=f"{CITY[province]}名单.xlsx", content=content, good_only=True,
    )  # fmt: skip
    return str(found["number"])


def _usual(province: str) -> Row:
    return {"city": CITY[province], "evidence": "认定文件〔2025〕示7号", "industry": "高端装备",
            "contact_name": "联络员", "contact_phone": "010-00000000"}  # fmt: skip


def _members(office: Office, province: str) -> list[Row]:
    with office.read() as unit:
        held = list_versions.present_members(unit.connection, province)
    return [
        _usual(province)
        | {
            "unit_name": row["unit_name"],
            "host_name": row["entity_name"] if row["is_unit"] or row["category"] == 1 else "",
            "code": row["code"],
            "category": row["category"],
            "subtype": row["subtype"] or SUBTYPE_OF[row["category"]],
        }
        for row in held
    ]


def _newcomer(said: tuple[str, str, str, str, str, str], province: str) -> Row:
    names = ("unit_name", "host_name", "code", "category", "subtype", "industry")
    return _usual(province) | dict(zip(names, said, strict=True))


def _filed(office: Office, province: str) -> list[Row]:
    """A few entities filed in the province: category 3."""
    with office.read() as unit:
        rows, _ = entities.search(unit.connection, province=province, limit=60)
        codes = [row["code"] for row in rows]
        known = list_facts.known_codes(unit.connection, codes, unit.today)
        centers = {r["code"]: r["short_zh"] for r in people.organisations(unit.connection)}
    held = [c for c in codes if c in known and known[c].filed and not known[c].banned_until]
    return [
        _usual(province)
        | {"unit_name": known[c].name, "code": c, "category": "三", "subtype": "重点产业主体",
           "is_filed": "是", "filing_center": centers[next(iter(known[c].filed))]}
        for c in held[:6]
    ]  # fmt: skip


def _hand_in(office: Office, cast: Cast, number: str, province: str) -> None:
    _do(office, number, "compile_draft", cast.holder(province, OFFICER))
    _do(office, number, "approve_submission", cast.holder(province, LEADER))


def _rows(office: Office, number: str) -> list[Row]:
    with office.read() as unit:
        every = lists.submissions(unit.connection)
        found = next(row for row in every if row["number"] == number)
        return lists.rows_of(unit.connection, found["id"])


def _do(office: Office, number: str, element: str, actor: Actor, **said: str) -> None:
    with office.read() as unit:
        every = lists.submissions(unit.connection)
        case_id = next(row["case_id"] for row in every if row["number"] == number)
        items = work_items.items_of_case(unit.connection, case_id)
        today = unit.today.isoformat()
    item = next(i for i in items if i["element"] == element and i["state"] == "open")
    more = {"effective_on": today} if element == "approve_list" else {}
    complete_task(
        office, actor=actor, item_id=item["id"], revision=item["revision"],
        values=FORMS[element] | more | said,
    )  # fmt: skip
