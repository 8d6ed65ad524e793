"""Rule parameters of services with their defaults. Source: M06-M12; Q3, Q4, Q16; E6."""

from __future__ import annotations

from decimal import Decimal

from service.domain.catalogue_limits import _limit
from service.domain.catalogue_questions import _rule
from service.domain.periods import Unit
from service.domain.rule_types import CHOICE, PERCENT, YES_NO, Entry

_WD, _DAY, _YEAR = Unit.WORKING_DAY.value, Unit.DAY.value, Unit.YEAR.value
_UNITS = {"1": ("一件", "one"), "0.5": ("半件", "a half")}

_LIMITS = (
    _limit("contact_lead", 30, _DAY, "再次对接提前准备",
           "Time to prepare the next contact", "M07"),
    _limit("service_acceptance", 5, _WD, "受理服务申请", "Acceptance of a service request", "M06"),
    _limit("service_provision", 20, _WD, "提供服务", "Provision of a service", "M06, M09"),
    _limit("cross_region_proposal", 5, _WD, "提出跨区域服务意见",
           "Proposal on cross-region service", "M10, M11"),
    _limit("cross_region_acknowledgement", 3, _WD, "承接中心确认",
           "Acknowledgement by the receiving center", "M10, M11"),
    _limit("cross_region_longest", 1, _YEAR, "跨区域服务最长期限",
           "Longest period of cross-region service", "M10, M11"),
)  # fmt: skip

_CHOICES = (
    _rule("contact_center", CHOICE, "provincial_center", "没有备案的主体由谁对接",
          "Who contacts an entity that is not filed", "M07",
          options={"provincial_center": ("所在地或省里的中心", "a center of its city or province"),
                   "province": ("省局", "the provincial office")}),
    _rule("cross_region_ledger", CHOICE, "serving", "跨区域服务记在哪里",
          "Whose ledger a cross-region service counts in", "M12", "Q3",
          options={"serving": ("提供服务的区域", "the region that serves"),
                   "home": ("主体所在的区域", "the region of the entity")}),
    _rule("cross_region_invention_counts", CHOICE, "1", "一件发明计",
          "An invention counts", "M12; E6 68", options=_UNITS),
    _rule("cross_region_utility_model_counts", CHOICE, "0.5", "一件实用新型计",
          "A utility model counts", "M12; E6 68", options=_UNITS),
    _rule("cross_region_design_counts", CHOICE, "0.5", "一件外观设计计",
          "A design counts", "M12; E6 68", options=_UNITS),
    _rule("cross_region_withdrawn_counts", YES_NO, False, "撤回的跨区域请求仍计入",
          "A withdrawn cross-region request still counts", "M12; E6 64", "Q3"),
    _rule("cross_region_abnormal_counts", YES_NO, False, "后来认定非正常的跨区域请求仍计入",
          "A cross-region request found abnormal still counts", "M12; E6 64", "Q3"),
    _rule("cross_region_near_cap", PERCENT, Decimal(80), "接近上限的提示线",
          "When a ledger is shown as near its cap", "M12", "Q4"),
)  # fmt: skip

RULES: tuple[Entry, ...] = _LIMITS + _CHOICES
