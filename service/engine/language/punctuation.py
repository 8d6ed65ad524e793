"""What Chinese input methods type by accident, found and explained before Python's parser trips."""

from __future__ import annotations

import io
import re
import tokenize
import unicodedata
from collections.abc import Iterator

from service.engine.language.errors import Flaw

LOOKALIKES = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "＂": '"', "＇": "'",
    "，": ",", "、": ",", "。": ".", "．": ".", "：": ":", "；": ";",
    "（": "(", "）": ")", "【": "[", "】": "]", "［": "[", "］": "]", "｛": "{", "｝": "}",
    "《": "<", "》": ">", "〈": "<", "〉": ">", "＜": "<", "＞": ">", "＝": "=", "！": "!",
    "≤": "<=", "≥": ">=", "≠": "!=", "＋": "+", "－": "-", "—": "-", "＊": "*", "×": "*",
    "／": "/", "÷": "/", "％": "%", "　": " ",
}  # fmt: skip
NUMBER_THEN_LETTER = re.compile(r"(?<![\w.])[\d.]*\d_*[^\W\d]")


def blank_strings(text: str) -> str:
    """`text` with what stands between straight quotes replaced by spaces of the same length."""
    out: list[str] = []
    quote = ""
    for char in text:
        if quote:
            out.append(char if char == quote else "\n" if char == "\n" else " ")
            quote = "" if char in (quote, "\n") else quote
        else:
            out.append(char)
            quote = char if char in "'\"" else ""
    return "".join(out)


def flaws_of_characters(text: str) -> Iterator[Flaw]:
    bare = blank_strings(text)
    for index, char in enumerate(bare):
        line, column = _place(bare, index)
        if char in LOOKALIKES:
            right = LOOKALIKES[char]
            shown = (right, right) if right.strip() else ("空格", "a space")
            yield Flaw(
                f"全角符号“{char}”要改成半角的 {shown[0]}",
                f"full-width {char} must be {shown[1]}",
                line,
                column,
            )
        elif char.isdigit() and not char.isascii():
            yield Flaw(f"数字“{char}”要用半角", f"digit {char} must be half-width", line, column)
        elif char in "\\`$@~^|&":
            yield Flaw(f"不能使用符号 {char}", f"the sign {char} is not allowed", line, column)
        elif char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co"):
            yield Flaw("有看不见的字符", "an invisible character", line, column)
    if "\\" in text and "\\" not in bare:
        line, column = _place(text, text.index("\\"))
        yield Flaw("文字里不能有反斜杠", "no backslash inside text", line, column)
    for found in NUMBER_THEN_LETTER.finditer(bare):
        line, column = _place(bare, found.start())
        zh = "数字后面不能直接跟字母或汉字，也不能用科学记数"
        yield Flaw(zh, "a letter follows a number; no exponents either", line, column)


def flaws_of_names(text: str) -> Iterator[Flaw]:
    """Names that Python would silently turn into another name (NFKC), so that data miss them."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            plain = unicodedata.normalize("NFKC", token.string)
            if token.type == tokenize.NAME and plain != token.string:
                zh = f"名字“{token.string}”里有全角或兼容字符，会被当成“{plain}”；请改写为后者"
                en = f"the name {token.string} would be read as {plain}; write the latter"
                yield Flaw(zh, en, token.start[0], token.start[1] + 1)
    except (tokenize.TokenError, SyntaxError):
        return


def _place(text: str, index: int) -> tuple[int, int]:
    line = text.count("\n", 0, index) + 1
    return line, index - (text.rfind("\n", 0, index) + 1) + 1
