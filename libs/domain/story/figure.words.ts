import type { Sentence } from '../alert/alert.events.js';
import type { Figure } from '../measurement/figure.js';
import type { Field, IndicatorWords } from './story.js';
import { amount, both, dated, dateText, field, percentage } from './story.words.js';

const NAME = {
  numerator: { vi: 'tử số', en: 'numerator' },
  denominator: { vi: 'mẫu số', en: 'denominator' },
  percent: { vi: 'tỷ lệ', en: 'percentage' },
  value: { vi: 'số liệu', en: 'figure' },
  doneOn: { vi: 'hoàn thành', en: 'done' },
} as const satisfies Readonly<Record<string, Sentence>>;

interface FigureWords {
  readonly text: Sentence;
  readonly fields: readonly Field[];
}

/** A figure in words, found once: what it was before an event was said after the one before. */
export class SaidFigures {
  private readonly said = new WeakMap<Figure, FigureWords>();

  of(figure: Figure, words: IndicatorWords): FigureWords {
    const known = this.said.get(figure);
    if (known) return known;
    const found = { text: figureText(figure, words), fields: figureFields(figure, words) };
    this.said.set(figure, found);
    return found;
  }
}

/** `37/84 hộ (44,05 %)`: the figure as it was recorded, with the percentage that a ratio amounts to. */
function figureText(figure: Figure, { unit, counted }: IndicatorWords): Sentence {
  switch (figure.shape) {
    case 'ratio': {
      const percent = percentage(figure.numerator, figure.denominator);
      const [part, whole] = [amount(figure.numerator, ''), amount(figure.denominator, counted === '%' ? '' : counted)];
      const share = percent === null ? null : amount(percent, '%');
      return both((language) => `${part[language]}/${whole[language]}${share ? ` (${share[language]})` : ''}`);
    }
    case 'rate':
      return amount(figure.percent, '%');
    case 'done':
      if (figure.on === null) return { vi: 'chưa hoàn thành', en: 'not done' };
      return { vi: `hoàn thành ngày ${dateText(figure.on, 'vi')}`, en: `done on ${dateText(figure.on, 'en')}` };
    default:
      return amount(figure.value, unit);
  }
}

function figureFields(figure: Figure, { unit, counted }: IndicatorWords): readonly Field[] {
  switch (figure.shape) {
    case 'ratio': {
      const { numerator, denominator } = figure;
      const percent = percentage(numerator, denominator);
      return [
        field('numerator', NAME.numerator, numerator, amount(numerator, counted), counted),
        field('denominator', NAME.denominator, denominator, amount(denominator, counted), counted),
        field('percent', NAME.percent, percent, percent === null ? null : amount(percent, '%'), '%'),
      ];
    }
    case 'rate':
      return [field('percent', NAME.percent, figure.percent, amount(figure.percent, '%'), '%')];
    case 'done':
      return [field('doneOn', NAME.doneOn, figure.on ?? 'no', figure.on === null ? { vi: 'chưa', en: 'no' } : dated(figure.on))];
    default:
      return [field('value', NAME.value, figure.value, amount(figure.value, unit), unit)];
  }
}
