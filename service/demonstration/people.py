"""Who is there in a demonstration: every post at a dozen centers, above them, beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.roles import Role


@dataclass(frozen=True, kw_only=True)
class Account:
    """A login named by its post, never by a person."""

    login: str
    name: str
    name_en: str
    posts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Center:
    """A center with staff: `prefix` of its logins, where its entities sit, how busy it is."""

    code: str
    prefix: str
    zh: str
    en: str
    province: str
    city: str
    district: str
    weight: int


@dataclass(frozen=True, kw_only=True)
class Province:
    code: str
    prefix: str
    zh: str
    en: str


def _center(code: str, prefix: str, zh: str, place: tuple[str, str, str], weight: int) -> Center:
    province, city, district = place
    return Center(
        code=code,
        prefix=prefix,
        zh=zh,
        en=code.capitalize(),
        province=province,
        city=city,
        district=district,
        weight=weight,
    )


CENTERS = (
    _center("zhejiang", "zj", "浙江", ("330000", "杭州", "330106"), 30),
    _center("hangzhou", "hz", "杭州", ("330000", "杭州", "330108"), 10),
    _center("ningbo", "nb", "宁波", ("330000", "宁波", "330212"), 8),
    _center("beijing", "bj", "北京", ("110000", "北京", "110108"), 8),
    _center("shanghai", "sh", "上海", ("310000", "上海", "310115"), 8),
    _center("guangdong", "gd", "广东", ("440000", "广州", "440106"), 7),
    _center("shenzhen", "sz", "深圳", ("440000", "深圳", "440305"), 8),
    _center("jiangsu", "js", "江苏", ("320000", "南京", "320114"), 6),
    _center("suzhou", "su", "苏州", ("320000", "苏州", "320506"), 5),
    _center("hefei", "hf", "合肥", ("340000", "合肥", "340104"), 3),
    _center("wuhan", "wh", "武汉", ("420000", "武汉", "420111"), 3),
    _center("chengdu", "cd", "成都", ("510000", "成都", "510107"), 2),
    _center("xian", "xa", "西安", ("610000", "西安", "610113"), 2),
)
PROVINCES = (
    Province(code="330000", prefix="zj", zh="浙江", en="Zhejiang"),
    Province(code="110000", prefix="bj", zh="北京", en="Beijing"),
    Province(code="310000", prefix="sh", zh="上海", en="Shanghai"),
    Province(code="440000", prefix="gd", zh="广东", en="Guangdong"),
    Province(code="320000", prefix="js", zh="江苏", en="Jiangsu"),
    Province(code="340000", prefix="ah", zh="安徽", en="Anhui"),
    Province(code="420000", prefix="hb", zh="湖北", en="Hubei"),
    Province(code="510000", prefix="sc", zh="四川", en="Sichuan"),
    Province(code="610000", prefix="sn", zh="陕西", en="Shaanxi"),
)
AT_CENTER = (
    ("intake", "受理员", "intake officer", (Role.INTAKE_OFFICER,)),
    ("review-a", "备案审核员 A 岗", "reviewer A", (Role.REVIEWER,)),
    ("review-b", "备案审核员 B 岗", "reviewer B", (Role.REVIEWER, Role.SECOND_REVIEWER)),
    ("head", "负责人", "head", (Role.CENTER_HEAD,)),
    ("violation", "违规处置员", "violation officer", (Role.VIOLATION_OFFICER,)),
)
AT_NATION = (
    ("cnipa-officer", "国家局经办", "CNIPA, officer", Role.NATIONAL_OFFICER),
    ("cnipa-leader", "国家局负责人", "CNIPA, leader", Role.NATIONAL_LEADER),
    ("cnipa-exam", "国家局 审查部门", "CNIPA, examination department", Role.EXAMINATION_SIDE),
    ("auditor", "审计员", "Auditor", Role.AUDITOR),
    ("admin", "管理员", "Administrator", Role.ADMINISTRATOR),
    ("admin-b", "管理员 B 岗", "Administrator B", Role.ADMINISTRATOR),
    ("designer", "流程设计员", "Process designer", Role.PROCESS_DESIGNER),
)


def staff() -> tuple[Account, ...]:
    """Everybody but the entities' contact persons, the most looked at first."""
    return (*_nation(), *_centers(), *_provinces())


def _account(login: str, zh: str, en: str, posts: tuple[tuple[str, str], ...]) -> Account:
    return Account(login=login, name=zh, name_en=en, posts=posts)


def _nation() -> Iterator[Account]:
    for login, zh, en, role in AT_NATION:
        yield _account(login, zh, en, (("CNIPA", role.value),))


def _centers() -> Iterator[Account]:
    for center in CENTERS:
        for tail, zh, en, roles in AT_CENTER:
            posts = tuple((center.code, role.value) for role in roles)
            names = f"{center.zh}中心 {zh}", f"{center.en} center, {en}"
            yield _account(f"{center.prefix}-{tail}", *names, posts)


def _provinces() -> Iterator[Account]:
    for place in PROVINCES:
        code, prefix = place.code, place.prefix
        officer, leader = Role.PROVINCIAL_OFFICER.value, Role.PROVINCIAL_LEADER.value
        yield _account(
            f"{prefix}-office", f"{place.zh}局 经办", f"{place.en} office, officer",
            ((code, officer),),
        )  # fmt: skip
        yield _account(
            f"{prefix}-leader", f"{place.zh}局 负责人", f"{place.en} office, leader",
            ((code, leader),),
        )  # fmt: skip
        for subject, zh in (("industry", "工信"), ("development", "发改")):
            yield _account(
                f"{prefix}-{subject}", f"{place.zh}{zh} 会商经办", f"{place.en}, {subject}",
                ((f"{code}-{subject}", Role.CONSULTEE.value),),
            )  # fmt: skip


def center_by_code(code: str) -> Center:
    return next(center for center in CENTERS if center.code == code)
