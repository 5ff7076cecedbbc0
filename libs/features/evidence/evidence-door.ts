import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { CommandContext } from '../../domain/kernel/command.js';
import { givenReason } from '../../domain/kernel/checks.js';
import type { EventStore } from '../../event-store/event-store.js';
import { putOnRecord } from '../access/access-log.js';
import { Readings } from '../http/readings.js';
import {
  PRINT_HISTORY,
  TARGET_PROGRESS,
  TARGET_STORY,
  type PrintHistory,
  type TargetProgressOf,
  type TargetStoryOf,
} from '../http/target-evidence.js';
import { EVENT_STORE, SQL } from '../http/tokens.js';
import { makeBundle, type Evidence, type EvidenceAsked } from './make-bundle.js';

/** Hands out bundles of evidence, each put on record before. */
@Injectable()
export class EvidenceDoor {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(Readings) private readonly readings: Readings,
    @Inject(TARGET_PROGRESS) private readonly progress: TargetProgressOf,
    @Inject(TARGET_STORY) private readonly story: TargetStoryOf,
    @Inject(PRINT_HISTORY) private readonly print: PrintHistory,
  ) {}

  /** Throws `reason_required` and what `makeBundle` throws; then nothing is handed out. */
  async handOut(context: CommandContext, asked: EvidenceAsked, reason: string): Promise<Evidence> {
    // Before the work: whoever gives no reason gets nothing.
    givenReason(reason);
    const { sql, store, readings, progress, story, print } = this;
    const made = await makeBundle({ sql, store, readings, progress, story, print }, context.actor, asked);
    const sha256 = hash('sha256', made.bytes);
    const exported = { subject: `target/${asked.targetId}`, format: 'bundle', through: made.through, sha256 } as const;
    await putOnRecord(store, context, { type: 'ExportMade', data: { accessId: context.commandId, reason, ...exported } });
    return made;
  }
}
