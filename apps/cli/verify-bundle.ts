import { readFileSync, statSync } from 'node:fs';
import { MOST_BYTES, NoBundle } from '../../libs/features/evidence/bundle-files.js';
import { sentenceOf } from '../../libs/features/evidence/bundle-findings.js';
import { plainJson } from '../../libs/features/evidence/bundle-text.js';
import { plain } from '../../libs/transparency/plain-text.js';
import { checkBundle, type Checked } from '../../libs/features/evidence/check-bundle.js';
import type { KeptHead } from '../../libs/features/evidence/check-heads.js';
import { printHistory } from '../../libs/features/histories/target-story.js';
import type { TrustedKey } from '../../libs/transparency/trusted-heads.js';
import { bilingual, CliError } from './cli-error.js';
import { EXIT } from './verdict.js';

export interface VerifyBundleOptions {
  readonly keys: readonly TrustedKey[];
  readonly kept: readonly KeptHead[];
  readonly json: boolean;
}

/** Verifies a bundle with nothing but its bytes and the keys; the exit code is the verdict. Throws `CliError`. */
export async function verifyBundle(file: string, { keys, kept, json }: VerifyBundleOptions): Promise<void> {
  if (keys.length === 0)
    throw new CliError(
      bilingual(
        'Hãy nêu --key: khóa công khai của nhật ký, lấy từ nơi khác, không phải từ gói',
        'say --key: the public key of the log, from elsewhere than the bundle',
      ),
    );
  try {
    const checked = await checkBundle(fileBytes(file), { keys, kept, print: printHistory });
    if (json) console.log(plainJson(asJson(file, checked)));
    else tell(plain(file), checked);
    process.exitCode = EXIT[checked.verdict];
  } catch (error) {
    if (!(error instanceof NoBundle)) throw error;
    if (json) console.log(plainJson({ file, readable: false, reason: { vi: error.vi, en: error.en } }));
    else console.log(`✗ ${bilingual(`${plain(file)}: ${error.vi}`, error.en)}`);
    process.exitCode = EXIT.undecided;
  }
}

/** What was proven, and apart from it what the bundle only claims. */
function asJson(file: string, { verdict, findings, manifest, head, events, connected, unchecked, moment, unproven }: Checked) {
  const { subject = null, asOf = null, knownAt = null, log = null } = manifest ?? {};
  const told = findings.map((finding) => ({ ...finding, text: sentenceOf(finding) }));
  return {
    ...{ file, readable: true, verdict, holds: verdict === 'agrees', subject, asOf, log: head, events, connected, findings: told },
    ...{ unchecked, unproven: [...(moment ? [moment] : []), ...unproven], claimed: { knownAt, signedAt: log?.signedAt ?? null } },
  };
}

function tell(file: string, { verdict, findings, manifest, head, events, connected, unchecked, moment, unproven }: Checked): void {
  const line = (mark: string, { vi, en }: { readonly vi: string; readonly en: string }): void => console.log(`${mark} ${vi}\n  ${en}`);
  if (manifest) {
    const [id, asOf] = [plain(manifest.subject.id), manifest.asOf];
    console.log(bilingual(`Mục tiêu ${id}, tính đến ${asOf}`, `target ${id}, as of ${asOf}`));
  }
  if (head) {
    const origin = plain(head.origin);
    console.log(bilingual(`Nhật ký đã ký ${origin}, ${head.size} mục`, `the signed log ${origin}, ${head.size} entries`));
  }
  for (const finding of findings) line('✗', sentenceOf(finding));
  for (const said of unchecked) line('!', said);
  for (const said of [...(moment ? [moment] : []), ...unproven]) line('–', said);
  const heads = connected > 0 ? [`, nối tiếp ${connected} đầu cũ hơn`, `, continuing ${connected} earlier heads`] : ['', ''];
  switch (verdict) {
    case 'differs':
      return console.log(bilingual(`${findings.length} chỗ sai trong ${file}.`, `${findings.length} findings in ${file}.`));
    case 'partly':
      return console.log(
        `! ${bilingual(`Khớp MỘT PHẦN: ${events} sự kiện có trong nhật ký${heads[0]}; những gì nêu ở dòng ! không được kiểm tra`, `agrees IN PART: ${events} events are in the log${heads[1]}; what stands on lines with ! was not checked`)}.`,
      );
    case 'agrees':
      return console.log(
        `✓ ${bilingual(`Những gì có trong gói (${events} sự kiện, số liệu, lịch sử, trang in) khớp với nhật ký đã ký${heads[0]}, trừ những gì nêu ở dòng –; điều này không chứng minh gói có đủ mọi sự kiện`, `what is in the bundle (${events} events, figures, history, page) does agree with the signed log${heads[1]}, but for what stands on lines with –; that does not prove that no event is left out`)}.`,
      );
  }
}

const NOT_READ: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  ENOENT: ['không có tệp này', 'there is no such file'],
  EACCES: ['không có quyền đọc tệp này', 'it may not be read'],
};

/** Throws `NoBundle` for what is no file that can be read. */
function fileBytes(file: string): Uint8Array {
  try {
    const found = statSync(file);
    if (found.isDirectory()) throw new NoBundle('đây là thư mục, không phải gói', 'it is a folder and no bundle');
    if (found.size > MOST_BYTES) throw new NoBundle(`tệp dài hơn ${MOST_BYTES} byte`, `the file has more than ${MOST_BYTES} bytes`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof NoBundle) throw error;
    const [vi, en] = NOT_READ[(error as NodeJS.ErrnoException).code ?? ''] ?? ['không đọc được tệp này', 'it cannot be read'];
    throw new NoBundle(vi, en);
  }
}
