import type { ComparedFigure, ComparedTarget, Comparison } from './catalog-compare.js';
import type { CatalogDirective } from './catalog/schemas.js';
import { bilingual } from './cli-error.js';

export interface ComparedDirective {
  readonly directive: CatalogDirective;
  readonly targets: Comparison<ComparedTarget>;
  readonly figures: Comparison<ComparedFigure>;
}

/** How one directive by reading differs from the catalogue: `≠` a field, `−` in the catalogue alone, `+` by reading alone. */
export function linesOf({ directive: { id, kind, number, issuer }, targets, figures }: ComparedDirective): readonly string[] {
  const head = [id, [kind, number].filter(Boolean).join(' '), issuer].join('  ');
  return ['', head, ...section(bilingual('Mục tiêu', 'targets'), targets), ...section(bilingual('Số liệu', 'figures'), figures)];
}

/** How many records of the catalogue come by reading, and how many of these are alike in every field. */
export function totalOf(compared: readonly ComparedDirective[]): string {
  const count = (size: (comparison: Comparison<ComparedTarget | ComparedFigure>) => number): number =>
    compared.reduce((sum, { targets, figures }) => sum + size(targets) + size(figures), 0);
  const [both, alone, extra] = [
    count(({ both }) => both.length),
    count((one) => one.catalogueOnly.length),
    count((one) => one.readingOnly.length),
  ];
  const same = count(alike);
  return bilingual(
    `Cả ${compared.length} văn bản: đọc ra ${both}/${both + alone}, giống hệt ${same}; thêm ${extra}. Không so gốc so sánh, lộ trình và số ngày chờ báo cáo.`,
    `all ${compared.length} documents: ${both} of ${both + alone} come by reading, ${same} alike in every field that a document says; ${extra} more. Baseline, course and grace are not compared.`,
  );
}

const alike = ({ both }: Comparison<ComparedTarget | ComparedFigure>): number =>
  both.filter(({ differences }) => differences.length === 0).length;

function section(title: string, comparison: Comparison<ComparedTarget> | Comparison<ComparedFigure>): readonly string[] {
  const { both, catalogueOnly, readingOnly } = comparison;
  if (both.length + catalogueOnly.length + readingOnly.length === 0) return [];
  const same = alike(comparison);
  return [
    `  ${title}: ${bilingual(`${both.length} có ở cả hai, ${same} giống hệt`, `${both.length} in both, ${same} alike`)}`,
    ...both.flatMap(({ catalogue, reading: read, differences }) =>
      differences.map(({ field, catalogue: ours, reading }) => {
        // An indicator that was defined by the way is told by its name.
        const theirs = field === 'indicator' ? read.indicator : reading;
        return `    ≠ ${short(catalogue.indicator)}: ${field}: ${short(ours)} → ${short(theirs)}`;
      }),
    ),
    ...catalogueOnly.map(({ indicator, clause }) => `    − ${short(indicator)} (${clause})`),
    ...readingOnly.map(({ indicator, clause }) => `    + ${short(indicator)} (${clause})`),
  ];
}

/** Of a long name or course of milestones its two ends. */
const short = (text: string): string => (text.length > 90 ? `${text.slice(0, 60).trim()} … ${text.slice(-22).trim()}` : text);
