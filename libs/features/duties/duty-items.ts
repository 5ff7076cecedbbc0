import type { Sql } from 'postgres';
import type { DutyItem } from '../../contract/duties.js';
import { dutyStateOf } from '../../domain/reporting/duty-state.js';
import { dutySentence } from '../../domain/reporting/duty-text.js';
import type { LocalityLevel } from '../../domain/locality/locality.events.js';

import { tableOf } from '../http/reading.js';
import type { AskedDuties } from './duty-pairs.sql.js';
import type { DutyRow } from './duty-page.sql.js';
import type { DutyReader, Terms } from './duty-terms.js';

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly level: LocalityLevel;
}

interface NamedPlace extends Place {
  readonly nameEn: string | null;
}

export async function placesOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, NamedPlace>> {
  const rows = await sql<NamedPlace[]>`
    select id, name, full_name as "fullName", name_en as "nameEn", level from ${tableOf(sql, 'localities.locality')} where id = any(${[...new Set(ids)]})`;
  return new Map(rows.map((place) => [place.id, place]));
}

export function placeOf(places: ReadonlyMap<string, Place>, id: string): Place {
  const { name, fullName, level } = places.get(id) ?? { name: id, fullName: id, level: 'commune' };
  return { id, name, fullName, level };
}

/** The rows as people read them. */
export async function itemsOf(
  { sql, language }: DutyReader,
  { asOf }: AskedDuties,
  terms: Terms,
  rows: readonly DutyRow[],
): Promise<DutyItem[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ localityId }) => localityId);
  const [places, targets] = await Promise.all([placesOf(sql, ids), targetsOf(sql, terms, rows)]);
  const names = new Map(terms.indicators.map(({ id, name }) => [id, name]));
  return rows.flatMap(({ indicatorId, localityId, no, receivedOn, isAwaited }, index) => {
    const found = terms.duties[no];
    if (!found) return [];
    const { period, from, cutOff, dueOn } = found;
    const duty = { period, from, cutOff, dueOn };
    const received = receivedOn === null ? [] : [{ asOf: cutOff, recordedOn: receivedOn }];
    const finding = dutyStateOf(duty, received, asOf, terms.days, { isAwaited });
    const [indicator, locality] = [names.get(indicatorId) ?? indicatorId, placeOf(places, localityId)];
    const place = (language === 'en' && places.get(localityId)?.nameEn) || locality.fullName;
    return [
      {
        indicator: { id: indicatorId, name: indicator },
        locality,
        ...duty,
        state: finding.state,
        receivedOn,
        workingDaysLeft: finding.workingDaysLeft ?? null,
        targets: targets[index] ?? [],
        sentence: dutySentence({ ...duty, ...finding, indicator, locality: place }, language),
      },
    ];
  });
}

/** The targets for which the figures of each row are wanted. */
async function targetsOf(sql: Sql, { duties }: Terms, rows: readonly DutyRow[]): Promise<readonly string[][]> {
  const cutOffs = rows.map(({ no }) => duties[no]?.cutOff ?? '');
  const found = await sql<{ targets: string[] }[]>`
    select coalesce(array_agg(p.target_id order by p.target_id) filter (where r.cut_off between
      greatest(p.owed_after + 1, l.valid_from) and least(p.owed_until, l.valid_to)), '{}') as targets
    from unnest(${rows.map(({ indicatorId }) => indicatorId)}::text[], ${rows.map(({ localityId }) => localityId)}::text[], ${cutOffs}::text[]::date[])
      with ordinality r (indicator_id, locality_id, cut_off, n)
    join ${tableOf(sql, 'progress.progress')} p using (indicator_id, locality_id) left join ${tableOf(sql, 'localities.locality')} l on l.id = p.locality_id
    group by r.n order by r.n`;
  return found.map(({ targets }) => targets);
}
