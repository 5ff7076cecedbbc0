import type { HttpClient } from './http-client.js';
import { countIndicator, DIRECTIVE, district, indicator, locality, NATION_FACTS } from './samples.js';

/** The province before July 2025 with two districts, the enlarged one after, a neighbour, and indicators of every shape. */
export async function registerTuyenQuang(admin: HttpClient): Promise<void> {
  await admin.done('/v1/localities', NATION_FACTS);
  for (const facts of PROVINCES) await admin.done('/v1/localities', facts);
  for (const facts of [district('vn-072@base', 'Na Hang'), district('vn-073@base', 'Chiêm Hóa')]) await admin.done('/v1/localities', facts);
  for (const definition of INDICATORS) await admin.done('/v1/indicators', definition);
  await admin.done('/v1/directives', DIRECTIVE);
}

const PROVINCES = [
  locality(),
  locality({ localityId: 'vn-02@base', code: '02', name: 'Hà Giang', fullName: 'Tỉnh Hà Giang', nameEn: 'Ha Giang Province' }),
  locality({ localityId: 'vn-08@2025', validFrom: '2025-07-01', legalBasis: '202/2025/QH15' }),
  locality({ localityId: 'vn-10@base', code: '10', name: 'Lào Cai', fullName: 'Tỉnh Lào Cai', nameEn: 'Lao Cai Province' }),
];

export const INDICATORS = [
  indicator({ indicatorId: 'disbursement', name: 'Giải ngân vốn đầu tư công', nameEn: 'Disbursement of public investment', min: '0' }),
  countIndicator({
    indicatorId: 'relocated-households',
    name: 'Di dời hộ dân',
    nameEn: 'Relocated households',
    unit: 'hộ',
    accumulation: 'cumulative',
    max: '1000',
  }),
  indicator({
    indicatorId: 'revenue',
    name: 'Thu ngân sách',
    nameEn: 'Budget revenue',
    shape: 'amount',
    unit: 'tỷ đồng',
    base: null,
    rollUp: 'sum',
    accumulation: 'cumulative',
  }),
  indicator({
    indicatorId: 'poverty',
    name: 'Hộ nghèo',
    nameEn: 'Poor households',
    shape: 'count',
    unit: 'hộ',
    base: null,
    rollUp: 'sum',
    accumulation: 'level',
    direction: 'decreasing',
  }),
  indicator({
    indicatorId: 'pci',
    name: 'PCI',
    nameEn: 'PCI',
    shape: 'index',
    unit: 'điểm',
    base: null,
    rollUp: 'none',
    accumulation: 'level',
  }),
  indicator({
    indicatorId: 'humidity',
    name: 'Độ ẩm',
    nameEn: 'Humidity',
    shape: 'index',
    unit: '%',
    base: null,
    rollUp: 'none',
    accumulation: 'level',
    direction: 'band',
  }),
  indicator({
    indicatorId: 'land-plan',
    name: 'Quy hoạch đất',
    nameEn: 'Land plan',
    shape: 'task',
    unit: '',
    base: null,
    rollUp: 'none',
    accumulation: 'level',
  }),
];
