"""The tests' own databases are what the other tests believe them to be."""

from service.store.database import Database
from service.store.schema import current_revision, newest_revision


def test_each_test_gets_a_migrated_database_of_each_kind(engine_kind, database_url):
    database = Database(database_url)
    assert database.kind == engine_kind
    assert current_revision(database) == newest_revision()
    database.dispose()


def test_an_empty_database_has_no_revision(empty_database_url):
    database = Database(empty_database_url)
    assert current_revision(database) is None
    database.dispose()


def test_two_databases_of_one_test_do_not_share_rows(databases, engine_kind, tmp_path):
    first, second = (databases.fresh(engine_kind, "empty", tmp_path) for _ in range(2))
    for url in (first, second):
        database = Database(url)
        with database.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE mine (n integer)")
        database.dispose()
        databases.drop(url)
