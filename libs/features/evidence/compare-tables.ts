import type { Sql, TransactionSql } from 'postgres';

type Client = Sql | TransactionSql;
type Row = Readonly<Record<string, unknown>>;

/** A row that stands otherwise than it ought to, column by column; `columns` is null for one that ought not to be there, or that lacks. */
export interface RowOff {
  readonly kind: 'differs' | 'missing' | 'added';
  /** What tells the row from others, as JSON. */
  readonly row: string;
  readonly columns: readonly { readonly column: string; readonly stands: string; readonly ought: string }[];
}

export interface TableDifferences {
  readonly table: string;
  readonly rows: number;
  readonly differences: readonly RowOff[];
  /** True where there are more than are told. */
  readonly hasMore: boolean;
}

const PAGE = 2_000;
/** Rows of one side that are held to be told. */
const MOST = 500;

/** Every table of a schema in two databases, `live` beside what it `ought` to be; memory is bounded by what differs, and that is cut. */
export async function compareTables(live: Client, ought: Client, schema: string): Promise<readonly TableDifferences[]> {
  const [here, there] = [await tablesOf(live, schema), await tablesOf(ought, schema)];
  const found: TableDifferences[] = [];
  for (const table of new Set([...here, ...there])) {
    if (here.includes(table) && there.includes(table)) found.push(await compareTable(live, ought, schema, table));
    else {
      const kind = here.includes(table) ? 'added' : 'missing';
      found.push({ table: `${schema}.${table}`, rows: 0, differences: [{ kind, row: '*', columns: [] }], hasMore: false });
    }
  }
  return found;
}

async function tablesOf(sql: Client, schema: string): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = to_regnamespace(${schema}) and relkind = 'r' and relname <> 'checkpoint' order by 1`;
  return rows.map(({ name }) => name);
}

async function compareTable(live: Client, ought: Client, schema: string, table: string): Promise<TableDifferences> {
  const name = `${schema}.${table}`;
  const [ours, theirs]: [string[], string[]] = [[], []];
  const [left, right] = [texts(live, name), texts(ought, name)];
  let [a, b, rows, hasMore] = [await left.next(), await right.next(), 0, false];
  while (!a.done || !b.done) {
    const side = a.done ? 1 : b.done ? -1 : order(a.value, b.value);
    if (side < 0) keep(ours, a.value!);
    if (side > 0) keep(theirs, b.value!);
    if (side <= 0) [a, rows] = [await left.next(), rows + 1];
    if (side >= 0) b = await right.next();
    if (hasMore) break;
  }
  await Promise.all([left.return(undefined), right.return(undefined)]);
  return { table: name, rows, differences: paired(ours.map(parsed), theirs.map(parsed), await keyOf(ought, name)), hasMore };

  function keep(into: string[], text: string): void {
    if (into.length < MOST) into.push(text);
    else hasMore = true;
  }
}

/** By their bytes, as the databases order them. */
const order = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)));
const parsed = (text: string): Row => JSON.parse(text) as Row;

/** Every row as JSON, in the order of that text. */
async function* texts(sql: Client, table: string): AsyncGenerator<string, undefined, void> {
  const query = sql.unsafe<{ row: string }[]>(`select to_jsonb(t)::text as row from ${table} t order by to_jsonb(t)::text collate "C"`);
  for await (const page of query.cursor(PAGE)) for (const { row } of page) yield row;
  return undefined;
}

/** The columns of the primary key; none where there is no key. */
async function keyOf(sql: Client, table: string): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`
    select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${table}::regclass and i.indisprimary`;
  return rows.map(({ name }) => name);
}

/** Rows of both sides that are about the same, by key or, without one, by what they share. */
function paired(live: readonly Row[], ought: readonly Row[], key: readonly string[]): readonly RowOff[] {
  const left = new Set(ought);
  const found = live.map((row): RowOff => {
    const other = likest(row, left, key);
    if (!other) return { kind: 'added', row: nameOf(row, key), columns: [] };
    left.delete(other);
    const names = Object.keys(other).filter((column) => textOf(row[column]) !== textOf(other[column]));
    return {
      kind: 'differs',
      row: nameOf(other, key),
      columns: names.map((column) => ({ column, stands: textOf(row[column]), ought: textOf(other[column]) })),
    };
  });
  return [...found, ...[...left].map((row): RowOff => ({ kind: 'missing', row: nameOf(row, key), columns: [] }))];
}

function likest(row: Row, among: ReadonlySet<Row>, key: readonly string[]): Row | null {
  const shared = (other: Row, columns: readonly string[]): number =>
    columns.filter((name) => textOf(row[name]) === textOf(other[name])).length;
  if (key.length > 0) return [...among].find((other) => shared(other, key) === key.length) ?? null;
  const columns = Object.keys(row);
  let best: { readonly row: Row; readonly shared: number } | null = null;
  for (const other of among) {
    const count = shared(other, columns);
    if (count * 2 >= columns.length && count > (best?.shared ?? -1)) best = { row: other, shared: count };
  }
  return best?.row ?? null;
}

/** Without a key the short columns that come first. */
function nameOf(row: Row, key: readonly string[]): string {
  const names = key.length > 0 ? key : Object.keys(row).filter((name) => /(_id|^id|ordinal|year|as_of|revision)$/.test(name));
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name]])));
}

const textOf = (value: unknown): string => JSON.stringify(value) ?? 'null';
