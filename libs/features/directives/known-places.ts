import type { Sql } from 'postgres';
import { textKey } from '../../domain/kernel/text.js';
import { NATION } from '../../domain/locality/locality.events.js';
import type { KnownPlace, ReadingOptions } from '../../reading/reading.js';
import { isCovered } from '../access/scope.sql.js';

const MOST_PLACES = 20_000;

/** A locality that a directive may name. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly kind: string;
  readonly level: string;
  /** The full names of what it lies in, at any time. */
  readonly parents: readonly string[];
}

interface Dated {
  readonly issuedOn: string | null;
  readonly meetingOn: string | null;
}

/** The day under whose boundaries a directive speaks: of its issue as far as that is printed, else of its meeting; null where it has neither. */
export function dayOf({ issuedOn, meetingOn }: Dated): string | null {
  if (issuedOn?.length === 10 || meetingOn === null) return issuedOn && `${issuedOn}-01-01`.slice(0, 10);
  return meetingOn;
}

/**
 * The localities that a directive of this one may name on a day, the greater first: a bare name means the district rather than its town.
 * Without a day those of all times; of the whole country the provinces alone.
 */
export async function placesOf(sql: Sql, localityId: string, day: string | null): Promise<readonly Place[]> {
  const isInForce = sql`(${day}::text::date is null
    or coalesce(l.valid_from <= ${day}::text::date, true) and coalesce(l.valid_to >= ${day}::text::date, true))`;
  return sql<Place[]>`
    select l.id, l.name, l.full_name as "fullName", l.kind, l.level,
      array(select g.full_name from localities.parent p join localities.locality g on g.id = p.parent_id where p.locality_id = l.id) as parents
    from localities.locality l
    where ${localityId === NATION ? sql`l.level in ('nation', 'province')` : isCovered(sql, sql`l.id`, localityId)} and (${isInForce} or l.id = ${localityId})
    order by array_position(array['nation', 'province', 'district', 'commune'], l.level), l.id limit ${MOST_PLACES}`;
}

/** What the reader should know of places, and the one to assume. */
export function readingOptions(places: readonly Place[], localityId: string): ReadingOptions {
  const own = places.find(({ id }) => id === localityId);
  const province = own?.level === 'province' ? own.name : null;
  const known = places
    .filter(({ level }) => level !== 'nation')
    .map(({ name, kind, level }): KnownPlace => ({ name, kind: capitalised(kind), within: level === 'province' ? null : province }));
  return { places: known, ...(own && localityId !== NATION && { locality: own.fullName }) };
}

/**
 * Finds the place that a proposal names, `Huyện Na Hang` or `Xã Kiên Đài, huyện Chiêm Hóa`, that of the directive where it names none, and
 * of a group the whole, `Các huyện, thành phố (tỉnh Tuyên Quang)`; null where several are called so, and a person is to say which.
 */
export function placeFinder(places: readonly Place[], localityId: string): (named: string | null) => Place | null {
  const byName = new Map<string, Place[]>();
  for (const place of places) byName.set(textKey(place.fullName), [...(byName.get(textKey(place.fullName)) ?? []), place]);
  const own = places.find(({ id }) => id === localityId) ?? null;
  return function find(named) {
    if (named === null) return own;
    const whole = /\((.+)\)$/.exec(named)?.[1];
    if (whole !== undefined) return find(whole);
    const [name = '', within] = named.split(',').map(textKey);
    const found = byName.get(textKey(named)) ?? byName.get(name) ?? [];
    if (own && found.includes(own)) return own;
    const meant = within === undefined ? found : found.filter(({ parents }) => parents.some((parent) => textKey(parent) === within));
    return (meant.length === 1 && meant[0]) || (found.length === 1 && found[0]) || null;
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
