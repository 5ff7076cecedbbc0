export interface Message {
  readonly vi: string;
  readonly en: string;
}

/** What the edge itself refuses; the refusals of the domain stand in libs/domain/refusals.ts. `{name}` is filled from the params. */
export const EDGE_MESSAGES: Readonly<Record<string, Message>> = {
  request_invalid: { vi: 'Yêu cầu có trường không hợp lệ, xem `errors`.', en: 'Some fields of the request are not valid, see `errors`.' },
  field_unknown: { vi: 'Trường không được biết tới.', en: 'There is no such field.' },
  field_required: { vi: 'Thiếu trường bắt buộc.', en: 'This field is required.' },
  field_invalid: { vi: 'Giá trị không đúng: phải là {expected}.', en: 'Not as expected: it must be {expected}.' },
  text_unstorable: {
    vi: 'Văn bản có ký tự không lưu được (NUL hoặc nửa cặp thay thế Unicode).',
    en: 'The text has a character that cannot be stored (NUL or half of a surrogate pair).',
  },
  body_too_deep: {
    vi: 'Nội dung lồng nhau quá sâu: nhiều nhất {expected} tầng.',
    en: 'The body is nested too deeply: {expected} levels are the most.',
  },
  body_malformed: { vi: 'Nội dung không phải JSON hợp lệ.', en: 'The body is not valid JSON.' },
  body_too_large: { vi: 'Nội dung gửi một lần vượt quá giới hạn {most}.', en: 'What was sent at once exceeds the limit of {most}.' },
  rows_too_many: { vi: 'Có {count} dòng, tối đa {most}.', en: '{count} rows are too many, the most is {most}.' },
  media_type_unsupported: { vi: 'Chỉ nhận application/json.', en: 'Only application/json is taken.' },
  route_unknown: { vi: 'Không có đường dẫn {method} {path}.', en: 'There is no {method} {path}.' },
  method_not_allowed: { vi: 'Đường dẫn {path} không nhận {method}.', en: '{path} does not take {method}.' },
  url_malformed: { vi: 'Địa chỉ không hợp lệ.', en: 'The URL is malformed.' },
  token_missing: { vi: 'Cần mã truy cập: Authorization: Bearer …', en: 'A token is required: Authorization: Bearer …' },
  token_invalid: { vi: 'Mã truy cập không hợp lệ.', en: 'The token is not valid.' },
  token_expired: { vi: 'Mã truy cập đã hết hạn.', en: 'The token has expired.' },
  token_claims_invalid: {
    vi: 'Mã truy cập thiếu sub, name, role hoặc locality hợp lệ.',
    en: 'The token lacks a valid sub, name, role or locality.',
  },
  role_forbidden: { vi: 'Vai trò {role} không được làm việc này.', en: 'The role {role} may not do this.' },
  locality_out_of_scope: {
    vi: 'Địa phương {localityId} nằm ngoài phạm vi {scope}.',
    en: 'The locality {localityId} lies outside the scope {scope}.',
  },
  stale_revision: {
    vi: 'Dữ liệu đã đổi: phiên bản hiện tại {actual}, yêu cầu {expected}.',
    en: 'It has changed: the present revision is {actual}, {expected} was expected.',
  },
  too_many_conflicts: { vi: 'Nhiều người cùng sửa một lúc, hãy thử lại.', en: 'Too many concurrent changes, try again.' },
  idempotency_key_reused: {
    vi: 'Idempotency-Key này đã dùng cho một yêu cầu khác.',
    en: 'This Idempotency-Key was used with another request.',
  },
  precondition_malformed: {
    vi: 'If-Match phải là phiên bản trong ngoặc kép, ví dụ "3".',
    en: 'If-Match must be a quoted revision, for example "3".',
  },
  idempotency_key_malformed: {
    vi: 'Idempotency-Key phải có 1–200 ký tự in được.',
    en: 'Idempotency-Key must be 1 to 200 printable characters.',
  },
  duplicate_in_request: {
    vi: 'Trùng với dòng có index {row} của cùng yêu cầu.',
    en: 'The same as the row with index {row} of this request.',
  },
  rows_refused: {
    vi: '{refused} trên {rows} dòng bị từ chối; không dòng nào được ghi.',
    en: '{refused} of {rows} rows were refused; none was written.',
  },
  read_after_timeout: {
    vi: 'Dữ liệu đọc chưa tới vị trí {position}, hãy thử lại.',
    en: 'The read side has not reached {position} yet, try again.',
  },
  projection_not_ready: {
    vi: 'Bảng đọc “{projection}” chưa được dựng: chương trình projector chưa chạy hoặc đang dựng lần đầu.',
    en: 'The read tables of “{projection}” do not exist yet: the projector has not run, or is filling them for the first time.',
  },
  stream_unknown: { vi: 'Không có luồng sự kiện “{stream}”.', en: 'There is no stream “{stream}”.' },
  notification_unknown: { vi: 'Bạn không có tin “{id}”.', en: 'You have no notification “{id}”.' },
  head_unknown: { vi: 'Chưa công bố đầu nhật ký nào.', en: 'No head of the log was published yet.' },
  head_unsigned: {
    vi: 'Không ký được đầu nhật ký trong lúc này: chương trình projector không chạy, chưa có khóa, hoặc nhật ký còn chậm.',
    en: 'No head can be signed at the moment: the projector does not run, has no key, or the log is behind.',
  },
  log_diverged: {
    vi: 'Nhật ký minh bạch không còn khớp với kho sự kiện; xem /v1/audit/log/status.',
    en: 'The transparency log no longer agrees with the event store; see /v1/audit/log/status.',
  },
  log_range: {
    vi: '{from} nằm ngoài nhật ký, đầu mới nhất có {size} mục.',
    en: '{from} lies outside the log, whose last head has size {size}.',
  },
  log_order: {
    vi: '{from} lớn hơn {to}: đầu sau phải dài ít nhất bằng đầu trước.',
    en: '{from} is more than {to}: the later head must be at least as long as the earlier.',
  },
  tile_unknown: { vi: 'Nhật ký không có {path}.', en: 'The log has no {path}.' },
  entry_unknown: { vi: 'Nhật ký {size} mục không có “{id}”.', en: 'The log of size {size} has no “{id}”.' },
  store_unavailable: {
    vi: 'Kho sự kiện tạm thời không trả lời, hãy thử lại với cùng Idempotency-Key.',
    en: 'The event store does not answer for the moment; retry with the same Idempotency-Key.',
  },
  database_unavailable: {
    vi: 'Cơ sở dữ liệu tạm thời không trả lời, hãy thử lại.',
    en: 'The database does not answer for the moment, try again.',
  },
  identity_provider_unavailable: {
    vi: 'Chưa lấy được khóa của nhà cung cấp định danh, hãy thử lại.',
    en: 'The keys of the identity provider cannot be read for the moment, try again.',
  },
  shutting_down: { vi: 'Máy chủ đang dừng.', en: 'The server is shutting down.' },
  internal_error: {
    vi: 'Lỗi không mong đợi; báo mã {correlationId} cho quản trị.',
    en: 'Unexpected error; give {correlationId} to the administrator.',
  },
};

