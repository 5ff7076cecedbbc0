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
  contact_unknown: missing('Bạn không có địa chỉ liên hệ “{contactId}”.', 'You have no contact “{contactId}”.'),
};
