import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineIndicator as body } from '../../libs/contract/indicators.commands.js';
import { defineIndicator } from '../../libs/domain/indicator/indicator.decide.js';

const example: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/examples/indicator.json'), 'utf8'));

describe('the example of an indicator', () => {
  it('is taken by the contract and by the rules', () => {
    const command = body.parse(example);
    expect(defineIndicator(command, null)).toEqual([{ type: 'IndicatorDefined', data: command }]);
  });
});
