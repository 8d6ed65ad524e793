"""What people type, by the words they read: the titles of the forms' questions."""

from __future__ import annotations

from typing import Any

Answers = dict[str, Any]

COMPLETE: Answers = {"审查结果": "材料齐全，受理"}
