"""Alembic's entry: the engine or connection comes from `worker.toolbox.migrations`, never from a file."""

from alembic import context

from schemas.records import SQLModel

target_metadata = SQLModel.metadata


def run() -> None:
    """Run the migrations on the connection that the caller holds."""
    connection = context.config.attributes["connection"]
    # SQLite cannot alter a column: batch mode rebuilds the table instead.
    context.configure(
        connection=connection,
        target_metadata=target_metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
