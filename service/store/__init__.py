"""Tables, migrations and statements; the only place that knows SQLAlchemy."""
