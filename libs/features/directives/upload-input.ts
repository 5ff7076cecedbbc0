import { registerDirective, uploadDirective, type FileQuery, type RegisterDirectiveRequest } from '../../contract/directives.commands.js';
import { DEFAULT_LIMITS, extractText, FormatError, type Note } from '../../formats/extract-text.js';
import { isStorable } from '../http/storable-text.js';
import { InvalidRequest } from '../http/refusals.js';
import { parsed } from '../http/valid.js';
import type { Upload } from './directives.command.js';
import { UploadedFile } from './uploaded-file.js';

const BLANK = { number: null, kind: null, issuer: null, issuedOn: null, meetingOn: null, title: null };

/** A text, and what is to be told of the file that it was taken from. */
export interface TextInput {
  readonly kind: 'text';
  readonly upload: Upload;
  readonly notes: readonly Note[];
}

export type DirectiveInput = { readonly kind: 'facts'; readonly facts: RegisterDirectiveRequest } | TextInput;

/** What POST /v1/directives is given: facts alone, a pasted text, or a file. Throws `InvalidRequest`, and `FormatError` for a file that holds no text. */
export async function directiveInputOf(body: unknown, query: FileQuery): Promise<DirectiveInput> {
  if (body instanceof UploadedFile) return fileInput(body, query);
  if (typeof body !== 'object' || body === null) return { kind: 'facts', facts: parsed(registerDirective, body) };
  if (!('text' in body)) return { kind: 'facts', facts: parsed(registerDirective, body) };
  const { directiveId, localityId, text, ...head } = parsed(uploadDirective, body);
  return {
    kind: 'text',
    notes: [],
    upload: { directiveId, localityId, text, source: { format: 'pasted', fileName: null, pages: null }, head },
  };
}

async function fileInput(
  { bytes, contentType, length }: UploadedFile,
  { localityId, directiveId, fileName }: FileQuery,
): Promise<DirectiveInput> {
  if (localityId === undefined) throw new InvalidRequest([{ path: 'localityId', code: 'field_required', expected: 'string', got: '' }]);
  const { fileBytes: allowed } = DEFAULT_LIMITS;
  if (length > allowed) throw new FormatError('file_too_large', { limit: 'fileBytes', allowed, found: length });
  const { text, pages, format, notes } = await extractText(bytes, { contentType, ...(fileName !== undefined && { fileName }) });
  if (!isStorable(text)) throw new InvalidRequest([{ path: 'file', code: 'text_unstorable', expected: 'Unicode', got: '' }]);
  const source = { format, fileName: fileName ?? null, pages: pages && pages.map(({ page, start }) => ({ page, start })) };
  return { kind: 'text', notes, upload: { directiveId, localityId, text, source, head: BLANK } };
}
