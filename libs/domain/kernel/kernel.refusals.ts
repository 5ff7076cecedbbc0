import { invalid } from './refusal.js';

/** Refusals of input that any command may carry. */
export const KERNEL_REFUSALS = {
  id_malformed: invalid(
    'Mã “{id}” ({field}) không hợp lệ: chỉ gồm chữ thường không dấu, chữ số, “-” và “@”.',
    'Identifier “{id}” ({field}) is malformed: lower-case letters, digits, “-” and “@” only.',
  ),
  date_malformed: invalid(
    '“{date}” ({field}) không phải là một ngày có thật dạng năm-tháng-ngày.',
    '“{date}” ({field}) is not an existing day, yyyy-mm-dd.',
  ),
  number_malformed: invalid('“{text}” ({field}) không phải là số.', '“{text}” ({field}) is not a number.'),
  number_ambiguous: invalid(
    '“{text}” có thể đọc là {thousands} hoặc là {decimal}; hãy viết rõ là số nào.',
    '“{text}” can be read as {thousands} or as {decimal} (decimal comma); write which one is meant.',
  ),
  text_required: invalid('Thiếu nội dung: {field}.', 'A text is missing: {field}.'),
  reason_required: invalid('Phải nêu lý do.', 'A reason must be given.'),
};
