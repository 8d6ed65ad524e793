"""Whether a center serves a place: asked by the gate and when an entity moves away.

Source: M13; domain.md 2.1; E4 52.
"""

from __future__ import annotations


def serves(jurisdiction: str, center_province: str, home_province: str | None) -> bool:
    """By the rule `jurisdiction`: none asks for no place; the others for the province."""
    return jurisdiction == "none" or home_province == center_province
