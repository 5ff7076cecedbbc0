import type { DomainEvent } from './decider.js';

/** An event in the form in which it is stored. */
export interface StoredForm {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** One stored event type: its present version, how to check it, and how to lift each older version by one. */
export interface EventSchema {
  readonly version: number;
  readonly parse: (data: unknown) => object;
  readonly upcast?: Readonly<Record<number, (older: never) => unknown>>;
}

/** An event that no codec can read. Never skipped: whoever meets it stops and says so. */
export class UndecodableEventError extends Error {
  override readonly name = 'UndecodableEventError';
  constructor(
    readonly eventType: string,
    readonly schemaVersion: number,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`event ${eventType} v${schemaVersion} cannot be decoded: ${reason}`, options);
  }
}

export interface EventCodec<Event extends DomainEvent> {
  readonly types: readonly string[];
  encode(event: Event): StoredForm;
  decode(stored: StoredForm): Event;
}

/** Builds the codec of an aggregate from its table of stored types. */
export function eventCodec<Event extends DomainEvent>(schemas: Readonly<Record<Event['type'], EventSchema>>): EventCodec<Event> {
  const table = new Map<string, EventSchema>(Object.entries(schemas));
  return {
    types: [...table.keys()],
    encode: (event) => ({ type: event.type, schemaVersion: schemaOf(table, event.type, 0).version, data: event.data }),
    decode: ({ type, schemaVersion, data }) => {
      const schema = schemaOf(table, type, schemaVersion);
      try {
        return { type, data: schema.parse(lift(schema, schemaVersion, data)) } as unknown as Event;
      } catch (error) {
        throw new UndecodableEventError(type, schemaVersion, error instanceof Error ? error.message : String(error), { cause: error });
      }
    },
  };
}

function schemaOf(table: ReadonlyMap<string, EventSchema>, type: string, version: number): EventSchema {
  const schema = table.get(type);
  if (!schema) throw new UndecodableEventError(type, version, 'unknown type');
  return schema;
}

function lift(schema: EventSchema, from: number, data: unknown): unknown {
  if (from > schema.version) throw new Error(`written by a newer program (v${from} > v${schema.version})`);
  let lifted = data;
  for (let version = from; version < schema.version; version++) {
    const upcast = schema.upcast?.[version];
    if (!upcast) throw new Error(`no upcaster from v${version}`);
    lifted = upcast(lifted as never);
  }
  return lifted;
}
