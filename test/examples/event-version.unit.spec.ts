import { verifiedCodec } from '../../docs/examples/verified-v2.js';

describe('the example of an event version', () => {
  it('reads what version 1 wrote and invents nothing', () => {
    const stored = { type: 'MeasurementVerified', schemaVersion: 1, data: { indicatorId: 'household-relocation', note: null } };
    expect(verifiedCodec.decode(stored).data).toEqual({ indicatorId: 'household-relocation', note: null, method: null });
  });

  it('writes version 2', () => {
    const data = { indicatorId: 'household-relocation', note: null, method: 'on_site' } as const;
    expect(verifiedCodec.encode({ type: 'MeasurementVerified', data })).toEqual({ type: 'MeasurementVerified', schemaVersion: 2, data });
  });
});
