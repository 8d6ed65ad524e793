"""The effect of pre-examination in figures, each with its numerator and denominator.

Everything is exact: counts are integers, money is Decimal, quotients are Fractions. Where a
denominator is zero the indicator does not apply, which is not the same as zero. Source: M18, M19;
domain.md d11.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from service.domain.named import Named
from service.domain.periods import Unit, last_day

Number = int | Decimal
PERCENT, DAYS, YEARS, MONEY, COUNT = "percent", "days", "years", "money", "count"
YEAR_IN_DAYS = Fraction(1461, 4)  # only to show a mean of kept days in years; counts nothing


class IndicatorGroup(Named):
    """The four groups that the nation asks for, and what monitoring looks at beside them."""

    EXAMINATION = "examination", "审查周期", "Examination"
    MAINTENANCE = "maintenance", "维持年限", "Maintenance"
    IMPLEMENTATION = "implementation", "实施转化", "Implementation"
    ECONOMY = "economy", "地方经济贡献", "Local economy"
    APPLICANTS = "applicants", "共同申请", "Joint applications"


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days from `first` to `last`, both in it, and the day from which they are looked at."""

    first: date
    last: date
    as_of: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def years(self) -> range:
        """The calendar years it touches: yearly figures belong to them whole."""
        return range(self.first.year, self.last.year + 1)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What was counted for one entity, center, province or the nation in a span.

    received … failed_*, as_*   pre-examination requests
    waits             {days from filing to grant: patents}, of patents granted in the span
    patents           that were in force at some time in the span, up to its last day
    kept_days         days those were kept, from grant to lapse or to the end of the span
    lapsed_early      of those: lapsed in the span, before the years of the rule were over
    transferred_early of those: transferred in the span, within the years of the rule
    implemented       of those: in use by the end of the span
    turnover, tax     in 10,000 yuan, of the `reporting` entities' years
    sources           names of the batches it comes from
    """

    received: int = 0
    accepted: int = 0
    qualified: int = 0
    failed_form: int = 0
    failed_substance: int = 0
    failed_other: int = 0
    as_co_applicant: int = 0
    as_non_first: int = 0
    waits: Mapping[int, int] = field(default_factory=dict)
    patents: int = 0
    kept_days: int = 0
    lapsed_early: int = 0
    transferred_early: int = 0
    implemented: int = 0
    turnover: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    reporting: int = 0
    sources: tuple[str, ...] = ()

    @property
    def granted(self) -> int:
        return sum(self.waits.values())

    @property
    def wait_days(self) -> int:
        return sum(days * patents for days, patents in self.waits.items())


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One figure: what is divided by what, in both languages.

    least  whether it says little below the minimum number of the rule
    """

    key: str
    group: IndicatorGroup
    unit: str
    zh: str
    en: str
    numerator_zh: str
    numerator_en: str
    denominator_zh: str
    denominator_en: str
    least: bool = True


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One indicator as it came out; `value` is None where it does not apply.

    percent as a fraction of one; years and days as such; money in 10,000 yuan a reporting entity
    enough  whether the denominator reaches the minimum number
    """

    indicator: Indicator
    numerator: Number
    denominator: int
    value: Fraction | None
    enough: bool

    @property
    def applies(self) -> bool:
        return self.value is not None


def _of(key: str, group: IndicatorGroup, unit: str, names: str, top: str, below: str,
        least: bool = True) -> Indicator:  # fmt: skip
    (zh, en), (top_zh, top_en), (below_zh, below_en) = (
        text.split("|") for text in (names, top, below)
    )
    return Indicator(
        key=key, group=group, unit=unit, zh=zh, en=en, numerator_zh=top_zh, numerator_en=top_en,
        denominator_zh=below_zh, denominator_en=below_en, least=least,
    )  # fmt: skip


_E, _M = IndicatorGroup.EXAMINATION, IndicatorGroup.MAINTENANCE
_I, _L, _A = IndicatorGroup.IMPLEMENTATION, IndicatorGroup.ECONOMY, IndicatorGroup.APPLICANTS
_RECEIVED, _ACCEPTED = "接收的预审请求|requests received", "受理的预审请求|requests accepted"
_QUALIFIED, _GRANTED = "预审合格|requests qualified", "期内授权的专利|patents granted in the period"
_PATENTS = "期内有效过的专利|patents in force at some time in the period"
_REPORTING = "报送的主体年份|entity years reported"

INDICATORS: tuple[Indicator, ...] = (
    _of("qualified_rate", _E, PERCENT, "预审合格率|Qualified rate", _QUALIFIED, _ACCEPTED),
    _of("grant_rate", _E, PERCENT, "授权率|Grant rate", _GRANTED, _QUALIFIED),
    _of("mean_wait", _E, DAYS, "平均授权周期|Mean time to grant",
        "申请到授权的天数合计|days from filing to grant in all", _GRANTED),
    _of("median_wait", _E, DAYS, "授权周期中位数|Median time to grant",
        "居中的天数|the day in the middle", _GRANTED),
    _of("mean_kept", _M, YEARS, "平均维持年限|Mean time kept",
        "维持天数合计|days kept in all", _PATENTS),
    _of("lapsed_early", _M, PERCENT, "短期失效率|Lapsed early",
        "维持不足规定年限即失效|lapsed before the years of the rule", _PATENTS),
    _of("implemented_rate", _I, PERCENT, "实施率|Implementation rate",
        "已实施、许可或转化的专利|patents in use, licensed or invested", _PATENTS),
    _of("transferred_early", _I, PERCENT, "授权后短期转让率|Transferred early",
        "授权后规定年限内转让|transferred within the years of the rule", _PATENTS),
    _of("turnover", _L, MONEY, "营业收入（均值）|Turnover, mean",
        "营业收入合计（万元）|turnover in all, 10,000 yuan", _REPORTING, least=False),
    _of("tax", _L, MONEY, "纳税（均值）|Tax, mean",
        "纳税合计（万元）|tax in all, 10,000 yuan", _REPORTING, least=False),
    _of("co_applicant_share", _A, PERCENT, "共同申请占比|Share as co-applicant",
        "作为共同申请人的请求|requests as co-applicant", _RECEIVED),
    _of("non_first_share", _A, PERCENT, "非第一申请人占比|Share as non-first applicant",
        "作为非第一申请人的请求|requests as non-first applicant", _RECEIVED),
)  # fmt: skip
BY_KEY: Mapping[str, Indicator] = {indicator.key: indicator for indicator in INDICATORS}


def measure(tally: Tally, least: int) -> tuple[Measured, ...]:
    """Every indicator of a tally, in order.

    least  the minimum number below which a quotient is marked as saying little
    """
    return tuple(_measured(indicator, tally, least) for indicator in INDICATORS)


def parts(tally: Tally, key: str) -> tuple[Number, int]:
    """Numerator and denominator of an indicator. Raises KeyError for an unknown one."""
    granted = tally.granted
    known: dict[str, tuple[Number, int]] = {
        "qualified_rate": (tally.qualified, tally.accepted),
        "grant_rate": (granted, tally.qualified),
        "mean_wait": (tally.wait_days, granted),
        "median_wait": (0, granted),
        "mean_kept": (tally.kept_days, tally.patents),
        "lapsed_early": (tally.lapsed_early, tally.patents),
        "implemented_rate": (tally.implemented, tally.patents),
        "transferred_early": (tally.transferred_early, tally.patents),
        "turnover": (tally.turnover, tally.reporting),
        "tax": (tally.tax, tally.reporting),
        "co_applicant_share": (tally.as_co_applicant, tally.received),
        "non_first_share": (tally.as_non_first, tally.received),
    }
    return known[key]


def quotient(numerator: Number, denominator: int, unit: str) -> Fraction | None:
    """The exact value; None where the denominator is zero."""
    if denominator == 0:
        return None
    found = Fraction(numerator) / denominator
    return found / YEAR_IN_DAYS if unit == YEARS else found


def median(counts: Mapping[int, int]) -> Fraction | None:
    """The median of values given as {value: how often}; None of nothing."""
    total = sum(counts.values())
    if total == 0:
        return None
    return Fraction(_nth(counts, (total - 1) // 2) + _nth(counts, total // 2), 2)


def _nth(counts: Mapping[int, int], place: int) -> int:
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise AssertionError("the place lies inside the counts")


def _measured(indicator: Indicator, tally: Tally, least: int) -> Measured:
    numerator, denominator = parts(tally, indicator.key)
    value = quotient(numerator, denominator, indicator.unit)
    if indicator.key == "median_wait":
        value = median(tally.waits)
        numerator = Decimal(0) if value is None else Decimal(value.numerator) / value.denominator
    return Measured(
        indicator=indicator,
        numerator=numerator,
        denominator=denominator,
        value=value,
        enough=not indicator.least or denominator >= least,
    )


def is_early(granted_on: date, happened_on: date, years: int, *, last_counts: bool) -> bool:
    """Whether something came within `years` of the grant, by the corresponding day.

    last_counts  whether the corresponding day itself is early: for "within a year" it is, for
                 "kept under two years" a patent kept to that day was kept two years
    Source: 民法典 201, 202, 1259.
    """
    end = last_day(granted_on, years, Unit.YEAR)
    return happened_on <= end if last_counts else happened_on < end


def kept_days(granted_on: date, lapsed_on: date | None, span: Span) -> int:
    """Days a patent was kept, from its grant to its lapse or to the last day looked at."""
    until = min(span.last, span.as_of)
    return (min(lapsed_on, until) - granted_on).days if lapsed_on else (until - granted_on).days


def in_force(granted_on: date, lapsed_on: date | None, span: Span) -> bool:
    """Whether a patent was in force at some time in the span, as far as it is over."""
    return granted_on <= min(span.last, span.as_of) and (
        lapsed_on is None or lapsed_on >= span.first
    )
