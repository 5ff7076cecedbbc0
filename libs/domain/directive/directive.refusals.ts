import { invalid, missing, rule } from '../kernel/refusal.js';

export const DIRECTIVE_REFUSALS = {
  directive_unknown: missing('Không có văn bản “{directiveId}”.', 'There is no directive “{directiveId}”.'),
  directive_differs: rule(
    'Văn bản “{directiveId}” đã được đăng ký với nội dung khác.',
    'Directive “{directiveId}” is registered with other facts.',
  ),
  issued_on_malformed: invalid(
    'Ngày ban hành “{date}” phải là năm, năm-tháng hoặc năm-tháng-ngày.',
    'Issue date “{date}” must be a year, a year and month, or a day.',
  ),
  sha256_malformed: invalid(
    'SHA-256 phải gồm 64 chữ số thập lục phân viết thường.',
    'A SHA-256 consists of 64 lower-case hexadecimal digits.',
  ),
};
