"""The drawing rules: what keeps a process from being published, said to its designer.

One rule, one function, codes that stay. Reading comes first, then what the engine refuses, the
rules of drawing and, on a diagram that can be played, its data and its soundness; last the engine
compiles what is left.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from service.domain.errors import BrokenProcess, Finding
from service.engine.check import expressions, kinds, naming, operations, people, soundness
from service.engine.check.reading import read_subject
from service.engine.check.report import Report
from service.engine.check.subject import (
    FUNCTIONS,
    Known,
    OperationLike,
    Rule,
    form_key,
    schema_of,
)
from service.engine.compilation import compile_process

DRAWING: tuple[Rule, ...] = (
    naming.process_is_called_like_its_folder,
    naming.pool_holds_the_process,
    naming.ids_are_plain_and_unique,
    naming.everything_has_a_label_in_both_languages,
    kinds.nothing_is_hidden_in_extensions,
    kinds.properties_are_known,
    kinds.messages_are_declared_once,
    kinds.everything_is_drawn,
    people.lanes_are_roles,
    people.people_and_system_keep_to_their_lanes,
    people.user_tasks_name_an_existing_form,
    people.user_tasks_have_an_office,
    people.user_tasks_have_a_limit,
    people.escalation_goes_to_a_role,
    people.duties_are_separated_from_real_tasks,
    operations.service_tasks_call_listed_operations,
    operations.rule_tasks_call_tables_beside_them,
    operations.legal_periods_are_named,
)
WHOLE: tuple[Rule, ...] = (
    expressions.expressions_read_what_is_there,
    soundness.every_case_can_end,
)


def check_files(
    files: Mapping[str, bytes],
    *,
    key: str,
    forms: Mapping[str, Any],
    operations: Mapping[str, OperationLike],
    rules: Collection[str],
    roles: Collection[str],
    functions: Collection[str] = FUNCTIONS,
) -> tuple[Finding, ...]:
    """Everything that keeps these files from being published; empty when nothing does.

    `files` is what stands in processes/<key>/ by name, without its stories. `forms` are loaded
    forms (or their schemas) by key with or without `.json`; `rules` the keys of the rule
    parameters; `roles` the Chinese titles.
    """
    schemas = {form_key(name): schema_of(form) for name, form in forms.items()}
    titles = frozenset(getattr(role, "zh", role) for role in roles)
    known = Known(schemas, operations, frozenset(rules), titles, frozenset(functions))
    report = Report()
    subject = read_subject(files, key, known, report)
    if subject is None:
        return tuple(report.found)
    kinds.only_what_the_engine_runs(subject, report)
    can_be_played = not report.found
    for rule in (*DRAWING, *(WHOLE if can_be_played else ())):
        rule(subject, report)
    if not report.found:
        _compile(files, report)
    return tuple(report.found)


def _compile(files: Mapping[str, bytes], report: Report) -> None:
    """What only the engine can tell."""
    try:
        compile_process(files)
    except BrokenProcess as broken:
        report.found.extend(broken.findings)


__all__ = ["DRAWING", "WHOLE", "check_files"]
