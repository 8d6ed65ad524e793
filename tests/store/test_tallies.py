"""What SQL counts is what counting one row after another gives, on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from service.domain.indicators import Span, Tally, in_force, is_early, kept_days
from service.store.entities import entity_id_of
from service.store.tallies import Whose, Years, tally
from tests.support.facts import (
    ECONOMY,
    GRANTS,
    MAINTENANCE,
    PREEXAM,
    TRANSFERS,
    USES,
    bring,
    table,
)
from tests.support.town import Town

SPANS = [("2024-01-01", "2024-12-31"), ("2025-03-01", "2026-03-02"), ("2023-06-15", "2023-07-20")]
YEARS = Years()


def past(day: date, days: int) -> date:
    """So many days later, but never after today."""
    return min(day + timedelta(days=days), date(2026, 3, 1))


def invented(town: Town) -> dict[str, list[list[object]]]:
    """Random facts of three entities at a center, imported as officers do."""
    chance = Random(7)
    codes = [town.enter_entity(n, filed_at=("zhejiang",)).code for n in (1, 2, 3)]
    rows: dict[str, list[list[object]]] = {name: [] for name in ("p", "g", "m", "t", "u", "e")}
    for code in codes:
        for year in (2023, 2024, 2025):
            for month in range(1, 13):
                received = chance.randint(0, 9)
                accepted = chance.randint(0, received)
                joint = chance.randint(0, received)
                rows["p"].append([code, f"{year}-{month:02d}", "发明", received, accepted,
                                  chance.randint(0, accepted), joint,
                                  chance.randint(0, joint)])  # fmt: skip
            rows["e"].append([code, year, f"{chance.randint(0, 99999) / 100:.2f}", "1.01", 9, "否"])
    for n in range(60):
        filed = date(2022, 1, 1) + timedelta(days=chance.randint(0, 900))
        granted = filed + timedelta(days=chance.randint(30, 300))
        number = f"20221{n:07d}"
        rows["g"].append([number, chance.choice(codes), "发明", filed, granted])
        if chance.random() < 0.5:
            rows["m"].append([number, None, past(granted, chance.randint(0, 600))])
        for day in sorted({chance.randint(0, 300) for _ in range(chance.randint(0, 2))}):
            rows["t"].append([number, past(granted, day), "某公司"])
        if chance.random() < 0.4:
            rows["u"].append([number, "许可", past(granted, chance.randint(0, 400)), 1])
    for layout, head, name in (
        ("preexam", PREEXAM, "p"), ("grants", GRANTS, "g"), ("maintenance", MAINTENANCE, "m"),
        ("transfers", TRANSFERS, "t"), ("uses", USES, "u"), ("economy", ECONOMY, "e"),
    ):  # fmt: skip
        bring(town, layout, table(head, *rows[name]))
    return rows


def counted(rows: dict[str, list[list[object]]], span: Span, code: str | None) -> Tally:
    """The same, one row after another."""
    mine = lambda row, at: code in (None, row[at])  # noqa: E731
    months = [r for r in rows["p"] if mine(r, 0) and span.first.strftime("%Y-%m") <= r[1]
              and date.fromisoformat(f"{r[1]}-01") <= span.last]  # fmt: skip
    lapsed = {r[0]: r[2] for r in rows["m"]}
    until = min(span.last, span.as_of)
    waits: dict[int, int] = {}
    alive = []
    for number, owner, _, filed, granted in rows["g"]:
        if code not in (None, owner):
            continue
        if span.first <= granted <= until:
            waits[(granted - filed).days] = waits.get((granted - filed).days, 0) + 1
        if in_force(granted, lapsed.get(number), span):
            alive.append((number, granted, lapsed.get(number)))
    moved = {n: sorted(r[1] for r in rows["t"] if r[0] == n and span.first <= r[1] <= until)
             for n, _, _ in alive}  # fmt: skip
    used = {r[0] for r in rows["u"] if r[2] <= until}
    economy = [r for r in rows["e"] if mine(r, 0) and r[1] in span.years]
    return Tally(
        received=sum(r[3] for r in months), accepted=sum(r[4] for r in months),
        qualified=sum(r[5] for r in months), as_co_applicant=sum(r[6] for r in months),
        as_non_first=sum(r[7] for r in months), waits=waits, patents=len(alive),
        kept_days=sum(kept_days(g, x, span) for _, g, x in alive),
        lapsed_early=sum(x is not None and x <= until and is_early(g, x, 2, last_counts=False)
                         for _, g, x in alive),
        transferred_early=sum(bool(moved[n]) and is_early(g, moved[n][0], 1, last_counts=True)
                              for n, g, _ in alive),
        implemented=sum(n in used for n, _, _ in alive),
        turnover=sum((Decimal(r[2]) for r in economy), Decimal(0)),
        tax=sum((Decimal(r[3]) for r in economy), Decimal(0)), reporting=len(economy),
    )  # fmt: skip


def test_sql_counts_as_a_person_would(town: Town):
    rows = invented(town)
    code = str(rows["p"][0][0])
    with town.office.read() as unit:
        entity = entity_id_of(unit.connection, code)
        for first, last in SPANS:
            span = Span(first=date.fromisoformat(first), last=date.fromisoformat(last),
                        as_of=unit.today)  # fmt: skip
            for whose, one in (
                (Whose(), None), (Whose(center="zhejiang"), None), (Whose(province="330000"), None),
                (Whose(entity_id=entity), code), (Whose(entity_id=entity, center="zhejiang"), code),
            ):  # fmt: skip
                found = tally(unit.connection, whose, span, YEARS)
                wanted = counted(rows, span, one)
                assert vars(found) | {"sources": ()} == vars(wanted), (first, whose)


@pytest.mark.parametrize("whose", [Whose(center="hangzhou"), Whose(province="110000")])
def test_elsewhere_nothing_is_counted(town: Town, whose: Whose):
    invented(town)
    with town.office.read() as unit:
        span = Span(first=date(2020, 1, 1), last=date(2026, 3, 2), as_of=unit.today)
        assert tally(unit.connection, whose, span, YEARS) == Tally()
