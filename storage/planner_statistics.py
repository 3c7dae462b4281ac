"""How full the tables are, as SQLite's planner believes; PostgreSQL sees to that by itself."""

from sqlalchemy import Engine

ROWS_LOOKED_AT = 400
"""Of each index; SQLite's own advice is 100 to 1,000, which takes milliseconds however large the table is."""


def refresh_statistics(engine: Engine) -> None:
    """Have SQLite analyze the tables that need it, as it advises to do now and then on a connection that lives long."""
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
            connection.exec_driver_sql("PRAGMA optimize")
