import { v5, validate, version } from 'uuid';
import { eventId, uuidV5, uuidV7 } from './event-ids.js';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('ids that follow from what they name', () => {
  it('agree with the example of RFC 9562', () => {
    expect(uuidV5(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it.each(['', 'measurement-a.vn-08@base.2021#0', 'Tuyên Quang', 'đ'.repeat(3000)])(
    'agree with the uuid package on a name such as %p',
    (name) => {
      expect(uuidV5(DNS, name)).toBe(v5(name, DNS));
      expect(uuidV5(v5('other', DNS), name)).toBe(v5(name, v5('other', DNS)));
    },
  );

  it('differ by command, stream and place', () => {
    const ids = [eventId(DNS, 'a-1', 0), eventId(DNS, 'a-1', 1), eventId(DNS, 'a-10', 0), eventId(v5('x', DNS), 'a-1', 0)];
    expect(new Set(ids).size).toBe(4);
    expect(eventId(DNS, 'a-1', 0)).toBe(ids[0]);
  });

  it('are new and grow with time where they name nothing', () => {
    const ids = [uuidV7(1), uuidV7(1), uuidV7(0x0123456789ab), uuidV7()];
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(new Set(ids).size).toBe(4);
    expect(ids[2]).toMatch(/^01234567-89ab-7/);
    expect([...ids].sort().slice(2)).toEqual(ids.slice(2));
  });
});
