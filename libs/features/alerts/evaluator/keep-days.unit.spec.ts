import { believingNoLeap } from './keep-days.js';

const HOUR = 3_600_000;

describe('the clock', () => {
  let uptime = 0;
  const believing = () => believingNoLeap(() => uptime);

  it('is believed from day to day, after an outage of weeks and the first time', () => {
    const believes = believing();
    expect(believes(null, '2031-03-01')).toBe(true);
    expect(believes('2026-07-01', '2026-07-02')).toBe(true);
    expect(believes('2026-07-01', '2026-08-01')).toBe(true);
  });

  it('is believed after a leap once it has stood there for an hour', () => {
    const believes = believing();
    expect(believes('2026-07-01', '2026-08-02')).toBe(false);
    uptime += HOUR - 1;
    expect(believes('2026-07-01', '2026-08-02')).toBe(false);
    uptime += 1;
    expect(believes('2026-07-01', '2026-08-02')).toBe(true);
  });

  it('has to stand there anew when it came back in between', () => {
    const believes = believing();
    expect(believes('2026-07-01', '2031-03-01')).toBe(false);
    uptime += HOUR / 2;
    expect(believes('2026-07-01', '2026-07-02')).toBe(true);
    uptime += HOUR / 2;
    expect(believes('2026-07-02', '2031-03-01')).toBe(false);
  });
});
