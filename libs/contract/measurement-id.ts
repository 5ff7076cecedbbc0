import { BASES, type Basis } from '../domain/measurement/figure.js';
import type { MeasurementKey } from '../domain/measurement/measurement.events.js';

/** A measurement's id is its natural key: `<indicatorId>.<localityId>.<year>.<asOf>.<basis>`. */
export function measurementIdOf({ indicatorId, localityId, year, asOf, basis }: MeasurementKey): string {
  return `${indicatorId}.${localityId}.${year}.${asOf}.${basis}`;
}

/** The key that an id spells; null when it is none. */
export function measurementKeyOf(id: string): MeasurementKey | null {
  const [indicatorId = '', localityId = '', year = '', asOf = '', basis = '', ...rest] = id.split('.');
  const isKey = indicatorId !== '' && localityId !== '' && /^\d{4}$/.test(year) && asOf !== '' && isBasis(basis) && rest.length === 0;
  return isKey ? { indicatorId, localityId, year: Number(year), asOf, basis } : null;
}

function isBasis(text: string): text is Basis {
  return (BASES as readonly string[]).includes(text);
}
