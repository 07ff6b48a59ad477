"""Where recordings are kept: one table, SQLite by default, any database with an asynchronous driver by URL."""
