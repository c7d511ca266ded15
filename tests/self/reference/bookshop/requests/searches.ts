import { headerValues, listRequests, suffixes } from '../bookshop-request.ts';

const json = (value: object): string => encodeURIComponent(JSON.stringify(value));
const uuid = '5f0c9a6e-4a53-4d5e-9f43-0123456789ab';
const repeat = (count: number): string => Array.from({ length: count }, () => uuid).join(',');

const q = listRequests({ operation: 'search', method: 'GET', path: '/search' }, [
  ...suffixes(200, '?q=sea', '?q=zzz', '?q=/?:@-._~!$()*,;', `?q=${'a'.repeat(80)}`, "?q=o'clock"),
  ...suffixes(400, '', '?q=', `?q=${'a'.repeat(81)}`),
]);

const search = listRequests({ operation: 'search', method: 'GET', path: '/search?q=sea' }, [
  ...suffixes(200, `&filter=${json({})}`, `&filter=${json({ language: 'en', max_price_cents: 5000 })}`),
  ...suffixes(
    400,
    '&filter=en',
    '&filter=1',
    `&filter=${json({ language: 'xx' })}`,
    `&filter=${json({ a: 1 })}`,
  ),
  ...suffixes(400, `&filter=${json({ max_price_cents: '1' })}`),
  ...suffixes(200, '&price[min]=0', '&price%5Bmin%5D=1&price%5Bmax%5D=9000'),
  ...suffixes(400, '&price[min]=x', '&price[max]=-1', '&price[mid]=1'),
  ...suffixes(200, '&years=1950', '&years=1950%201960', '&years=1950+1960'),
  ...suffixes(400, '&years=x', '&years=2101', '&years=1950%201951%201952%201953', '&years=1950,1951'),
  ...suffixes(200, '&keywords=sea|night', '&keywords=sea%7Cnight'),
  ...suffixes(400, '&keywords=sea', '&keywords=sea|sea', '&keywords=sea|Night', '&keywords=sea,night'),
  ...suffixes(200, '&near=lat,1.5,lng,-2', '&near=lng,180,lat,-90'),
  ...suffixes(400, '&near=lat,1.5', '&near=lat,91,lng,0', '&near=lat,x,lng,0'),
  ...headerValues(200, 'cookie', `recent=${uuid}`, `recent=${repeat(5)}`),
  ...headerValues(400, 'cookie', 'recent=7', `recent=${repeat(6)}`),
]);

const aisle = { 'x-aisle': 'B07' };

const findShelf = listRequests({ operation: 'findShelf', method: 'GET', path: '/floors', headers: aisle }, [
  ...suffixes(200, '/-1/shelves/.fiction/;labels=a/1', '/4/shelves/.travel/;labels=a,b,c/1,2,3,99'),
  ...suffixes(400, '/5/shelves/.fiction/;labels=a/1', '/x/shelves/.fiction/;labels=a/1'),
  ...suffixes(400, '/1/shelves/fiction/;labels=a/1', '/1/shelves/.prose/;labels=a/1'),
  ...suffixes(400, '/1/shelves/.fiction/a/1', '/1/shelves/.fiction/;labels=a,a/1'),
  ...suffixes(400, '/1/shelves/.fiction/;labels=a,b,c,d/1', '/1/shelves/.fiction/;labels=A/1'),
  ...suffixes(400, '/1/shelves/.fiction/;labels=a/x', '/1/shelves/.fiction/;labels=a/100'),
  ...suffixes(400, '/1/shelves/.fiction/;labels=a/1,2,3,4,5'),
]);

const shelf = { operation: 'findShelf', method: 'GET', path: '/floors/1/shelves/.poetry/;labels=a/1' };

const shelfHeaders = [
  ...listRequests(shelf, [{ status: 400 }, ...headerValues(400, 'x-aisle', 'b7')]),
  ...listRequests({ ...shelf, headers: aisle }, [
    ...headerValues(200, 'x-lamps', '0', '1,2,255', '1, 2'),
    ...headerValues(400, 'x-lamps', '256', 'x', '1,2,3,4'),
    ...headerValues(200, 'x-reader', 'height=180', 'height=180,ladder=true'),
    ...headerValues(400, 'x-reader', 'height=39', 'ladder=true', 'height=180,age=3'),
  ]),
];

/** Requests with parameters in every style. */
export const styleRequests = [...q, ...search, ...findShelf, ...shelfHeaders];
