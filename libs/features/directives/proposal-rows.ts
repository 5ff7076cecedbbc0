import type { TransactionSql } from 'postgres';
import type { DirectiveEvent } from '../../domain/directive/directive.events.js';
import type { StandingDirective } from '../../domain/directive/directive.state.js';
import { metadataOf } from '../../event-store/aggregate.js';
import { insertRows, stampOf, type Step } from '../../event-store/projection-fold.js';
import { showKnown } from '../../event-store/projection-versions.js';

type DirectiveStep = Step<StandingDirective, DirectiveEvent>;

interface Verdict {
  readonly state: 'open' | 'accepted' | 'dismissed';
  readonly target_id: string | null;
  readonly measurement_id: string | null;
  readonly together: readonly number[] | null;
  readonly edited: boolean | null;
  readonly how: string | null;
  readonly reason: string | null;
  readonly decided_at: string | null;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
}

const VERDICT = {
  state: 'text',
  target_id: 'text',
  measurement_id: 'text',
  together: 'int[]',
  edited: 'boolean',
  how: 'text',
  reason: 'text',
  decided_at: 'timestamptz',
  actor_id: 'text',
  actor_name: 'text',
} as const;

const KEY = { directive_id: 'text', n: 'int' } as const;
const MADE = { type: 'text', reader_version: 'text', proposal: 'jsonb' } as const;

const OPEN: Verdict = {
  ...{ state: 'open', target_id: null, measurement_id: null, together: null, edited: null, how: null },
  ...{ reason: null, decided_at: null, actor_id: null, actor_name: null },
};

/** The proposals as they were made, with the last decision about each; and `decision`, all of them in order. */
export async function createProposalTables(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`
    create table ${schema}.proposal (
      directive_id text collate "C" not null, n int not null, type text not null, reader_version text not null, proposal jsonb not null,
      state text not null, target_id text collate "C", measurement_id text collate "C", together int[], edited boolean, how text,
      reason text, decided_at timestamptz, actor_id text, actor_name text, primary key (directive_id, n));
    create index on ${schema}.proposal (target_id);
    create index on ${schema}.proposal (measurement_id);
    create table ${schema}.decision (
      directive_id text collate "C" not null, n int not null, state text not null, target_id text collate "C", measurement_id text collate "C",
      ordinal bigint not null);
    create index on ${schema}.decision (target_id);
    create index on ${schema}.decision (measurement_id);
    create index on ${schema}.decision (directive_id, n, ordinal)`);
  await showKnown(tx, `${schema}.decision`);
}

/** Adds the proposals that events make, then sets what was decided last about each. */
export async function writeProposals(tx: TransactionSql, schema: string, steps: readonly DirectiveStep[]): Promise<void> {
  const made = steps.flatMap(({ id, event }) =>
    event.type === 'ProposalsMade'
      ? event.data.proposals.map((proposal) => ({
          ...{ directive_id: id, n: proposal.n, type: proposal.type, reader_version: event.data.readerVersion, proposal },
          ...OPEN,
        }))
      : [],
  );
  await insertRows(tx, `${schema}.proposal`, { ...KEY, ...MADE, ...VERDICT }, made);
  const decisions = steps.flatMap((step) => verdictsOf(step).map((row) => ({ ...row, ordinal: stampOf(step).ordinal })));
  const columns = { ...KEY, state: 'text', target_id: 'text', measurement_id: 'text', ordinal: 'bigint' };
  await insertRows(tx, `${schema}.decision`, columns, decisions);
  const verdicts = new Map(decisions.map(({ ordinal: _, ...row }) => [`${row.directive_id} ${row.n}`, row]));
  await decide(tx, schema, [...verdicts.values()]);
}

function verdictsOf(step: DirectiveStep): ({ readonly directive_id: string; readonly n: number } & Verdict)[] {
  const { id, event } = step;
  switch (event.type) {
    case 'ProposalsAccepted': {
      const { proposals: together, acceptance, isEdited: edited } = event.data;
      const outcome =
        acceptance.kind === 'target'
          ? { target_id: acceptance.targetId, how: acceptance.how }
          : { measurement_id: acceptance.measurementId, how: 'record' };
      return together.map((n) => ({ directive_id: id, n, ...OPEN, ...byOf(step), state: 'accepted', together, edited, ...outcome }));
    }
    case 'AcceptanceUndone':
      return event.data.proposals.map((n) => ({ directive_id: id, n, ...OPEN }));
    case 'ProposalDismissed': {
      const { proposal: n, reason } = event.data;
      return [{ directive_id: id, n, ...OPEN, ...byOf(step), state: 'dismissed', reason }];
    }
    case 'DismissalWithdrawn':
      return [{ directive_id: id, n: event.data.proposal, ...OPEN }];
    default:
      return [];
  }
}

function byOf({ recorded }: DirectiveStep): Pick<Verdict, 'decided_at' | 'actor_id' | 'actor_name'> {
  const { actor } = metadataOf(recorded);
  return { decided_at: recorded.recordedAt, actor_id: actor.id, actor_name: actor.name };
}

async function decide(tx: TransactionSql, schema: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const types = Object.entries({ ...KEY, ...VERDICT }).map(([name, type]) => `${name} ${type}`);
  const sets = Object.keys(VERDICT).map((name) => `${name} = r.${name}`);
  await tx`
    update ${tx(`${schema}.proposal`)} p set ${tx.unsafe(sets.join())}
    from jsonb_to_recordset(${tx.json(rows as never)}) as r(${tx.unsafe(types.join())})
    where p.directive_id = r.directive_id and p.n = r.n`;
}
