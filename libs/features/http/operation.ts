import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { problem } from '../../contract/answers.js';

export interface OperationText {
  readonly vi: string;
  readonly en: string;
  readonly answer: z.ZodType;
  readonly status?: number;
  /** Codes of the refusals worth naming; those of tokens, roles and fields go without saying. */
  readonly refusals?: readonly string[];
  /** What else a caller should know, a paragraph each, in both languages. */
  readonly notes?: readonly string[];
  readonly open?: boolean;
}

const documented = (schema: z.ZodType) => ({ standardSchema: schema as never });

/** Documents a route in both languages: what it does, what it answers, what it refuses. */
export function Operation({ vi, en, answer, status = 200, refusals = [], notes = [], open = false }: OperationText): MethodDecorator {
  const refused = refusals.length > 0 ? [`Từ chối / refuses: ${refusals.map((code) => `\`${code}\``).join(', ')}`] : [];
  const description = [...notes, ...refused].join('\n\n');
  const parts = [
    ApiOperation({ summary: `${vi} / ${en}`, ...(description && { description }) }),
    ApiResponse({ status, description: 'OK', ...documented(answer) }),
  ];
  parts.push(ApiResponse({ status: 'default', description: 'RFC 9457 problem+json', ...documented(problem) }));
  return applyDecorators(...parts, ...(open ? [] : [ApiBearerAuth('token')]), ApiHeader(LANGUAGE));
}

/** As `Operation`, for commands: with the headers that make a repeat safe and a concurrent edit visible. */
export function CommandOperation(text: OperationText): MethodDecorator {
  return applyDecorators(Operation(text), ApiHeader(IDEMPOTENCY_KEY), ApiHeader(IF_MATCH));
}

const LANGUAGE = { name: 'Accept-Language', required: false, description: 'vi (mặc định / default) | en' };
const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  description:
    'Lặp lại với cùng khóa thì nhận câu trả lời đầu tiên, không ghi thêm. / A repeat with the same key gets the first answer and writes nothing.',
};
const IF_MATCH = {
  name: 'If-Match',
  required: false,
  description: 'ETag đã đọc, ví dụ "3"; 412 nếu đã đổi. / The ETag that was read; 412 when it has changed.',
};
