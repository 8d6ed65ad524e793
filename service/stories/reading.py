"""YAML as stories may use it: plain values, no doubled keys, no anchors, every line known."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from service.stories.model import BadStory, Said

LARGEST = 200_000
LINE = "__line__"


class _Loader(yaml.SafeLoader):
    """SafeLoader whose days and yes/no/on/off stay words, and whose mappings know their line."""


WORDS = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in WORDS]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        key = str(key)
        if key in found:
            raise yaml.constructor.ConstructorError(
                None, None, f"“{key}”写了两次 / is there twice", key_node.start_mark
            )
        found[key] = loader.construct_object(value_node, deep=True)
    found[LINE] = node.start_mark.line + 1
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path) -> dict[str, Any]:
    """The document of a file; every mapping carries its line under LINE. Raises BadStory."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(path, f"文件读不出来：{error}", f"the file can not be read: {error}") from error
    if len(text) > LARGEST:
        raise _bad(path, "文件太大。", "the file is too large.")
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):
                raise _bad(path, "不能用锚和引用（& *）。", "anchors and aliases are not allowed.")
        found = yaml.load(text, Loader=_Loader)  # a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or str(error)
        raise _bad(
            path, f"第 {where} 行不是 YAML：{what}", f"line {where} is not YAML: {what}"
        ) from error
    if not isinstance(found, dict):
        raise _bad(path, "文件里没有故事。", "there is no story in the file.")
    return found


def plain(value: Any) -> Any:
    """The value without the lines."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key != LINE}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def _bad(path: Path, zh: str, en: str) -> BadStory:
    return BadStory(path, (Said(zh=zh, en=en),))
