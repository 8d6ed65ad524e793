"""The categories and sub-types of the precise-service list, as the notice names them.

Source: M03-M05.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Subtype:
    """A kind of entity within a category.

    level    national | provincial | local: whose strategic force it is
    is_unit  often no legal person of its own: a host must be named (domain.md 5.5)
    """

    key: str
    zh: str
    en: str
    category: int
    level: str
    is_unit: bool = False


def _kind(
    key: str, zh: str, en: str, category: int, level: str, *, is_unit: bool = False
) -> Subtype:
    return Subtype(key=key, zh=zh, en=en, category=category, level=level, is_unit=is_unit)


SUBTYPES: Mapping[str, Subtype] = {
    found.key: found
    for found in (
        _kind("national_laboratory", "国家实验室", "National laboratory", 1, "national",
              is_unit=True),
        _kind("state_key_laboratory", "全国重点实验室", "State key laboratory", 1, "national",
              is_unit=True),
        _kind("national_institute", "国家科研机构", "National research institute", 2, "national"),
        _kind("research_university", "高水平研究型大学", "Research university", 2, "national"),
        _kind("leading_enterprise", "科技领军企业", "Leading technology enterprise", 2, "national"),
        _kind("academician_team", "院士团队", "Academician's team", 2, "national", is_unit=True),
        _kind("other_national_force", "其他国家重大科技战略力量", "Other national strategic force",
              2, "national"),
        _kind("provincial_enterprise", "省级科技领军企业", "Leading enterprise of the province", 2,
              "provincial"),
        _kind("leading_university", "头部高等院校", "Leading university of the province", 2,
              "provincial"),
        _kind("provincial_platform", "省级科研平台", "Research platform of the province", 2,
              "provincial", is_unit=True),
        _kind("other_provincial_force", "其他省级战略科技力量", "Other strategic force of the "
              "province", 2, "provincial"),
        _kind("key_industry_entity", "重点产业主体", "Entity of a key industry", 3, "local"),
    )
}  # fmt: skip
_BY_NAME = {found.zh: found for found in SUBTYPES.values()}
_NUMERALS = {"一": 1, "二": 2, "三": 3, "1": 1, "2": 2, "3": 3}
_CATEGORY = re.compile(r"第?\(?([一二三123])\)?类?")


def subtype_named(text: str) -> Subtype | None:
    """The sub-type of a key or Chinese name, however it is spaced."""
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    return _BY_NAME.get(squeezed) or SUBTYPES.get(squeezed.lower())


def category_named(text: str) -> int | None:
    """1, 2 or 3 for 一, （一）, 一类, 第一类, 1 and the like."""
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    found = _CATEGORY.fullmatch(squeezed)
    return _NUMERALS[found[1]] if found else None
