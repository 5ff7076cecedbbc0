/** Nest injects these by name, for they are no classes: the event store's port and the Postgres.js client of the read tables. */
export const EVENT_STORE = Symbol('EventStore');
export const SQL = Symbol('Sql');
/** The pino logger. */
export const LOG = Symbol('Log');
