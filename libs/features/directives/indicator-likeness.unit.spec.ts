import type { NumberedProposal } from '../../domain/directive/proposal.js';
import { likestIndicators, type KnownIndicator } from './indicator-likeness.js';

const known = (id: string, name: string, unit = '%', shape = 'ratio'): KnownIndicator => ({ id, name, unit, shape });
const INDICATORS = [
  known('export-barite', 'Bột barit: xuất khẩu so với kế hoạch năm'),
  known('export-tea', 'Chè: xuất khẩu so với kế hoạch năm'),
  known('pci-score', 'Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)', 'điểm', 'index'),
  known('pci-rank', 'Thứ hạng PCI', 'hạng', 'index'),
  known('households', 'Số hộ đã di chuyển', 'hộ', 'count'),
  known('households-rate', 'Tỷ lệ hộ đã di chuyển'),
];
const likest = (indicator: string, unit: string | null) =>
  likestIndicators({ type: 'measurement', indicator, unit } as NumberedProposal, INDICATORS).map(({ id }) => id);

describe('the indicators called most like a proposal', () => {
  it.each([
    ['chè xuất khẩu so với kế hoạch', '%', 'export-tea'],
    ['BỘT BARIT xuất khẩu', '%', 'export-barite'],
    ['thứ hạng chỉ số năng lực cạnh tranh cấp tỉnh (PCI)', 'hạng', 'pci-rank'],
    ['chỉ số năng lực cạnh tranh của tỉnh', null, 'pci-score'],
    ['số hộ đã di chuyển', 'hộ', 'households'],
    ['tỷ lệ hộ đã di chuyển', '%', 'households-rate'],
  ])('%s (%s) is %s', (indicator, unit, id) => expect(likest(indicator, unit)[0]).toBe(id));

  it('are none where no word is shared, and a score is never a rank', () => {
    expect(likest('số giường bệnh', 'giường')).toEqual([]);
    expect(likest('thứ hạng năng lực cạnh tranh PCI', 'hạng')).not.toContain('pci-score');
  });
});
