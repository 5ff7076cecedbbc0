import { jest } from '@jest/globals';
import { ApiError } from './api.js';
import { patiently } from './patience.js';

describe('reading what was just written', () => {
  const answering = (...answers: readonly (Error | string)[]) => {
    let asked = 0;
    const reading = async (): Promise<string> => {
      const answer = answers[Math.min(asked++, answers.length - 1)]!;
      if (typeof answer !== 'string') throw answer;
      return answer;
    };
    return { reading, asked: () => asked };
  };
  const behind = new ApiError(503, 'chưa tới');

  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('goes on while the tables are behind, and gives up in the end', async () => {
    const soon = patiently(answering(behind, behind, 'đây').reading);
    await jest.runAllTimersAsync();
    expect(await soon).toBe('đây');
    const never = answering(behind);
    const begun = Date.now();
    const refused = expect(patiently(never.reading)).rejects.toBe(behind);
    await jest.runAllTimersAsync();
    await refused;
    expect([never.asked(), Date.now() - begun]).toEqual([6, 2_500]);
  });

  it('passes a refusal on at once', async () => {
    const refused = answering(new ApiError(409, 'đã có'), 'đây');
    await expect(patiently(refused.reading)).rejects.toThrow('đã có');
    expect(refused.asked()).toBe(1);
  });
});
