"""Information sharing: which words there are, whom an item reaches.

Source: M31-M34; domain.md A6, Q9, Q13.
"""

from __future__ import annotations

KINDS = (
    "false_information",
    "impersonation",
    "abnormal",
    "low_quality",
    "dishonesty",
    "malicious_litigation",
    "other",
)
NAMED_KINDS = KINDS[:3]  # the three that the notice names
LEVELS = ("minor", "serious")
ACTIONS = ("none", "watching", "checked", "stopped", "restored")


def is_nationwide(level: str, levels_rule: str) -> bool:
    """Whether the rule sends an item of this level to the whole nation."""
    return level == "serious" or levels_rule == "every"
