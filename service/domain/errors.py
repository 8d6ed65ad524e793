"""Every way the service says no (Refusal) or admits its own failure (Fault), in both languages.

A refusal names what is wrong and what to do next; nothing has changed when it is raised.
The doors (api, web, cli) map a refusal to their own form once; nothing below them knows HTTP.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """One field of a submission to put right; `field` is a dotted path ("staff.0.name")."""

    field: str
    zh: str
    en: str

    def as_json(self) -> dict[str, str]:
        return {"field": self.field, "zh": self.zh, "en": self.en}


class Refusal(Exception):
    """Something a person asked for that the rules or the state of things do not allow."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    zh: ClassVar[str] = "这一步不能办理。"
    en: ClassVar[str] = "This step can not be taken."

    def __init__(
        self, *, fields: tuple[FieldError, ...] = (), source: str | None = None, **gaps: Any
    ) -> None:
        self.fields = tuple(fields)
        self.source = source
        self.gaps = gaps
        super().__init__(self.message("zh"))

    def message(self, lang: str = "zh") -> str:
        """The sentence in `lang` ("zh" or "en"); a gap may be a (zh, en) pair."""
        text = self.zh if lang == "zh" else self.en
        pick = 0 if lang == "zh" else 1
        words = {k: (v[pick] if isinstance(v, tuple) else v) for k, v in self.gaps.items()}
        return text.format(**words)

    def as_json(self) -> dict[str, Any]:
        """{"code", "message": {"zh", "en"}, "fields": [{field, zh, en}], "source"}."""
        return {
            "code": self.code,
            "message": {"zh": self.message("zh"), "en": self.message("en")},
            "fields": [f.as_json() for f in self.fields],
            "source": self.source,
        }


class BadRequest(Refusal):
    """The request itself can not be read."""

    code = "bad_request"
    status = 400
    zh = "请求无法读取：{reason_zh}"
    en = "The request can not be read: {reason_en}"


class NotSignedIn(Refusal):
    """Nobody is signed in, or the session has ended."""

    code = "not_signed_in"
    status = 401
    zh = "还没有登录，或登录已过期。重新登录后再办。"
    en = "You are not signed in, or the session has ended. Sign in and try again."


class WrongPassword(Refusal):
    """The account or the password is wrong; the sentence does not tell which."""

    code = "wrong_password"
    status = 401
    zh = "账号或密码不对。核对后再试；忘记密码请找本单位管理员。"
    en = "Wrong account or password. Check both; if forgotten, ask your administrator."


class TooManyAttempts(Refusal):
    """Sign-in was tried too often; the account rests for a while."""

    code = "too_many_attempts"
    status = 429
    zh = "连续输错太多次，{minutes} 分钟后再试。"
    en = "Too many failed attempts. Try again in {minutes} minutes."


class NotAllowed(Refusal):
    """The person's posts do not carry this power."""

    code = "not_allowed"
    status = 403
    zh = "你的岗位不能办这件事：{reason_zh}"
    en = "Your post does not allow this: {reason_en}"


class SeparationOfDuties(NotAllowed):
    """The same person may not do both of two steps."""

    code = "separation_of_duties"
    zh = "“{earlier}”是你办的，同一人不能再办这一步。请由本单位其他人办理。"
    en = "You did “{earlier}”; the same person may not do this step. Ask a colleague."


class NotFound(Refusal):
    """No such thing, or none that this person may see: the two are not told apart."""

    code = "not_found"
    status = 404
    zh = "找不到{what_zh}。核对编号；也可能不在你的查看范围内。"
    en = "No {what_en} was found. Check the number; it may also be outside what you may see."


class WrongState(Refusal):
    """The thing exists but is not in a state that allows this."""

    code = "wrong_state"
    status = 409
    zh = "现在不能这样做：{reason_zh}"
    en = "This is not possible now: {reason_en}"


class ChangedMeanwhile(Refusal):
    """Somebody else acted first; what was typed is kept by the door and shown again."""

    code = "changed_meanwhile"
    status = 409
    zh = "{who} 已于 {when} {what_zh}。你填的内容都在，核对后再决定。"
    en = "{who} {what_en} at {when}. What you typed is kept; look again and decide."


class Conflict(Refusal):
    """Many people act on the same thing at this moment and our turn did not come."""

    code = "busy"
    status = 409
    zh = "同一案件正有多人办理，这次没有排上。稍等片刻再提交，内容不会丢。"
    en = "Several people are acting on this case. Wait a moment and submit again."


class InvalidForm(Refusal):
    """A submission with fields to be put right; `fields` names each."""

    code = "invalid_form"
    status = 422
    zh = "还有 {count} 处要改正，才能提交。已填的内容都在，没有丢。"
    en = "{count} to put right before this can be submitted. What you typed is kept."

    def __init__(self, *, fields: tuple[FieldError, ...], source: str | None = None) -> None:
        super().__init__(fields=fields, source=source, count=len(fields))


class OutOfTime(Refusal):
    """A period has ended."""

    code = "out_of_time"
    status = 422
    zh = "期限已过：最后一日是 {last_day}。{next_zh}"
    en = "The period has ended: its last day was {last_day}. {next_en}"


class BadCode(Refusal):
    """A unified social credit code that can not be one."""

    code = "bad_code"
    status = 422
    zh = "统一社会信用代码不对：{reason_zh}"
    en = "The unified social credit code is wrong: {reason_en}"


class BadRuleValue(Refusal):
    """A value this rule can not have."""

    code = "bad_rule_value"
    status = 422
    zh = "“{label_zh}”不能是“{value}”：{reason_zh}"
    en = "“{label_en}” can not be “{value}”: {reason_en}"


class TooLarge(Refusal):
    """More than the service takes at once."""

    code = "too_large"
    status = 413
    zh = "内容太大：最多 {limit}。请减小后再提交。"
    en = "Too large: at most {limit}. Make it smaller and submit again."


class KeyReused(Refusal):
    """The same Idempotency-Key came with another request."""

    code = "key_reused"
    status = 422
    zh = "这个 Idempotency-Key 已用于另一个请求。换一个新的键再提交。"
    en = "This Idempotency-Key was used for another request. Send a new key."


class NotWaiting(WrongState):
    """The case does not wait for this message any more."""

    code = "not_waiting"


class Fault(Exception):
    """Our own failure; shown with an incident number, never raw."""


class NoCalendar(Fault):
    """The published working-day calendar ends before the day asked for."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"no working-day calendar for {year}")


class UnknownRule(Fault):
    """No rule parameter of this key is in force on that day in that scope."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing wrong with a diagram, decision table or form, for its designer.

    `element` is an id in the file or None; `line` counts from 1 where known.
    """

    code: str
    zh: str
    en: str
    element: str | None = None
    line: int | None = None


class BrokenProcess(Refusal):
    """A diagram, decision table or form that can not be published; `findings` says why."""

    code = "broken_process"
    status = 422
    zh = "流程文件有 {count} 处问题，不能发布：{first_zh}"
    en = "The process files have {count} problems and can not be published: {first_en}"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        first = findings[0]
        named = f"[{first.element}] " if first.element else ""
        super().__init__(count=len(findings), first_zh=named + first.zh, first_en=named + first.en)


class BrokenForm(BrokenProcess):
    """A form definition that can not be used."""

    code = "broken_form"
    zh = "表单有 {count} 处问题：{first_zh}"
    en = "The form has {count} problems: {first_en}"
