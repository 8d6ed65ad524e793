"""Files of facts for tests, as officers would send them."""

from __future__ import annotations

from typing import Any

from service.actions.import_facts import FactsImported, import_facts
from service.sheets import write_rows
from tests.support.town import Town

REVIEWER = "zhejiang.reviewer"
PREEXAM = ["统一社会信用代码", "月份", "专利类型", "接收件数", "受理件数", "合格件数",
           "共同申请件数", "非第一申请人件数"]  # fmt: skip
GRANTS = ["申请号", "统一社会信用代码", "专利类型", "申请日", "授权公告日"]
MAINTENANCE = ["申请号", "维持至", "失效日"]
TRANSFERS = ["申请号", "转让日", "受让人"]
USES = ["申请号", "方式", "起始日", "收益"]
ECONOMY = ["主体代码", "年度", "营业收入", "纳税额", "参保人数", "主营知识产权服务"]


def table(head: list[str], *rows: list[Any], kind: str = "csv") -> bytes:
    return write_rows(kind, "facts", [head, *rows])


def bring(
    town: Town, layout: str, content: bytes, by: str = REVIEWER, **options: Any
) -> FactsImported:
    return import_facts(
        town.office, actor=town.actor(by), layout=layout, name=f"{layout}.csv", content=content,
        **options,
    )  # fmt: skip


def counts(code: str, month: str, received: int = 20, qualified: int = 10) -> list[Any]:
    return [code, month, "发明", received, received - 1, qualified, 0, 0]
