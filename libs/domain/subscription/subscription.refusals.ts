import { invalid, missing, rule } from '../kernel/refusal.js';

export const SUBSCRIPTION_REFUSALS = {
  subscription_unknown: missing('Bạn không có đăng ký “{subscriptionId}”.', 'You have no subscription “{subscriptionId}”.'),
  subscription_ended: rule(
    'Đăng ký “{subscriptionId}” đã kết thúc; hãy tạo đăng ký mới.',
    'Subscription “{subscriptionId}” has ended; make another one.',
  ),
  subscription_empty: invalid('Phải chọn ít nhất một: {field}.', 'At least one must be chosen: {field}.'),
  clock_time_malformed: invalid('“{time}” ({field}) không phải giờ dạng HH:MM.', '“{time}” ({field}) is not a time of day, HH:MM.'),
  quiet_hours_incomplete: invalid(
    'Giờ yên lặng cần cả giờ bắt đầu và giờ kết thúc, khác nhau.',
    'Quiet hours need a beginning and an end that differ.',
  ),
  webhook_unknown: missing('Bạn không có điểm nhận “{endpointId}”.', 'You have no endpoint “{endpointId}”.'),
  webhook_url_credentials: invalid(
    'URL của webhook không được chứa tên và mật khẩu (https://tên:mật-khẩu@…): bên nhận kiểm tra chữ ký bằng khóa của điểm nhận.',
    'The URL of a webhook must hold no user and password (https://user:password@…): the receiver checks the signature by the secret of the endpoint.',
  ),
  confirmation_limited: rule(
    'Đã gửi đủ thư xác nhận địa chỉ; hãy thử lại sau {minutes} phút.',
    'Enough mails to confirm addresses were sent; try again in {minutes} minutes.',
  ),
  contact_unknown: missing(
    'Không có, hoặc không còn, địa chỉ liên hệ “{contactId}” mà bạn được dùng hay xóa.',
    'There is no contact “{contactId}” that you may use or erase, or it is there no more.',
  ),
};
