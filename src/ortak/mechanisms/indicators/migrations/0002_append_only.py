"""The database itself refuses to change or delete evidence."""

from django.db import migrations

TABLES = [
    "indicators_source",
    "indicators_observation",
    "indicators_milestone",
    "indicators_milestoneactor",
    "indicators_milestonemark",
]

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION ortak_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = 'evidence is never changed or deleted: ' || TG_OP || ' on ' || TG_TABLE_NAME; END $$;
"""


def add(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL_FUNCTION)
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            editor.execute(_trigger(editor.connection.vendor, table, act))


def _trigger(vendor, table, act):
    name = f"{table}_no_{act.lower()}"
    if vendor == "postgresql":
        return f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION ortak_append_only()"
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'evidence is never changed or deleted: {act} on {table}'); END"
    )


def remove(apps, editor):
    for table in TABLES:
        for act in ("update", "delete"):
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}")


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
