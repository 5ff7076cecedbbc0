import { confirm, invalid, missing, rule } from '../kernel/refusal.js';

export const DIRECTIVE_REFUSALS = {
  directive_unknown: missing('Không có văn bản “{directiveId}”.', 'There is no directive “{directiveId}”.'),
  directive_differs: rule(
    'Văn bản “{directiveId}” đã được đăng ký với nội dung khác.',
    'Directive “{directiveId}” is registered with other facts or another text.',
  ),
  directive_withdrawn: rule(
    'Văn bản “{directiveId}” đã được rút: {reason}. Muốn xét tiếp thì khôi phục trước.',
    'Directive “{directiveId}” was withdrawn: {reason}. Reinstate it to go on.',
  ),
  outcomes_remain: confirm(
    '{count} mục tiêu, số liệu chấp nhận từ văn bản “{directiveId}” vẫn giữ sau khi rút văn bản, và có thể rút riêng từng cái. Xác nhận nếu đúng là như vậy.',
    'Targets and figures accepted from directive “{directiveId}”, {count} in number, stay when it is withdrawn, and can be withdrawn themselves. Confirm if that is meant.',
  ),
  directive_has_outcomes: rule(
    'Văn bản “{directiveId}” đã có đề xuất được chấp nhận, không đổi địa phương được nữa; hãy rút những gì đã chấp nhận trước.',
    'Proposals of directive “{directiveId}” are accepted, so that its locality is settled; withdraw what was accepted first.',
  ),
  directive_without_text: rule(
    'Văn bản “{directiveId}” chưa có nội dung để đọc; hãy tải lên.',
    'Directive “{directiveId}” has no text to read; upload it.',
  ),
  issued_on_malformed: invalid(
    'Ngày ban hành “{date}” phải là năm, năm-tháng hoặc năm-tháng-ngày.',
    'Issue date “{date}” must be a year, a year and month, or a day.',
  ),
  sha256_malformed: invalid(
    'SHA-256 phải gồm 64 chữ số thập lục phân viết thường.',
    'A SHA-256 consists of 64 lower-case hexadecimal digits.',
  ),
  text_too_long: invalid('Nội dung dài {bytes} byte, nhiều nhất {most}.', 'The text has {bytes} bytes, the most is {most}.'),
  text_of_another_directive: rule('Nội dung này là của văn bản “{directiveId}”.', 'This text belongs to directive “{directiveId}”.'),
  proposal_unknown: missing('Văn bản “{directiveId}” không có đề xuất số {n}.', 'Directive “{directiveId}” has no proposal {n}.'),
  proposal_accepted: rule(
    'Đề xuất số {n} đã được chấp nhận thành “{id}”; muốn xét lại thì rút cái đó trước.',
    'Proposal {n} was accepted as “{id}”; to decide anew, withdraw that first.',
  ),
  proposal_dismissed: rule(
    'Đề xuất số {n} đã bị bỏ: {reason}. Hãy rút lại việc bỏ trước.',
    'Proposal {n} was dismissed: {reason}. Withdraw the dismissal first.',
  ),
  proposals_do_not_fit: invalid(
    'Các đề xuất {numbers} không gộp được: chỉ gộp các mốc của một mục tiêu, mỗi đề xuất một lần; số liệu chấp nhận từng cái.',
    'Proposals {numbers} cannot be taken together: only milestones of one target can, each once; a figure is accepted alone.',
  ),
  proposal_without_place: invalid(
    'Chấp nhận đề xuất số {n} cần cho biết chỉ tiêu và địa phương.',
    'Accepting proposal {n} takes an indicator and a locality.',
  ),
  proposal_without_due: invalid(
    'Đề xuất số {n} không có thời hạn trong văn bản; hãy nêu ngày đến hạn khi chấp nhận.',
    'The text sets no deadline for proposal {n}; give the due date when accepting.',
  ),
  proposal_without_date: invalid(
    'Số liệu của đề xuất số {n} không rõ tính đến ngày nào; hãy nêu ngày khi chấp nhận.',
    'The text does not say as of which day the figure of proposal {n} is; give the day when accepting.',
  ),
  proposal_without_figure: invalid(
    'Đề xuất số {n} là một con số, còn chỉ tiêu là việc phải làm; hãy nêu ngày làm xong hoặc chọn chỉ tiêu khác.',
    'Proposal {n} is a number and the indicator a task; give the day on which it was done, or choose another indicator.',
  ),
  proposal_incremental: rule(
    'Đề xuất số {n} nêu tăng hay giảm bao nhiêu ({value} {unit}) chứ không nêu mức phải đạt, mà chỉ tiêu này tính theo mức; hãy nêu mức phải đạt.',
    'Proposal {n} says by how much to rise or fall ({value} {unit}) and not to which level, which this indicator goes by; give the level.',
  ),
  target_stands: confirm(
    'Mục tiêu “{indicator}” của {place}, đến hạn {due}, đã có rồi (mã {targetId}). Nếu là cùng một mục tiêu thì gộp vào đó bằng `into`: milestone thêm mốc, revision thay mốc cùng ngày. Xác nhận nếu đúng là mục tiêu khác.',
    'A target “{indicator}” of {place}, due on {due}, stands already (id {targetId}). If it is the same, merge into it by `into`: milestone adds milestones, revision also replaces those of the same day. Confirm if another one is meant.',
  ),
  figure_stands: rule(
    'Số liệu “{indicator}” của {place} tính đến {asOf} đã có là {standing}, còn đề xuất là {proposed}. Nếu văn bản đúng thì sửa số liệu đó; nếu không thì bỏ đề xuất.',
    'The figure “{indicator}” of {place} as of {asOf} stands as {standing}, the proposal says {proposed}. If the document is right, correct that figure; if not, dismiss the proposal.',
  ),
};
