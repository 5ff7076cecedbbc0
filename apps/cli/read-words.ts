import type { Language } from '../../libs/domain/kernel/spoken.js';
import type { Comparator, Strength } from '../../libs/reading/reading.js';

type Said = Readonly<Record<Language, string>>;

export const STRENGTHS: Readonly<Record<Strength, Said>> = {
  quantified: { vi: 'định lượng', en: 'quantified' },
  dated: { vi: 'có thời hạn', en: 'dated' },
  qualitative: { vi: 'định tính', en: 'qualitative' },
};

export const COMPARATOR_SIGNS: Readonly<Record<Comparator, Said>> = {
  '>': { vi: '>', en: '>' },
  '>=': { vi: '≥', en: '≥' },
  '=': { vi: '', en: '' },
  '<=': { vi: '≤', en: '≤' },
  '<': { vi: '<', en: '<' },
  range: { vi: '', en: '' },
  about: { vi: 'khoảng', en: 'about' },
  improve: { vi: 'cải thiện', en: 'improve' },
  complete: { vi: 'hoàn thành', en: 'complete' },
};

const WORDS = {
  targets: { vi: 'Chỉ tiêu đề xuất', en: 'Proposed targets' },
  measurements: { vi: 'Số liệu báo cáo', en: 'Reported figures' },
  number: { vi: 'số', en: 'no.' },
  unknownIssuer: { vi: 'Không rõ cơ quan ban hành', en: 'Issuer unknown' },
  unknownKind: { vi: 'Không rõ loại văn bản', en: 'Kind of document unknown' },
  meeting: { vi: 'Ngày họp', en: 'Meeting on' },
  locality: { vi: 'Địa bàn', en: 'Locality' },
  responsible: { vi: 'Chịu trách nhiệm', en: 'Responsible' },
  deadline: { vi: 'Thời hạn', en: 'Deadline' },
  before: { vi: 'trước', en: 'before' },
  by: { vi: 'đến', en: 'by' },
  inherited: { vi: 'theo đề mục hoặc khoản trên', en: 'from a heading or an earlier clause' },
  implied: { vi: 'suy ra từ kỳ của văn bản', en: 'implied by the period of the document' },
  shared: { vi: 'Cùng chung:', en: 'Shared words:' },
  increment: { vi: ' (mức tăng thêm hoặc giảm bớt)', en: ' (a change, not a level)' },
  asOf: { vi: 'Tính đến', en: 'As of' },
  inferred: { vi: 'suy ra', en: 'inferred' },
  confidence: { vi: 'tin cậy', en: 'confidence' },
  none: { vi: 'không nêu', en: 'not stated' },
} as const satisfies Readonly<Record<string, Said>>;

export type Words = Readonly<Record<keyof typeof WORDS, string>>;

/** What the command line says of a reading, in one language. */
export function words(language: Language): Words {
  return Object.fromEntries(Object.entries(WORDS).map(([key, said]) => [key, said[language]])) as unknown as Words;
}
