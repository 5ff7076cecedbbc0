import { dayOf, placeFinder, readingOptions, type Place } from './known-places.js';

const place = (id: string, kind: string, name: string, level: string, parents: readonly string[] = []): Place => ({
  ...{ id, kind, name, level, parents },
  fullName: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${name}`,
});
const PROVINCE = place('p', 'tỉnh', 'Sơn Hà', 'province');
const PLACES = [
  PROVINCE,
  place('d1', 'huyện', 'Na Rì', 'district', ['Tỉnh Sơn Hà']),
  place('d2', 'huyện', 'Bình Lâm', 'district', ['Tỉnh Sơn Hà']),
  place('c1', 'thị trấn', 'Na Rì', 'commune', ['Huyện Na Rì']),
  place('c2', 'xã', 'Tân Long', 'commune', ['Huyện Na Rì']),
  place('c3', 'xã', 'Tân Long', 'commune', ['Huyện Bình Lâm']),
];

describe('the place that a proposal names', () => {
  const find = placeFinder(PLACES, 'p');
  it.each([
    [null, 'p'],
    ['Huyện Na Rì', 'd1'],
    ['huyện  na rì', 'd1'],
    ['Thị trấn Na Rì', 'c1'],
    ['Xã Tân Long, huyện Bình Lâm', 'c3'],
    ['Thị trấn Na Rì, huyện Bình Lâm', 'c1'],
    ['Các huyện, thành phố (tỉnh Sơn Hà)', 'p'],
    ['Xã Tân Long', undefined],
    ['Xã Tân Long, huyện Khác', undefined],
    ['Huyện Khác', undefined],
  ])('%s is %s', (named, id) => expect(find(named)?.id).toBe(id));
});

describe('what the reader knows of places', () => {
  it('has the greater before the smaller of one name, within their province', () => {
    const { places, locality } = readingOptions(PLACES, 'p');
    expect(locality).toBe('Tỉnh Sơn Hà');
    expect(places?.filter(({ name }) => name === 'Na Rì').map(({ kind }) => kind)).toEqual(['Huyện', 'Thị trấn']);
    expect(places?.map(({ within }) => within)).toEqual([null, ...Array.from({ length: 5 }, () => 'Sơn Hà')]);
  });

  it('is of the day of issue as far as it is printed, else of the meeting', () => {
    const day = (issuedOn: string | null, meetingOn: string | null = null) => dayOf({ issuedOn, meetingOn });
    expect([day('2021-09-10', '2021-08-31'), day('2021-09'), day('2021')]).toEqual(['2021-09-10', '2021-09-01', '2021-01-01']);
    expect([day('2021', '2021-08-31'), day(null, '2021-08-31'), day(null)]).toEqual(['2021-08-31', '2021-08-31', null]);
  });
});
