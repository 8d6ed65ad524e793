"""The nation, 32 regional offices, their departments to consult, the centers found or known."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

Row = dict[str, Any]
DATA = files("service.reference") / "data"
CERTAIN = ("found", "known")
SUBJECTS = {
    "industry": ("工业和信息化主管部门", "Industry and Information Technology Department"),
    "development": ("发展和改革委员会", "Development and Reform Commission"),
}


def _read(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def organisations() -> list[Row]:
    """Rows for the table of organisations, every row with every column."""
    return [_nation(), *_offices(), *_consultees(), *_centers()]


def industries() -> list[Row]:
    """Fields of industry: code, name_zh, name_en, ipc_subclasses, certainty."""
    return _read("industries.csv")


def _org(**values: Any) -> Row:
    empty = {
        "center_kind": None,
        "city_zh": None,
        "subject": None,
        "industries": "",
        "province": None,
    }
    return empty | {"entity_id": None, "certainty": "known"} | values


def _nation() -> Row:
    return _org(
        code="CNIPA",
        kind="nation",
        name_zh="国家知识产权局",
        short_zh="国家局",
        name_en="China National Intellectual Property Administration",
    )


def _offices() -> list[Row]:
    return [
        _org(
            code=row["code"],
            kind="office",
            name_zh=row["name_zh"],
            short_zh=f"{row['short_zh']}局",
            name_en=row["name_en"],
            province=row["code"],
            certainty=row["certainty"],
        )
        for row in _read("offices.csv")
    ]


def _consultees() -> list[Row]:
    return [
        _org(
            code=f"{row['code']}-{subject}",
            kind="consultee",
            name_zh=f"{row['short_zh']}{zh}",
            short_zh=f"{row['short_zh']}{'工信' if subject == 'industry' else '发改'}",
            name_en=f"{row['name_en'].split(' Intellectual')[0]} {en}",
            province=row["code"],
            subject=subject,
        )
        for row in _read("offices.csv")
        for subject, (zh, en) in SUBJECTS.items()
    ]


def _centers() -> list[Row]:
    return [
        _org(
            code=row["code"],
            kind="center",
            center_kind=row["kind"],
            name_zh=row["name_zh"],
            short_zh=_short(row["name_zh"]),
            name_en=row["name_en"],
            province=row["office_code"],
            city_zh=row["city_zh"],
            industries=row["industries_zh"] if row["industries_certainty"] in CERTAIN else "",
            certainty=row["certainty"],
        )
        for row in _read("centers.csv")
        if row["certainty"] in CERTAIN
    ]


def _short(name: str) -> str:
    """中国（浙江）知识产权保护中心 gives 浙江中心; other forms stay as they are."""
    if name.startswith("中国（") and name.endswith("知识产权保护中心"):
        return name[len("中国（") : name.index("）")] + "中心"
    return name
