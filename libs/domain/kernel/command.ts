import type { CivilDate } from './civil-date.js';

export const ROLES = ['planner', 'verifier', 'leader', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: the identity provider's subject, never contact data. `locality` is the scope of the role. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly locality: string;
}

/**
 * What the edge knows of a command and the domain may not ask for itself.
 * `today` is the civil date in Asia/Ho_Chi_Minh at which the command was received.
 */
export interface CommandContext {
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor;
  readonly today: CivilDate;
}

/** Stands beside every stored event. */
export interface EventMetadata {
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor;
  readonly schemaVersion: number;
}
