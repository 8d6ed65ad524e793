"""The reader's language: Chinese is the source, the catalogue holds the English."""

from __future__ import annotations

import flask_babel


def lang() -> str:
    """ "zh" or "en"."""
    locale = flask_babel.get_locale()
    return "en" if locale is not None and locale.language == "en" else "zh"


def pick(zh: str, en: str) -> str:
    """One of two sentences that come in both languages; Chinese where there is no English."""
    return en if lang() == "en" and en else zh


def gettext(sentence: str, **gaps: object) -> str:
    return str(flask_babel.gettext(sentence, **gaps))


def ngettext(one: str, many: str, num: int, **gaps: object) -> str:
    """The sentence for `num` things; the gap %(num)d is filled with it."""
    return str(flask_babel.ngettext(one, many, num, **gaps))


def pgettext(sense: str, sentence: str) -> str:
    """A word that has several English words: `sense` says which is meant."""
    return str(flask_babel.pgettext(sense, sentence))
