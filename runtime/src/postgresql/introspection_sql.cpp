#include "postgresql/introspection_sql.h"

namespace aludel::runtime::postgresql::catalogue {

// Of an extension: pg_depend.deptype 'e'. Columns of the catalogue that a version does not have are read through to_jsonb(), which
// gives NULL for them: indnullsnotdistinct and confdelsetcols came with 15, conenforced and conperiod with 18.

const char* const relations = R"sql(
SELECT n.nspname, c.relname, c.relkind, c.relispartition,
       (SELECT string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno) FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid),
       pg_catalog.obj_description(c.oid, 'pg_class'),
       CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,
       c.relrowsecurity, c.relpersistence = 'u',
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid, true) END,
       CASE WHEN c.relkind = 'v' THEN pg_catalog.array_to_string(c.reloptions, ', ') END
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE {} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY 1, 2)sql";

const char* const columns = R"sql(
SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
       pg_catalog.pg_get_expr(d.adbin, d.adrelid, true), a.attidentity, a.attgenerated, l.collname,
       pg_catalog.col_description(c.oid, a.attnum), en.nspname, e.typname, e.oid <> t.oid, s.seqstart, s.seqincrement,
       pg_catalog.concat_ws(', ',
           CASE WHEN s.seqmin <> CASE WHEN s.seqincrement > 0 THEN 1 ELSE b.least END THEN 'MINVALUE ' || s.seqmin END,
           CASE WHEN s.seqmax <> CASE WHEN s.seqincrement > 0 THEN b.most ELSE -1 END THEN 'MAXVALUE ' || s.seqmax END,
           CASE WHEN s.seqcycle THEN 'CYCLE' END)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_type e ON e.typtype = 'e' AND e.oid IN (t.oid, CASE WHEN t.typcategory = 'A' THEN t.typelem END)
LEFT JOIN pg_catalog.pg_namespace en ON en.oid = e.typnamespace
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation
LEFT JOIN pg_catalog.pg_depend o ON a.attidentity <> '' AND o.deptype = 'i' AND o.classid = 'pg_catalog.pg_class'::regclass
    AND o.refclassid = 'pg_catalog.pg_class'::regclass AND o.refobjid = c.oid AND o.refobjsubid = a.attnum
LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = o.objid
LEFT JOIN (VALUES ('int2', -32768, 32767), ('int4', -2147483648, 2147483647), ('int8', -9223372036854775808, 9223372036854775807))
    b(type, least, most) ON b.type = t.typname
WHERE {} AND c.relkind IN ('r', 'p')
ORDER BY 1, 2, a.attnum)sql";

// A foreign key to a partitioned table has a row for each of the partitions too. NOT NULL is a constraint (n) since 18, of interest
// here only while it is not valid.
const char* const constraints = R"sql(
SELECT n.nspname, c.relname, k.conname, k.contype, a.attname, m.included, fn.nspname, f.relname, fa.attname, k.confdeltype,
       k.confupdtype, k.condeferrable, k.condeferred, k.convalidated,
       CASE k.contype WHEN 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid, true)
                      WHEN 'x' THEN pg_catalog.pg_get_constraintdef(k.oid, true) END,
       (pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::boolean,
       pg_catalog.concat_ws(', ',
           CASE WHEN k.contype = 'f' AND k.confmatchtype = 'f' THEN 'MATCH FULL' END,
           CASE WHEN pg_catalog.to_jsonb(k) ->> 'confdelsetcols' IS NOT NULL THEN 'ON DELETE SET for some of its columns' END,
           CASE WHEN k.contype = 'c' AND k.connoinherit THEN 'NO INHERIT' END,
           CASE WHEN pg_catalog.to_jsonb(k) ->> 'conenforced' = 'false' THEN 'NOT ENFORCED' END,
           CASE WHEN pg_catalog.to_jsonb(k) ->> 'conperiod' = 'true' THEN 'for a period' END,
           CASE WHEN k.contype = 'p' AND k.condeferrable THEN 'DEFERRABLE' END,
           CASE WHEN k.contype = 'p' AND i.indnatts > i.indnkeyatts THEN 'INCLUDE' END,
           CASE WHEN k.contype = 'n' THEN 'NOT NULL NOT VALID' END),
       pg_catalog.obj_description(k.oid, 'pg_constraint')
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')
LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
LEFT JOIN LATERAL (
    SELECT u.place, u.attnum, NULL::int2 AS referred, u.place > i.indnkeyatts AS included
    FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY u(attnum, place)
    UNION ALL
    SELECT u.place, u.attnum, u.referred, false
    FROM ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)) WITH ORDINALITY u(attnum, referred, place)
    WHERE k.contype = 'f') m ON true
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = m.attnum
LEFT JOIN pg_catalog.pg_attribute fa ON fa.attrelid = f.oid AND fa.attnum = m.referred
WHERE {} AND c.relkind IN ('r', 'p') AND (k.contype IN ('p', 'u', 'f', 'c', 'x') OR k.contype = 'n' AND NOT k.convalidated)
  AND (k.contype <> 'f' OR k.conparentid = 0 OR c.relispartition)
