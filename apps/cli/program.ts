import { existsSync, readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { ROLES } from '../../libs/domain/kernel/command.js';
import { bilingual, CliError } from './cli-error.js';
import type { ReadCommandOptions } from './read-command.js';
import { addEvidence, addKeys, addReplay, addVerify } from './program-audit.js';
import { collected, wholeNumber } from './program-options.js';
import { readSettings } from './settings.js';
import type { TokenOptions } from './token.js';

/** The command line; each command brings in its own code only when it runs. */
export function program(): Command {
  const tiendo = new Command('tiendo')
    .description(bilingual('Tiến Độ: theo dõi tiến độ chỉ tiêu được giao', 'progress of assigned targets against their schedule'))
    .version(version(), '-V, --version', bilingual('phiên bản', 'version'))
    .helpOption('-h, --help', bilingual('trợ giúp', 'help'))
    .addHelpText('after', ENVIRONMENT)
    .showHelpAfterError('(tiendo --help)');
  addServices(tiendo);
  addToken(tiendo);
  addTools(tiendo);
  return tiendo;
}

function addServices(tiendo: Command): void {
  tiendo
    .command('start')
    .description(
      bilingual(
        'Chạy tất cả, kèm PostgreSQL nếu không đặt TIENDO_DATABASE_URL',
        'run everything, with an embedded PostgreSQL unless TIENDO_DATABASE_URL is set',
      ),
    )
    .action(async () => (await import('./start.js')).start(readSettings()));
  tiendo
    .command('api')
    .description(bilingual('Chỉ chạy API HTTP', 'run the HTTP API alone'))
    .option('--port <port>', bilingual('thay cho TIENDO_PORT', 'over TIENDO_PORT'), wholeNumber)
    .option('--free-port', bilingual('lấy cổng trống kế tiếp', 'take the next free port'))
    .action(async (options: { port?: number; freePort?: boolean }) => (await import('./api.js')).runApi(readSettings(), options));
  tiendo
    .command('projector')
    .description(bilingual('Chỉ chạy bộ chiếu (ghi bảng đọc)', 'run the projector alone (writes the read tables)'))
    .action(async () => (await import('./projector.js')).runProjector(readSettings()));
}

function addToken(tiendo: Command): void {
  tiendo
    .command('token')
    .description(bilingual('Phát mã truy cập để phát triển', 'issue a development token'))
    .addOption(new Option('--role <role>', bilingual('vai trò', 'role')).choices(ROLES).makeOptionMandatory())
    .requiredOption(
      '--locality <id>',
      bilingual('phạm vi, ví dụ vn-08@base; vn là cả nước', 'scope, such as vn-08@base; vn is the whole country'),
    )
    .option('--name <name>', bilingual('tên hiển thị', 'display name'))
    .option('--subject <id>', bilingual('định danh người dùng', 'subject'))
    .option('--hours <hours>', bilingual('thời hạn, giờ', 'lifetime in hours'), wholeNumber, 12)
    .action(async (options: TokenOptions) => (await import('./token.js')).printToken(readSettings(), options));
}

function addTools(tiendo: Command): void {
  const catalog = tiendo.command('catalog').description(bilingual('Danh mục', 'the catalogue'));
  catalog
    .command('load [folder]')
    .description(bilingual('Nạp danh mục; phần đã có được giữ nguyên', 'load a catalogue; what is there already stays'))
    .action(async (folder: string | undefined) => (await import('./catalog-command.js')).loadCatalogFolder(readSettings(), folder));
  catalog
    .command('compare <folder>')
    .description(
      bilingual('Đọc lại các văn bản của danh mục và nêu khác biệt', 'read the documents of the catalogue anew and tell the differences'),
    )
    .action(async (folder: string) => (await import('./catalog-compare-command.js')).compareCatalog(folder));
  tiendo
    .command('rebuild <projection>')
    .description(
      bilingual('Dựng lại một bảng đọc từ lịch sử, bên cạnh bảng đang dùng', 'rebuild a read model from the history, beside the live one'),
    )
    .action(async (projection: string) => (await import('./rebuild.js')).rebuild(readSettings(), projection));
  for (const add of [addKeys, addVerify, addEvidence, addReplay]) add(tiendo);
  tiendo
    .command('backtest <file>')
    .description(
      bilingual('Chạy lại các chuỗi số liệu cũ (CSV) qua cảnh báo và dự báo', 'replay past series (CSV) through status and forecast'),
    )
    .action(async (file: string) => (await import('./backtest-command.js')).runBacktest(file));
  addRead(tiendo);
  tiendo
    .command('bench')
    .description(bilingual('Đo tốc độ (chỉ trong mã nguồn)', 'measure speed (in a checkout only)'))
    .argument('[names...]', bilingual('chỉ đo các mục này', 'only these'))
    .action(runBench);
}

function addRead(tiendo: Command): void {
  tiendo
    .command('read <files...>')
    .description(
      bilingual(
        'Đọc văn bản (- là đầu vào chuẩn): chỉ tiêu được giao và số liệu báo cáo, kèm lời văn',
        'read a document (- is standard input): the targets that it sets and the figures that it reports, with their words',
      ),
    )
    .option('--json', bilingual('in JSON', 'print JSON'))
    .option('--locality <name>', bilingual('địa bàn, khi văn bản không nêu cơ quan', 'the locality where the document names no authority'))
    .addOption(new Option('--lang <language>', bilingual('ngôn ngữ', 'language')).choices(['vi', 'en']).default('vi'))
    .option(
      '--score <gold>',
      bilingual('đối chiếu với tệp chú giải, mỗi văn bản một tệp', 'compare with annotations, one file for each document'),
      collected,
    )
    .option('--borderline <file>', bilingual('các đoạn không tính (borderline.json)', 'spans that count neither way (borderline.json)'))
    .option('--errors', bilingual('liệt kê chỗ sai', 'list what is wrong'))
    .action(async (files: string[], options: ReadCommandOptions) => (await import('./read-command.js')).runRead(files, options));
}

function version(): string {
  // Built, this file lies one folder deeper than its source.
  const file = ['../../../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  return file === undefined ? '?' : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

async function runBench(names: readonly string[]): Promise<void> {
  const file = new URL('../../bench/main.js', import.meta.url).href;
  const bench = (await import(file).catch((error: unknown) => {
    throw new CliError(bilingual('Không có chương trình đo ở đây', 'there is no benchmark here'), { cause: error });
  })) as { main(names: readonly string[]): Promise<void> };
  await bench.main(names);
}

const ENVIRONMENT = `
Biến môi trường / Environment:
  TIENDO_DATABASE_URL      postgres://…  bảng đọc, và sự kiện nếu không đặt biến sau / read tables, and events unless the next is set
  TIENDO_EVENT_STORE_URL   postgres://… | esdb://…  kho sự kiện / event store
  TIENDO_PORT, TIENDO_HOST cổng và địa chỉ (3000, 127.0.0.1) / port and address
  TIENDO_DATA_DIR          thư mục dữ liệu (.tiendo) / data folder
  TIENDO_JWKS_URL, TIENDO_JWT_ISSUER, TIENDO_JWT_AUDIENCE   nhà cung cấp định danh thật / the real issuer
  TIENDO_LOG_LEVEL         debug | info | warn | error
`;
