import type { Sql } from 'postgres';
import type { History } from '../../contract/histories.js';
import type { TargetProgress, TargetProgressQuery } from '../../contract/progress.js';
import type { Actor } from '../../domain/kernel/command.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import type { Language } from './language.js';
import type { Reading } from './reading.js';

/** One target as a chart shows it, from a reading's client. Throws `target_unknown`, `locality_out_of_scope`. */
export type TargetProgressOf = (
  sql: Sql,
  actor: Actor,
  id: string,
  query: TargetProgressQuery,
  day: CivilDate,
  language: Language,
) => Promise<TargetProgress>;

/** The whole story of a target at a moment, and the events that its sentences rest on, in the store's order. */
export interface TargetStory {
  readonly history: History;
  readonly events: readonly RecordedEvent[];
}

/** Throws `target_unknown`, `locality_out_of_scope`. */
export type TargetStoryOf = (id: string, actor: Actor, reading: Reading) => Promise<TargetStory>;

/** A history as a PDF: the same history is the same bytes. */
export type PrintHistory = (history: History, language: Language) => Promise<Uint8Array>;

/** Nest injects these by name: whoever needs them need not know who gives them. */
export const TARGET_PROGRESS = Symbol('TargetProgressOf');
export const TARGET_STORY = Symbol('TargetStoryOf');
export const PRINT_HISTORY = Symbol('PrintHistory');
