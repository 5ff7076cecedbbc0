import { z } from 'zod';
import { decimalText } from '../kernel/fields.codec.js';
import type { ProfileShare } from './profile.js';

/** The points of a seasonal profile as they are stored. */
export const profileShares: z.ZodType<readonly ProfileShare[]> = z.array(z.strictObject({ month: z.int(), share: decimalText }));
