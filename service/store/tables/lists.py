"""The precise-service list as it comes about: rounds, what provinces submit, rows, versions."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata

list_round = sa.Table(
    "list_round",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("name", sa.String(80), nullable=False, unique=True),
    sa.Column("name_en", sa.String(120), nullable=False),
    sa.Column("due_day", sa.Date, nullable=False),
    sa.Column("offices", Json, nullable=False),  # codes of those asked
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("opened_by", BigId),
    sa.Column("closed_at", Instant),
    sa.Column("closed_by", BigId),
)

list_submission = sa.Table(
    "list_submission",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), nullable=False, unique=True),
    sa.Column("round_id", BigId, sa.ForeignKey("list_round.id")),  # None: changes between rounds
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("scope", sa.String(10), nullable=False),  # full | changes
    # One of draft, submitted, returned, checked; at its end listed, none_accepted, withdrawn or
    # not_submitted.
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("turn", sa.Integer, nullable=False, server_default="0"),  # how often handed in
    sa.Column("due_day", sa.Date),
    sa.Column("submitted_at", Instant),  # the first time
    sa.Column("is_late", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("late_told_at", Instant),
    sa.Column("version", sa.Integer),  # what it became
    sa.Column("created_at", Instant, nullable=False),
    sa.Index(None, "round_id", "province"),
    sa.Index(None, "province", "state"),
)

list_dispatch = sa.Table(  # each time a list was handed in
    "list_dispatch",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("submission_id", BigId, sa.ForeignKey("list_submission.id"), nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("submitted_at", Instant, nullable=False),
    sa.Column("is_late", sa.Boolean, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.UniqueConstraint("submission_id", "turn"),
)

list_row = sa.Table(
    "list_row",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("submission_id", BigId, sa.ForeignKey("list_submission.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("operation", sa.String(10), nullable=False),  # put | remove
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("substitute_reason", sa.String(300), nullable=False, server_default=""),
    sa.Column("unit_name", sa.String(160), nullable=False),
    sa.Column("host_name", sa.String(160), nullable=False, server_default=""),
    sa.Column("member_unit", sa.String(160), nullable=False, server_default=""),
    sa.Column("category", sa.Integer, nullable=False),
    sa.Column("subtype", sa.String(40), nullable=False),
    sa.Column("city", sa.String(40), nullable=False, server_default=""),
    sa.Column("industry", sa.String(80), nullable=False, server_default=""),
    sa.Column("is_filed", sa.Boolean),
    sa.Column("filing_center", sa.String(60), nullable=False, server_default=""),
    sa.Column("filed_on", sa.Date),
    sa.Column("evidence", sa.String(300), nullable=False, server_default=""),
    sa.Column("cross_region", sa.Boolean),
    sa.Column("cross_region_target", sa.String(160), nullable=False, server_default=""),
    sa.Column("contact_name", sa.String(40), nullable=False, server_default=""),
    sa.Column("contact_phone", sa.String(40), nullable=False, server_default=""),
    sa.Column("note", sa.String(500), nullable=False, server_default=""),
    sa.Column("listing_id", BigId),  # whose removal is asked for
    sa.Column("verdict", sa.String(10)),  # accepted | returned | rejected
    sa.Column("verdict_reason", sa.String(500), nullable=False, server_default=""),
    sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Index(None, "submission_id", "number"),
    sa.Index(None, "code"),
)

list_verdict = sa.Table(  # every verdict ever given on a row, with what the row then said
    "list_verdict",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("submission_id", BigId, sa.ForeignKey("list_submission.id"), nullable=False),
    sa.Column("row_id", BigId, nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("verdict", sa.String(10), nullable=False),
    sa.Column("reason", sa.String(500), nullable=False),
    sa.Column("said", Json, nullable=False),
    sa.Column("given_by", BigId),
    sa.Column("given_at", Instant, nullable=False),
    sa.Index(None, "row_id"),
    sa.Index(None, "submission_id"),
)

list_version = sa.Table(
    "list_version",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    # submission | removal | clearing | restoration | ended
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("effective_day", sa.Date, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("case_id", BigId),
    sa.Column("province", sa.String(6)),
    sa.Column("round_id", BigId),
    sa.Column("added", sa.Integer, nullable=False),
    sa.Column("removed", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
)

list_layout = sa.Table(
    "list_layout",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("definition", Json, nullable=False),
    sa.Column("note", sa.String(300), nullable=False),
    sa.Column("entered_at", Instant, nullable=False),
    sa.Column("entered_by", BigId),
)

list_import = sa.Table(
    "list_import",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("submission_id", BigId, sa.ForeignKey("list_submission.id"), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("good", sa.Integer, nullable=False),
    sa.Column("taken", sa.Integer, nullable=False),
    sa.Column("warnings", sa.Integer, nullable=False),
    sa.Column("errors", sa.Integer, nullable=False),
    sa.Column("faults", Json, nullable=False),
    sa.Column("replaces", sa.Boolean, nullable=False),
    sa.Column("imported_at", Instant, nullable=False),
    sa.Column("imported_by", BigId),
    sa.Index(None, "submission_id"),
)

refused_look = sa.Table(  # somebody asked for what is another office's (E7 81)
    "refused_look",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("person_id", BigId, nullable=False),
    sa.Column("actor", sa.String(80), nullable=False),
    sa.Column("org_codes", Json, nullable=False),
    sa.Column("case_id", BigId, nullable=False),
    sa.Column("what", sa.String(40), nullable=False),
    sa.Index(None, "case_id"),
)
