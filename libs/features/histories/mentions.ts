import { directiveStream } from '../../domain/directive/directive.events.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { targetStream } from '../../domain/target/target.events.js';
import type { GatheredEvent } from './gathered.js';

type StreamOf = (id: string) => string;

/** The members of events that name something else, whatever the event. */
const NAMING: Readonly<Record<string, StreamOf>> = {
  indicatorId: indicatorStream,
  localityId: localityStream,
  parentId: localityStream,
  into: localityStream,
  to: localityStream,
  fromLocalityId: localityStream,
  toLocalityId: localityStream,
  directiveId: directiveStream,
  targetId: targetStream,
};

/** Members that hold nothing to name, and much of it. */
const PASSED: ReadonlySet<string> = new Set(['proposals', 'evidence', 'milestones', 'trajectory', 'text', 'shares', 'words', 'figure']);

/** The streams of whatever the events name, so that sentences can say it by its name. */
export function mentioned(events: Iterable<GatheredEvent>): ReadonlySet<string> {
  const streams = new Set<string>();
  // As it is stored: naming members have been called so in every version.
  for (const { recorded } of events) collect(recorded.data as Readonly<Record<string, unknown>>, streams);
  return streams;
}

function collect(data: Readonly<Record<string, unknown>>, into: Set<string>): void {
  for (const member in data) {
    const value = data[member];
    if (typeof value === 'string') addNamed(member, value, into);
    else if (typeof value === 'object' && value !== null && !PASSED.has(member)) {
      if (Array.isArray(value)) for (const one of value.filter(isObject)) collect(one, into);
      else collect(value as Readonly<Record<string, unknown>>, into);
    }
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function addNamed(member: string, value: string, into: Set<string>): void {
  if (Object.hasOwn(NAMING, member)) into.add(NAMING[member]!(value));
  if (member !== 'measurementId') return;
  const [indicatorId = '', localityId = ''] = value.split('.');
  into.add(indicatorStream(indicatorId)).add(localityStream(localityId));
}
