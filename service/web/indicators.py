"""Indicators of a center, a province or the nation, and beside them those inside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request, url_for

from service.casework.measuring import Measurement, measured, year_span
from service.casework.tracking_reach import (
    FigurePlace,
    entity_figures,
    place_seen,
    places_inside,
    sees_figures,
    widest,
)
from service.domain.errors import NotFound
from service.domain.indicators import INDICATORS
from service.office import Unit
from service.store import alerts
from service.store.tallies import Whose
from service.web.blueprint import web
from service.web.desk import is_entity, org_words, person, reading, short_en
from service.web.figures import blocks, name_of, number_words, value_words
from service.web.page import page
from service.web.register_links import add_register, register_links
from service.web.tongue import gettext, pick
from service.web.views import Fact
from service.web.views_tracking import IndicatorsPage, PlaceLine, Tracking
from service.web.words import day_long

YEARS_BACK = 6
COUNTED: tuple[tuple[str, Callable[[], str]], ...] = (
    ("received", lambda: gettext("接收")),
    ("accepted", lambda: gettext("受理")),
    ("qualified", lambda: gettext("合格")),
    ("failed_form", lambda: gettext("形式缺陷不合格")),
    ("failed_substance", lambda: gettext("实质缺陷不合格")),
    ("failed_other", lambda: gettext("其他不合格")),
    ("as_co_applicant", lambda: gettext("共同申请")),
    ("as_non_first", lambda: gettext("非第一申请人")),
    ("granted", lambda: gettext("授权")),
    ("patents", lambda: gettext("期内有效过的专利")),
)

add_register(
    50, "indicators", lambda: gettext("成效指标"), "web.indicators",
    lambda: not is_entity() and sees_figures(person()),
)  # fmt: skip


@web.get("/registers/indicators")
def indicators() -> Any:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")
    unit = reading()
    place = place_seen(unit, person(), request.args.get("of", "") or widest(person()))
    year = request.args.get("year", unit.today.year, type=int)
    years = range(unit.today.year, unit.today.year - YEARS_BACK, -1)
    return page(
        "indicators.html",
        indicators_page(unit, place, year if year in years else unit.today.year, tuple(years)),
        at="bans",
    )


def place_words(place: FigurePlace) -> str:
    return pick(place.zh, short_en(place.en))


def indicators_page(
    unit: Unit, place: FigurePlace, year: int, years: tuple[int, ...]
) -> IndicatorsPage:
    span = year_span(year, unit.today)
    own = measured(unit, place.whose, span, place.province)
    inside = tuple(places_inside(unit, place))
    found = [(one, measured(unit, one.whose, span, one.province)) for one in inside]
    shown = [(one, m) for one, m in found if m.tally.received or m.tally.patents]
    lead = gettext(
        "%(year)s 年，截至 %(day)s。分母是零的不适用；少于 %(n)s 件的只供参考。",
        year=year, day=day_long(min(span.last, span.as_of)), n=own.least,
    )  # fmt: skip
    return IndicatorsPage(
        title=gettext("成效指标：%(place)s", place=place_words(place)),
        lead=lead,
        place=place.code,
        places=_choices(unit, place, inside),
        year=year,
        years=years,
        blocks=blocks(own.indicators, own.least),
        counts=_counts(own),
        sources=sources_words(own),
        head=tuple(name_of(indicator) for indicator in INDICATORS),
        rows=tuple(_line(one, m, year) for one, m in shown),
        registers=register_links("indicators"),
    )


def _choices(
    unit: Unit, place: FigurePlace, inside: tuple[FigurePlace, ...]
) -> tuple[tuple[str, str], ...]:
    """The widest place, the way down to this one, and what lies inside it."""
    top = widest(person())
    way = dict.fromkeys((top, place.province, place.code))
    known = {one.code: place_words(one) for one in inside}
    return tuple(
        (code, known.get(code) or org_words(code)) for code in dict.fromkeys([*way, *known])
        if _seen(unit, code)
    )  # fmt: skip


def _seen(unit: Unit, code: str) -> bool:
    try:
        place_seen(unit, person(), code)
    except NotFound:
        return False
    return True


def _counts(found: Measurement) -> tuple[Fact, ...]:
    return tuple(Fact(words(), number_words(getattr(found.tally, name))) for name, words in COUNTED)


def sources_words(found: Measurement) -> str:
    """Which batches the figures come from."""
    if not found.tally.sources:
        return gettext("还没有导入过数据。")
    names = pick("、", ", ").join(found.tally.sources)
    return gettext("依据导入批次 %(names)s。", names=names)


def _line(place: FigurePlace, found: Measurement, year: int) -> PlaceLine:
    values = tuple(
        value_words(one.indicator.unit, one.value) if one.applies else "—"
        for one in found.indicators
    )
    href = url_for("web.indicators", of=place.code, year=year)
    return PlaceLine(place_words(place), href, values)


def tracking_of(unit: Unit, entity_id: int) -> Tracking | None:
    """What officers see of an entity's figures and marks on its page; an entity sees nothing."""
    if is_entity() or not sees_figures(person()):
        return None
    whose = entity_figures(person(), entity_id)
    year = unit.today.year
    found = measured(unit, whose, year_span(year, unit.today))
    if not (found.tally.received or found.tally.patents or found.tally.reporting):
        found = measured(unit, whose, year_span(year - 1, unit.today))
    return Tracking(
        year=str(found.span.first.year),
        blocks=blocks(found.indicators, found.least),
        marks=_marks(unit, entity_id, whose),
        sources=sources_words(found),
        where=org_words(whose.center or whose.province) or gettext("全国"),
    )


def _marks(unit: Unit, entity_id: int, whose: Whose) -> tuple[Fact, ...]:
    """Watch marks of the places the reader sees."""
    rows = alerts.marks_of(unit.connection, entity_id, unit.today)
    return tuple(
        Fact(
            gettext("关注到 %(day)s", day=day_long(row["last_day"])),
            f"{org_words(row['center_code'])}{pick('：', ': ')}{row['reasons']}",
            url_for("web.case", number=row["number"]),
        )
        for row in rows
        if whose.center in (None, row["center_code"]) and whose.province in (None, row["province"])
    )
