import { z } from 'zod';
import { localityId, position } from './fields.js';
import { accessReason, who } from './histories.js';
import { listQuery, page } from './lists.js';

const ACCESSES = z.enum(['PersonalDataRead', 'PersonalDataErased', 'ExportMade']);

export const accessesQuery = z.strictObject({
  ...listQuery(['recordedAt']),
  sort: z.enum(['recordedAt', '-recordedAt']).default('-recordedAt'),
  type: ACCESSES.optional(),
  person: z.string().max(200).optional().meta({ description: 'Ai đã xem, xóa hoặc kết xuất. / Who read, erased or exported.' }),
  about: z.string().max(200).optional().meta({ description: 'Dữ liệu của ai đã bị xem hoặc xóa. / Whose data were read or erased.' }),
});
export type AccessesQuery = z.output<typeof accessesQuery>;

export const accessItem = z
  .object({
    id: z.string(),
    type: ACCESSES,
    position,
    recordedAt: z.string(),
    who,
    reason: z.string(),
    what: z.record(z.string(), z.unknown()).meta({ description: 'Đã xem hoặc lấy ra những gì. / What was read or taken out.' }),
  })
  .meta({ id: 'Access' });
export type AccessItem = z.infer<typeof accessItem>;
export const accessPage = page(accessItem).meta({ id: 'AccessPage' });

export const contactsQuery = z.strictObject({
  reason: accessReason,
  locality: localityId.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(2000).optional(),
});
export type ContactsQuery = z.output<typeof contactsQuery>;

export const contactItem = z
  .object({
    subscriptionId: z.string(),
    personId: z.string(),
    localities: z.array(localityId),
    channel: z.enum(['in_app', 'email', 'webhook']),
    contactId: z
      .string()
      .nullable()
      .meta({ description: 'Mã để xóa địa chỉ; null: kênh không có địa chỉ. / To erase the address by; null: none.' }),
    address: z.string().nullable().meta({ description: 'null: đã xóa, hoặc kênh không có địa chỉ. / null: erased, or none.' }),
    confirmed: z.boolean(),
  })
  .meta({ id: 'Subscriber' });
export type ContactItem = z.infer<typeof contactItem>;
export const contactPage = page(contactItem).meta({ id: 'SubscriberPage' });
