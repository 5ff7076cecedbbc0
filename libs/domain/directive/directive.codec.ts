import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import type { Acceptance, DirectiveEvent, DirectiveHead, DirectiveText } from './directive.events.js';
import { storedProposal } from './proposal.codec.js';

const registered: z.ZodType<DataOf<DirectiveEvent, 'DirectiveRegistered'>> = z.strictObject({
  directiveId: z.string(),
  number: z.string().nullable(),
  kind: z.string(),
  issuer: z.string(),
  localityId: z.string(),
  issuedOn: z.string().nullable(),
  meetingOn: civilDate.nullable(),
  textSha256: z.string().nullable(),
});

const headMembers = {
  number: z.string().nullable(),
  kind: z.string().nullable(),
  issuer: z.string().nullable(),
  issuedOn: z.string().nullable(),
  meetingOn: civilDate.nullable(),
  title: z.string().nullable(),
};
const head: z.ZodType<DirectiveHead> = z.strictObject(headMembers);

const text: z.ZodType<DirectiveText> = z.strictObject({
  sha256: z.string(),
  bytes: z.int().positive(),
  codePoints: z.int().positive(),
  format: z.string(),
  fileName: z.string().nullable(),
  pages: z.array(z.strictObject({ page: z.int(), start: z.int().nonnegative() })).nullable(),
});

const uploaded: z.ZodType<DataOf<DirectiveEvent, 'DirectiveUploaded'>> = z.strictObject({
  directiveId: z.string(),
  localityId: z.string(),
  text,
  head,
});

const described: z.ZodType<DataOf<DirectiveEvent, 'DirectiveDescribed'>> = z.strictObject({
  directiveId: z.string(),
  ...headMembers,
  reason: z.string(),
});

const moved: z.ZodType<DataOf<DirectiveEvent, 'DirectiveMoved'>> = z.strictObject({
  directiveId: z.string(),
  localityId: z.string(),
  reason: z.string(),
});

const withdrawn: z.ZodType<DataOf<DirectiveEvent, 'DirectiveWithdrawn'>> = z.strictObject({ directiveId: z.string(), reason: z.string() });

const made: z.ZodType<DataOf<DirectiveEvent, 'ProposalsMade'>> = z.strictObject({
  directiveId: z.string(),
  readerVersion: z.string(),
  head,
  proposals: z.array(storedProposal),
  isComplete: z.boolean(),
});

const acceptance: z.ZodType<Acceptance> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('target'), targetId: z.string(), how: z.enum(['set', 'milestone', 'revision']) }),
  z.strictObject({ kind: z.literal('measurement'), measurementId: z.string() }),
]);
const numbers = z.array(z.int().positive());

const accepted: z.ZodType<DataOf<DirectiveEvent, 'ProposalsAccepted'>> = z.strictObject({
  directiveId: z.string(),
  proposals: numbers,
  acceptance,
  isEdited: z.boolean(),
});

const undone: z.ZodType<DataOf<DirectiveEvent, 'AcceptanceUndone'>> = z.strictObject({
  directiveId: z.string(),
  proposals: numbers,
  acceptance,
});

const withReason: z.ZodType<DataOf<DirectiveEvent, 'ProposalDismissed'>> = z.strictObject({
  directiveId: z.string(),
  proposal: z.int().positive(),
  reason: z.string(),
});

// The keys are the stored names: renaming one makes history unreadable.
export const directiveCodec = eventCodec<DirectiveEvent>({
  DirectiveRegistered: firstVersion(registered),
  DirectiveUploaded: firstVersion(uploaded),
  DirectiveDescribed: firstVersion(described),
  DirectiveMoved: firstVersion(moved),
  DirectiveWithdrawn: firstVersion(withdrawn),
  DirectiveReinstated: firstVersion(withdrawn),
  ProposalsMade: firstVersion(made),
  ProposalsAccepted: firstVersion(accepted),
  AcceptanceUndone: firstVersion(undone),
  ProposalDismissed: firstVersion(withReason),
  DismissalWithdrawn: firstVersion(withReason),
});
