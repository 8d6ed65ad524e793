"""The figures of a ledger in words and as a bar: used, reserved, left, the cap (M12)."""

from __future__ import annotations

from decimal import Decimal

from service.domain.cross_region import Figures
from service.office import Unit
from service.web.desk import org_words
from service.web.tongue import gettext
from service.web.views import Fact, Tag
from service.web.views_services import Quota
from service.web.words import day_long

WIDTH = 820.0


def number(value: Decimal) -> str:
    """12,000 or 4.5: no zeros behind the point."""
    return f"{value.normalize():,f}"


def quota(unit: Unit, figures: Figures) -> Quota:
    room = figures.room
    span = max(room.allowed, room.taken, Decimal(1))
    over = room.applicable and room.left < 0
    share = Decimal(unit.rules.value("cross_region_near_cap", figures.day))
    name = org_words(figures.region)
    left = number(room.left) if room.applicable else gettext("不适用")
    return Quota(
        big=left,
        unit=gettext("件可用") if room.applicable else "",
        title=gettext("%(name)s的跨区域额度：已用 %(used)s，已批未用 %(held)s，上限 %(limit)s",
                      name=name, used=number(room.cross), held=number(room.reserved),
                      limit=number(room.allowed)),
        used=round(float(room.cross / span) * WIDTH, 1),
        reserved=round(float(room.reserved / span) * WIDTH, 1),
        used_words=gettext("已用 %(n)s", n=number(room.cross)),
        reserved_words=gettext("已批未用 %(n)s", n=number(room.reserved)),
        limit_words=gettext("上限 %(n)s = %(percent)s%%", n=number(room.allowed),
                            percent=number(room.percent)),
        facts=facts_of(figures),
        test=_test(figures),
        aside=_aside(figures),
        applicable=room.applicable,
        tag=_tag(figures, over, share),
    )  # fmt: skip


def _tag(figures: Figures, over: bool, share: Decimal) -> Tag:
    if not figures.room.applicable:
        return Tag("plain", gettext("不适用"), "none")
    if over:
        return Tag("danger", gettext("超过上限"), "over")
    if figures.room.left == 0:
        return Tag("warn", gettext("已满"), "warn")
    if figures.room.is_near(share):
        return Tag("warn", gettext("接近上限"), "warn")
    return Tag("ok", gettext("有余量"), "ok")


def state_of(unit: Unit, figures: Figures) -> Tag:
    """Whether there is room, in a word."""
    share = Decimal(unit.rules.value("cross_region_near_cap", figures.day))
    room = figures.room
    return _tag(figures, room.applicable and room.left < 0, share)


def measure_words(figures: Figures) -> str:
    known = {
        "received": gettext("收到"),
        "accepted": gettext("受理"),
        "qualified": gettext("合格"),
    }
    return known[figures.measure]


def _aside(figures: Figures) -> str:
    window = figures.window
    counted = gettext("计入一类") if figures.counts_first else gettext("只计二类")
    return gettext(
        "%(first)s 至 %(last)s %(what)s %(total)s 件 × %(percent)s%%，%(counted)s",
        first=window.base_first.isoformat(), last=window.base_last.isoformat(),
        what=measure_words(figures), total=number(figures.room.total),
        percent=number(figures.room.percent), counted=counted,
    )  # fmt: skip


def facts_of(figures: Figures) -> tuple[Fact, ...]:
    """What stands beside a decision: each figure with what it is."""
    room, with_first = figures.room, figures.with_first
    to_date = figures.to_date * room.percent / 100
    every = (
        Fact(gettext("区域内预审总量"), gettext("%(n)s 件", n=number(room.total))),
        Fact(gettext("上限"), gettext("%(n)s 件", n=number(room.allowed)), strong=True),
        Fact(gettext("已用"), gettext("%(n)s 件", n=number(room.cross))),
        Fact(gettext("已批未用"), gettext("%(n)s 件", n=number(room.reserved))),
        Fact(gettext("剩余"), gettext("%(n)s 件", n=number(room.left)), strong=True),
        Fact(gettext("按今年至今算"), gettext("%(n)s 件，上限 %(limit)s 件",
                                        n=number(figures.to_date), limit=number(to_date))),
        Fact(gettext("若计入一类"), gettext("已用 %(used)s，已批未用 %(held)s",
                                       used=number(with_first.cross),
                                       held=number(with_first.reserved))),
        Fact(gettext("只算二类"), gettext("已用 %(used)s，已批未用 %(held)s",
                                      used=number(figures.without_first.cross),
                                      held=number(figures.without_first.reserved))),
        Fact(gettext("截至"), day_long(figures.day)),
    )  # fmt: skip
    if room.applicable:
        return every
    none = Fact(gettext("剩余"), gettext("不适用：没有预审总量"), strong=True)
    return (every[0], none, *every[2:4], *every[5:])


def _test(figures: Figures) -> str:
    room = figures.room
    if not room.applicable:
        return gettext("没有预审总量，5%不适用；只有国家局负责人能批准。")
    passed = room.admits(Decimal(0))
    words = gettext("通过。") if passed else gettext("不通过。")
    return gettext(
        "检验：100 ×（%(used)s + %(held)s）= %(left)s；%(percent)s × %(total)s = %(right)s。%(ok)s",
        used=number(room.cross), held=number(room.reserved), left=number(100 * room.taken),
        percent=number(room.percent), total=number(room.total),
        right=number(room.percent * room.total), ok=words,
    )  # fmt: skip
