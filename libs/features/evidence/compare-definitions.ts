import type { Sql, TransactionSql } from 'postgres';

/** Something of a schema that is made otherwise than it ought to be; null where it is not there. */
export interface DefinitionOff {
  /** What it is and how it is called: `view progress.figure_known`. */
  readonly name: string;
  readonly stands: string | null;
  readonly ought: string | null;
}

/**
 * What comes between the rows of a schema and whoever reads or writes them, in `live` beside what it `ought` to be: views, row security and its
 * policies, columns with their defaults, triggers, rules and functions. Indexes and constraints change no answer and are left to the operator.
 */
export async function compareDefinitions(live: TransactionSql, ought: Sql, schema: string): Promise<readonly DefinitionOff[]> {
  const here = await definitionsIn(live, schema);
  const there = await ought.begin((tx) => definitionsIn(tx, schema));
  return [...new Set([...there.keys(), ...here.keys()])]
    .map((name) => ({ name, stands: here.get(name) ?? null, ought: there.get(name) ?? null }))
    .filter(({ stands, ought: other }) => stands !== other);
}

async function definitionsIn(tx: TransactionSql, schema: string): Promise<ReadonlyMap<string, string>> {
  // So that every name that is not PostgreSQL's own is told with its schema.
  await tx`select set_config('search_path', 'pg_catalog', true)`;
  const rows = await tx<{ name: string; definition: string }[]>`
    with relation as (
      select oid as rel, oid::regclass::text as name, relkind::text as kind, relrowsecurity as secured, relforcerowsecurity as forced, reloptions as options
      from pg_class where relnamespace = to_regnamespace(${schema}) and relkind in ('r', 'p', 'f', 'v', 'm'))
    select 'relation ' || name as name, format('kind %s, row security %s, forced %s', kind, secured, forced) as definition from relation
    union all
    select 'view ' || name, concat_ws(' with ', pg_get_viewdef(rel), array_to_string(options, ', ')) from relation where kind in ('v', 'm')
    union all
    select format('column %s.%I', name, attname), concat_ws(' ', format_type(atttypid, atttypmod), nullif(attcollation, 0)::regcollation,
        case when attnotnull then 'not null' end, 'identity ' || nullif(attidentity::text, ''), 'generated ' || nullif(attgenerated::text, ''),
        'default ' || pg_get_expr(adbin, adrelid))
      from relation join pg_attribute on attrelid = rel left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attnum > 0 and not attisdropped and kind not in ('v', 'm')
    union all
    select format('trigger %I on %s', tgname, name), format('%s; enabled %s', pg_get_triggerdef(t.oid), tgenabled)
      from relation join pg_trigger t on tgrelid = rel where not tgisinternal
    union all
    select format('rule %I on %s', rulename, name), format('%s; enabled %s', pg_get_ruledef(r.oid), ev_enabled)
      from relation join pg_rewrite r on ev_class = rel where rulename <> '_RETURN'
    union all
    select format('policy %I on %s', polname, name), format('%s %s %s using (%s) check (%s)', polcmd, polpermissive, polroles::regrole[],
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
      from relation join pg_policy on polrelid = rel
    union all
    select 'function ' || oid::regprocedure, case when prokind = 'a' then 'aggregate' else pg_get_functiondef(oid) end
      from pg_proc where pronamespace = to_regnamespace(${schema})
    order by 1`;
  return new Map(rows.map(({ name, definition }) => [name, definition]));
}
