"""What holds of every page, whoever looks and in whatever language."""

from __future__ import annotations

import itertools
from typing import Any

from tests.web.conftest import Page, chinese

BUILT_IN_WORDS = {"中文"}
TITLE_PREFIXES = ("有 ", "1 error", "2 errors", "3 errors")


def faults(page: Page, language: str, data: set[str] | None = None) -> list[str]:
    """Sentences about what is wrong; [] for a good page. `data` may stay Chinese in English."""
    tree = page.tree
    found = [*_frame(page, tree, language), *_controls(tree), *_safety(page, tree)]
    if language == "en":
        found += _untranslated(tree, data or set())
    return found


def _frame(page: Page, tree: Any, language: str) -> list[str]:
    found = []
    heads = [" ".join(h.text_content().split()) for h in tree.xpath("//h1")]
    title = " ".join(tree.findtext(".//title").split())
    if len(heads) != 1:
        found.append(f"{len(heads)} h1: {heads}")
    elif not (title.startswith(heads[0]) or title.startswith(TITLE_PREFIXES)):
        found.append(f"title {title!r} does not start with h1 {heads[0]!r}")
    wanted = "en" if language == "en" else "zh-CN"
    if tree.get("lang") != wanted:
        found.append(f"lang is {tree.get('lang')}")
    ids = tree.xpath("//@id")
    found += [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    levels = [
        int(h.tag[1]) for h in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    found += [f"heading level {b} after {a}" for a, b in itertools.pairwise(levels) if b > a + 1]
    for wanted_id in ("main", "live"):
        if wanted_id not in ids:
            found.append(f"no #{wanted_id}")
    links = [a for a in tree.xpath("//a") if not a.get("href")]
    found += [f"link without address: {a.text_content()}" for a in links]
    return found


def _controls(tree: Any) -> list[str]:
    found = []
    labelled = set(tree.xpath("//label/@for"))
    for control in tree.xpath(
        "//main//input | //main//select | //main//textarea | //header//input"
    ):
        if control.get("type") in ("hidden", "submit") or control.xpath("ancestor::template"):
            continue
        named = control.get("id") in labelled or control.xpath("ancestor::label")
        if not named and not control.get("aria-label"):
            found.append(f"no label: {control.get('name')}")
    for form in tree.xpath("//form"):
        if not form.get("action"):
            found.append(f"form without action: {form.get('aria-label')}")
        posts = (form.get("method") or "get").lower() == "post"
        if posts and not form.xpath(".//input[@name='csrf_token' and string(@value)]"):
            found.append(f"form without token: {form.get('action')}")
        if not posts and form.xpath(".//input[@name='csrf_token']"):
            found.append(f"token in an address: {form.get('action')}")
    for button in tree.xpath("//button"):
        if not button.text_content().strip() and not button.get("aria-label"):
            found.append("button without a name")
    return found


def _safety(page: Page, tree: Any) -> list[str]:
    found = [f"inline script: {s.text[:60]}" for s in tree.xpath("//script[not(@src)]") if s.text]
    found += [f"style attribute on {e.tag}" for e in tree.xpath("//*[@style]")]
    found += ["inline style"] * len(tree.xpath("//style"))
    handlers = tree.xpath("//@*[starts-with(name(), 'on')]")
    found += [f"handler {h}" for h in handlers]
    away = tree.xpath("//@src | //@href | //@action")
    found += [f"address elsewhere: {a}" for a in away if a.startswith(("http:", "https:", "//"))]
    policy = page.headers.get("Content-Security-Policy", "")
    if "script-src 'self';" not in policy or "default-src 'none'" not in policy:
        found.append(f"policy: {policy}")
    if page.headers.get("Cache-Control") != "no-store":
        found.append(f"may be cached: {page.headers.get('Cache-Control')}")
    return found


def _untranslated(tree: Any, data: set[str]) -> list[str]:
    for part in tree.xpath("//*[@lang='zh-CN']"):
        part.drop_tree()
    words = chinese(tree.text_content()) | chinese(" ".join(tree.xpath("//main//@aria-label")))
    known = "".join(data)
    return [f"not in English: {w}" for w in sorted(words - BUILT_IN_WORDS) if w not in known]
