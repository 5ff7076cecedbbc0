import type { z } from 'zod';
import { canonicalJson, parseCanonicalJson, type JsonValue } from '../../transparency/canonical-json.js';
import { faultOf } from './bundle-faults.js';
import type { Files } from './bundle-files.js';
import type { BundleFinding } from './bundle-findings.js';

/** A file of canonical JSON in its form; null and a finding where it is not. `isWhole`: members that the form does not know are a finding. */
export function parsedIn<Schema extends z.ZodType>(
  files: Files,
  file: string,
  schema: Schema,
  findings: BundleFinding[],
  isWhole = false,
): z.infer<Schema> | null {
  const bytes = files.get(file);
  if (!bytes) {
    findings.push({ kind: 'file_missing', place: { file } });
    return null;
  }
  let value: JsonValue = null;
  try {
    value = parseCanonicalJson(bytes);
    const result = schema.safeParse(value);
    if (!result.success) findings.push({ kind: 'file_malformed', place: { file, detail: faultOf(result.error, value) } });
    else if (isWhole && canonicalJson(result.data) !== canonicalJson(value))
      findings.push({ kind: 'file_malformed', place: { file, detail: MORE } });
    return result.success ? result.data : null;
  } catch (error) {
    findings.push({ kind: 'file_malformed', place: { file, detail: faultOf(error, value) } });
    return null;
  }
}

const MORE = { vi: 'có trường lạ', en: 'it has members that no such file has' };
