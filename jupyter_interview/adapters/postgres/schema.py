"""The schema as text, read from the catalogue: what `schema.sql` holds, and what the migrations together must make.

`python -m jupyter_interview.adapters.postgres.schema URL > schema.sql` writes it anew from a migrated database.
"""

from __future__ import annotations

import asyncio
import sys

from jupyter_interview.adapters.postgres.connections import Connection, connect

_TABLES = """
SELECT format(E'CREATE TABLE %%I (\n%%s\n);', c.relname, string_agg(
    format('    %%I %%s', a.attname, format_type(a.atttypid, a.atttypmod))
    || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
    E',\n' ORDER BY a.attnum
)) AS text
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
GROUP BY c.relname ORDER BY c.relname
"""

# Keys before what refers to them. NOT NULL stands with the column.
_CONSTRAINTS = """
SELECT format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s;', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS text
FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'c', 'f')
ORDER BY contype = 'f', conrelid::regclass::text, conname
"""

_INDEXES = """
SELECT replace(pg_get_indexdef(i.indexrelid), ' ON public.', ' ON ') || ';' AS text
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
ORDER BY c.relname
"""

_FUNCTIONS = """
SELECT replace(rtrim(pg_get_functiondef(oid), E'\n'), ' FUNCTION public.', ' FUNCTION ') || ';' AS text
FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname
"""

_TRIGGERS = """
SELECT replace(pg_get_triggerdef(t.oid), ' ON public.', ' ON ') || ';' AS text
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal ORDER BY t.tgname
"""


async def describe(connection: Connection) -> str:
    """The whole schema in a fixed order, and complete enough to make it again."""
    parts = ["-- Made from a migrated database by schema.py; the migrations are what counts."]
    for query in (_TABLES, _CONSTRAINTS, _INDEXES, _FUNCTIONS, _TRIGGERS):
        found = await (await connection.execute(query, ())).fetchall()
        parts += [row["text"] for row in found]
    return "\n\n".join(parts) + "\n"


async def _main(url: str) -> None:
    async with await connect(url) as connection:
        sys.stdout.write(await describe(connection))


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))