/** Titles of problems by HTTP status. */
export const TITLES: Readonly<Record<number, Message>> = {
  400: { vi: 'Yêu cầu không hợp lệ', en: 'Invalid request' },
  401: { vi: 'Chưa xác thực', en: 'Not authenticated' },
  403: { vi: 'Không được phép', en: 'Not allowed' },
  404: { vi: 'Không tìm thấy', en: 'Not found' },
  405: { vi: 'Phương thức không được hỗ trợ', en: 'Method not allowed' },
  409: { vi: 'Trái quy tắc', en: 'Against the rules' },
  412: { vi: 'Dữ liệu đã thay đổi', en: 'It has changed meanwhile' },
  413: { vi: 'Yêu cầu quá lớn', en: 'Too large' },
  414: { vi: 'Địa chỉ quá dài', en: 'URL too long' },
  415: { vi: 'Kiểu nội dung không được hỗ trợ', en: 'Unsupported media type' },
  429: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
  500: { vi: 'Lỗi máy chủ', en: 'Server error' },
  503: { vi: 'Tạm thời không phục vụ được', en: 'Temporarily unavailable' },
};

/** A message with its `{params}` filled in; an unknown one shows as it stands. */
export function fill(template: string, params: Readonly<Record<string, string | number | null>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name] ?? '–') : whole));
}
