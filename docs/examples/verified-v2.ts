import { z } from 'zod';
import { eventCodec } from '../../libs/domain/kernel/codec.js';

// Version 2 adds how the figure was checked. What version 1 left open stays open: an upcaster invents nothing.
type Verified = {
  readonly type: 'MeasurementVerified';
  readonly data: { readonly indicatorId: string; readonly note: string | null; readonly method: 'on_site' | 'on_paper' | null };
};

const verified = z.strictObject({
  indicatorId: z.string(),
  note: z.string().nullable(),
  method: z.enum(['on_site', 'on_paper']).nullable(),
});

export const verifiedCodec = eventCodec<Verified>({
  MeasurementVerified: {
    version: 2,
    parse: (data) => verified.parse(data),
    upcast: { 1: (older: { indicatorId: string; note: string | null }) => ({ ...older, method: null }) },
  },
});
