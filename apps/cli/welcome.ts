/** What the examples need to know. */
export interface Welcome {
  readonly url: string;
  /** The file that holds an Authorization header for curl; null where a real issuer gives the tokens. */
  readonly headerFile: string | null;
  /** A page of its own with a token in the fragment, which no server sees; null where there is no token to give. */
  readonly pageUrl: string | null;
  readonly logFiles: readonly string[];
}

const PROVINCE = 'vn-08@base';

/** Three requests that work when pasted into a shell, the second one also when pasted twice. */
export function examples(
  url: string,
  headerFile: string | null,
): readonly { readonly vi: string; readonly en: string; readonly command: string }[] {
  const header = headerFile === null ? `'Authorization: Bearer …'` : quoted(`@${headerFile}`);
  const curl = (path: string, ...rest: string[]): string => ['curl -sS', ...rest, `-H ${header}`, quoted(`${url}${path}`)].join(' ');
  const figure = {
    indicatorId: 'household-relocation',
    localityId: PROVINCE,
    asOf: '2021-09-30',
    basis: 'actual',
    figure: { shape: 'ratio', numerator: '52', denominator: '84' },
  };
  const json = `-H 'Content-Type: application/json' -H 'Idempotency-Key: example-1' -d ${quoted(JSON.stringify(figure))}`;
  return [
    {
      vi: 'Tuyên Quang đang chậm ở đâu, tính đến 31/8/2021',
      en: 'Where Tuyên Quang was behind on 31/8/2021',
      command: curl(`/v1/progress?asOf=2021-08-31&locality=${PROVINCE}&indicator=household-relocation`),
    },
    { vi: 'Ghi một số liệu', en: 'Record a figure', command: curl('/v1/measurements', json) },
    {
      vi: 'Lịch sử của số liệu đó: ai, lúc nào, điều gì',
      en: 'The history of that figure: who, when, what',
      command: curl(`/v1/events?stream=measurement-household-relocation.${PROVINCE}.2021`),
    },
  ];
}

/** What a person sees when everything runs. */
export function welcomeText({ url, headerFile, pageUrl, logFiles }: Welcome): string {
  const lines = ['', `Tiến Độ đang chạy / is running:  ${url}`];
  lines.push(
    `  API, OpenAPI 3.1    ${url}/docs`,
    `  Sẵn sàng / Ready    ${url}/health/ready`,
    `  Nhật ký / Logs      ${logFiles.join('  ')}`,
    '',
  );
  if (pageUrl !== null) lines.push('Mở trang tiến độ / Open the page:', '', `  ${pageUrl}`, '');
  if (headerFile !== null) lines.push(...DEVELOPMENT_WARNING);
  lines.push('Ba yêu cầu mẫu, dán vào cửa sổ lệnh / Three examples to paste:', '');
  for (const { vi, en, command } of examples(url, headerFile)) lines.push(`  # ${vi} / ${en}`, `  ${command}`, '');
  lines.push('Dừng: Ctrl-C / Stop: Ctrl-C', '');
  return lines.join('\n');
}

const DEVELOPMENT_WARNING = [
  '!! CHỈ ĐỂ PHÁT TRIỂN: máy chủ nhận mã truy cập do khóa trong thư mục dữ liệu ký. Ai đọc được tệp ấy đều vào được.',
  '!! DEVELOPMENT ONLY: the server takes tokens signed by the key in the data folder. Whoever reads that file gets in.',
  '   Mã khác / Other tokens:  npm run -s tiendo -- token --role planner --locality vn-08@base',
  '',
];

function quoted(text: string): string {
  return `'${text.replaceAll(`'`, `'\\''`)}'`;
}
