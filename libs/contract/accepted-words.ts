import { z } from 'zod';
import { slug } from './fields.js';

/** Words of directives that were accepted into something, by code points of the stored text, with the way back to them. */
export const acceptedWords = z.array(z.object({ directiveId: slug, proposal: z.int(), start: z.int(), end: z.int(), href: z.string() }));
export type AcceptedWords = z.output<typeof acceptedWords>;
