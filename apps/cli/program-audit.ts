import type { Command } from 'commander';
import { bilingual } from './cli-error.js';
import type { ExportEvidenceOptions } from './export-evidence-command.js';
import { collected, wholeNumber } from './program-options.js';
import type { ReplayOptions } from './replay-command.js';
import { readSettings } from './settings.js';
import type { VerifyCommandOptions } from './verify-command.js';

/** The keys of the log. */
export function addKeys(tiendo: Command): void {
  const key = tiendo.command('key').description(bilingual('Khóa ký nhật ký minh bạch', 'the keys that sign the transparency log'));
  key
    .command('new')
    .description(bilingual('Tạo khóa trong tệp chỉ chủ nó đọc được', 'make a key, in a file that its owner alone can read'))
    .option('--origin <name>', bilingual('tên nhật ký, thay cho TIENDO_LOG_ORIGIN', 'name of the log, over TIENDO_LOG_ORIGIN'))
    .action(async (options: { origin?: string }) => (await import('./key-command.js')).newKey(readSettings(), options.origin));
  key
    .command('list')
    .description(bilingual('Các khóa và thời hạn', 'the keys and their times'))
    .action(async () => (await import('./key-command.js')).listKeys(readSettings()));
  key
    .command('rotate')
    .description(
      bilingual('Thêm khóa mới; khóa cũ còn ký song song một thời gian', 'add a new key; the old one signs beside it for a while'),
    )
    .option('--overlap-days <days>', bilingual('số ngày ký song song', 'days of both'), wholeNumber, 30)
    .action(async (options: { overlapDays: number }) => (await import('./key-command.js')).rotateKey(readSettings(), options.overlapDays));
  key
    .command('public')
    .description(bilingual('In khóa công khai, để trao cho mọi người', 'print the public keys, to be given to everybody'))
    .action(async () => (await import('./key-command.js')).publicKeys(readSettings()));
}

/** Whoever verifies, a bundle or the store. */
export function addVerify(tiendo: Command): void {
  tiendo
    .command('verify [bundle]')
    .description(
      bilingual(
        'Kiểm tra một gói bằng chứng (không cần máy chủ), hoặc lịch sử với nhật ký minh bạch',
        'verify an evidence bundle (without a server), or the history against the transparency log',
      ),
    )
    .option('--live', bilingual('đọc lại toàn bộ kho sự kiện và nhật ký', 'read the whole event store and log again'))
    .option('--head <file>', bilingual('tệp đầu nhật ký mà nhân chứng giữ', 'a file of heads that a witness kept'), collected)
    .option(
      '--key <vkey>',
      bilingual('chỉ tin khóa này; thêm ,THỜI-ĐIỂM khi nó hết hạn', 'trust this key only; ,INSTANT after it tells when it ended'),
      collected,
    )
    .option(
      '--settle <reason>',
      bilingual('khi không còn sai khác: ghi lý do và ký tiếp', 'when nothing differs any more: record why, and sign heads again'),
    )
    .option('--by <name>', bilingual('ai khép lại; mặc định: tài khoản đang chạy lệnh', 'who settles; default: the user who runs this'))
    .option('--json', bilingual('in JSON (với gói)', 'print JSON (of a bundle)'))
    .action(async (bundle: string | undefined, options: VerifyCommandOptions) =>
      (await import('./verify-command.js')).runVerify(readSettings, bundle, options),
    );
}

export function addEvidence(tiendo: Command): void {
  tiendo
    .command('export-evidence')
    .description(
      bilingual(
        'Xuất gói bằng chứng của một mục tiêu, kiểm tra được bằng tiendo verify',
        'write the evidence bundle of a target, for tiendo verify',
      ),
    )
    .requiredOption('--target <id>', bilingual('mục tiêu', 'target'))
    .requiredOption('--out <file>', bilingual('tệp zip để ghi; không ghi đè', 'the zip to write; never over another file'))
    .requiredOption('--reason <text>', bilingual('lý do, được ghi vào lịch sử', 'why, put on record'))
    .option('--as-of <date>', bilingual('tính đến ngày', 'as of'))
    .option('--known-at <moment>', bilingual('theo những gì đã biết tại vị trí hoặc thời điểm', 'as known at a position or instant'))
    .option(
      '--head <file>',
      bilingual(
        'đầu nhật ký đã giữ: gói chứng minh nhật ký nối tiếp nó',
        'a head that was kept: the bundle proves that the log continues it',
      ),
      collected,
    )
    .action(async (options: ExportEvidenceOptions) =>
      (await import('./export-evidence-command.js')).exportEvidence(readSettings(), options),
    );
}

export function addReplay(tiendo: Command): void {
  tiendo
    .command('replay')
    .description(
      bilingual(
        'Tính lại từ kho sự kiện, chỉ đọc, và so với bảng đọc từng dòng',
        'fold again from the event store, read-only, and compare with the read tables row by row',
      ),
    )
    .option('--target <id>', bilingual('chỉ một mục tiêu, tính trong bộ nhớ', 'one target only, in memory'))
    .option('--as-of <date>', bilingual('tính đến ngày', 'as of'))
    .option('--known-at <moment>', bilingual('theo những gì đã biết tại vị trí hoặc thời điểm', 'as known at a position or instant'))
    .option(
      '--scratch <url>',
      bilingual(
        'cơ sở dữ liệu trống để dựng bảng; mặc định tạo tạm rồi xóa',
        'an empty database to fill tables in; by default one is made and dropped',
      ),
    )
    .option('--json', bilingual('in JSON', 'print JSON'))
    .action(async (options: ReplayOptions) => (await import('./replay-command.js')).runReplay(readSettings(), options));
}
