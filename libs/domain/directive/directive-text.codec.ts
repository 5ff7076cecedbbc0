import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { firstVersion } from '../kernel/fields.codec.js';
import type { DirectiveTextEvent } from './directive-text.events.js';

const received: z.ZodType<DirectiveTextEvent['data']> = z.strictObject({
  sha256: z.string(),
  directiveId: z.string(),
  part: z.int().nonnegative(),
  parts: z.int().positive(),
  text: z.string(),
});

// The key is the stored name: renaming it makes history unreadable.
export const directiveTextCodec = eventCodec<DirectiveTextEvent>({ DirectiveTextReceived: firstVersion(received) });