ORDER BY 1, 2, k.contype, 3, m.place)sql";

// Scalar subqueries, since the planner takes twenty times as long over as many joins.
const char* const indexes = R"sql(
SELECT n.nspname, c.relname, x.relname, p.place > i.indnkeyatts, a.attname,
       CASE WHEN a.attname IS NULL THEN pg_catalog.pg_get_indexdef(i.indexrelid, p.place, true) END,
       i.indoption[p.place - 1] & 1 = 1, i.indoption[p.place - 1] & 2 = 2,
       (SELECT CASE WHEN pg_catalog.pg_opclass_is_visible(o.oid) THEN o.opcname::text
                    ELSE o.opcnamespace::regnamespace::text || '.' || o.opcname END
        FROM pg_catalog.pg_opclass o WHERE o.oid = i.indclass[p.place - 1] AND NOT o.opcdefault),
       (SELECT l.collname FROM pg_catalog.pg_collation l
        WHERE l.oid = i.indcollation[p.place - 1]
          AND l.oid <> coalesce(a.attcollation, (SELECT t.typcollation FROM pg_catalog.pg_type t WHERE t.oid = xa.atttypid))),
       (SELECT m.amname FROM pg_catalog.pg_am m WHERE m.oid = x.relam), i.indisunique,
       (pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, pg_catalog.pg_get_expr(i.indpred, i.indrelid, true),
       i.indisvalid AND i.indisready AND i.indislive, CASE WHEN xa.attoptions IS NOT NULL THEN 'options of its operator class' END,
       c.relkind = 'm', pg_catalog.obj_description(x.oid, 'pg_class')
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL pg_catalog.generate_series(1, i.indnatts) p(place)
JOIN pg_catalog.pg_attribute xa ON xa.attrelid = x.oid AND xa.attnum = p.place
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[p.place - 1]
WHERE {} AND c.relkind IN ('r', 'p', 'm')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid IN (c.oid, x.oid) AND e.deptype = 'e')
ORDER BY 1, 2, 3, p.place)sql";

const char* const enums = R"sql(
SELECT n.nspname, t.typname, v.enumlabel, pg_catalog.obj_description(t.oid, 'pg_type')
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_enum v ON v.enumtypid = t.oid
WHERE {} AND t.typtype = 'e'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY 1, 2, v.enumsortorder)sql";

const char* const sequences = R"sql(
SELECT n.nspname, c.relname,
       EXISTS (SELECT FROM pg_catalog.pg_depend o
               WHERE o.classid = 'pg_catalog.pg_class'::regclass AND o.objid = c.oid AND o.deptype IN ('a', 'i')
                 AND o.refclassid = 'pg_catalog.pg_class'::regclass AND o.refobjsubid > 0),
       s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle, pg_catalog.obj_description(c.oid, 'pg_class')
FROM pg_catalog.pg_sequence s
JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE {} AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                         WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY 1, 2)sql";

// A range brings functions and a multirange along (deptype i); a table and an array are no types of their own.
const char* const others = R"sql(
SELECT n.nspname, x.name, x.kind, x.behind
FROM (
    SELECT c.relnamespace AS namespace, t.tgname AS name, 'trigger' AS kind, ' on ' || c.relname AS behind,
           t.oid AS oid, 'pg_catalog.pg_trigger'::regclass AS class
    FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND NOT c.relispartition
    UNION ALL
    SELECT c.relnamespace, r.rulename, 'rule', ' on ' || c.relname, r.oid, 'pg_catalog.pg_rewrite'::regclass
    FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
    WHERE r.rulename <> '_RETURN'
    UNION ALL
    SELECT c.relnamespace, p.polname, 'policy', ' on ' || c.relname, p.oid, 'pg_catalog.pg_policy'::regclass
    FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
    UNION ALL
    SELECT s.stxnamespace, s.stxname, 'statistics', '', s.oid, 'pg_catalog.pg_statistic_ext'::regclass
    FROM pg_catalog.pg_statistic_ext s
    UNION ALL
    SELECT p.pronamespace, p.proname,
           CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
           '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', p.oid, 'pg_catalog.pg_proc'::regclass
    FROM pg_catalog.pg_proc p
    UNION ALL
    SELECT t.typnamespace, t.typname, CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, '', t.oid, 'pg_catalog.pg_type'::regclass
    FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    WHERE t.typtype IN ('d', 'r', 'b') AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
       OR t.typtype = 'c' AND c.relkind = 'c'
) x
JOIN pg_catalog.pg_namespace n ON n.oid = x.namespace
WHERE {} AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                         WHERE e.classid = x.class AND e.objid = x.oid
                           AND (e.deptype = 'e' OR e.deptype = 'i' AND x.kind = 'function'))
UNION ALL
SELECT NULL, extname, 'extension', '' FROM pg_catalog.pg_extension
UNION ALL
SELECT NULL, nspname, 'schema', '' FROM pg_catalog.pg_namespace
UNION ALL
SELECT NULL, evtname, 'event trigger', '' FROM pg_catalog.pg_event_trigger
ORDER BY 3, 1, 2, 4)sql";

}  // namespace aludel::runtime::postgresql::catalogue
