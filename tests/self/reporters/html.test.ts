import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect, test } from 'vitest';
import { page } from '../../../reporters/html/page.ts';
import {
  exchange,
  huge,
  largeRecord,
  passedRecord,
  sampleCase,
  sampleRecord,
  session,
} from './sample-record.ts';

type Element = DefaultTreeAdapterTypes.Element;

function elementsOf(node: DefaultTreeAdapterTypes.Node): Element[] {
  const own = 'tagName' in node ? [node] : [];
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  return [...own, ...children];
}

const html = page(sampleRecord());
const elements = elementsOf(parse(html));
const named = (name: string) => elements.filter(({ tagName }) => tagName === name);
const attribute = ({ attrs }: Element, name: string) => attrs.find((one) => one.name === name)?.value;
const textOf = ({ childNodes }: Element) =>
  childNodes.map((node) => ('value' in node ? node.value : '')).join('');
const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('no markup of the target becomes an element or an attribute', () => {
  expect(named('script')).toHaveLength(2);
  expect(named('img')).toEqual([]);
  expect(
    elements.flatMap(({ attrs }) => attrs).filter(({ name }) => name.startsWith('on') || name === 'style'),
  ).toEqual([]);
  expect(html).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\ufffe\uffff]/u);
});

test('only the page’s own style and script may run, and nothing may be loaded', () => {
  const policy = named('meta')
    .map((meta) => attribute(meta, 'content') ?? '')
    .find((content) => content.includes('default-src'));
  const [, script] = named('script');
  const [style] = named('style');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`script-src ${digest(script ? textOf(script) : '')};`);
  expect(policy).toContain(`style-src ${digest(style ? textOf(style) : '')};`);
  expect(policy).not.toContain('unsafe');
  const links = elements
    .map((element) => attribute(element, 'src') ?? attribute(element, 'href'))
    .filter((link) => link !== undefined);
  for (const link of links)
    expect(link).toMatch(/^(#|data:image\/svg\+xml,|https:\/\/www\.rfc-editor\.org\/rfc\/)/);
});

test('ids are unique, and every link within the page leads somewhere', () => {
  const ids = elements.map((element) => attribute(element, 'id')).filter((id) => id !== undefined);
  expect(new Set(ids).size).toBe(ids.length);
  const links = named('a')
    .map((link) => attribute(link, 'href') ?? '')
    .filter((link) => link.startsWith('#'));
  for (const link of links) expect(ids).toContain(link.slice(1));
});

test('every line of the contract is there, those with clauses in the colour of their worst verdict', () => {
  const lines = named('li').filter((item) => /^L\d+$/.test(attribute(item, 'id') ?? ''));
  expect(lines).toHaveLength(sampleRecord().contract.lines.join('\n').trimEnd().split('\n').length);
  expect(
    lines.find((line) => attribute(line, 'id') === 'L353')?.attrs.find(({ name }) => name === 'class')?.value,
  ).toBe('line failed');
});

test('the page stays under 3 MB with 1,000 exchanges of large bodies', () => {
  const exchanges = Array.from({ length: 1000 }, (_, i) => {
    const value = { ...session(), note: `${i}${'ä"<'.repeat(20_000)}` };
    const body = { text: JSON.stringify(value), bytes: 200_000, truncated: false, json: { value } };
    return exchange(i + 1, sampleCase(i + 1), { response: { status: 201, headers: [['x', huge]], body } });
  });
  const judgements = passedRecord().judgements.flatMap((judged) =>
    Array.from({ length: 100 }, (_, i) => ({
      ...judged,
      exchanges: exchanges.slice(i * 10, i * 10 + 10).map(({ id }) => id),
    })),
  );
  expect(Buffer.byteLength(page(sampleRecord({ judgements, exchanges, counterexamples: [] })))).toBeLessThan(
    3_000_000,
  );
});

test('a clause whose line is not in the document is listed all the same', () => {
  const { contract } = sampleRecord();
  const lost = page(sampleRecord({ contract: { ...contract, lines: [] } }));
  expect(lost.match(/data-clauses="\d+"/g)).toHaveLength(sampleRecord().judgements.length);
});

test('a long document keeps the lines near its clauses only', () => {
  const { contract } = sampleRecord();
  const lines = [...contract.lines, ...Array.from({ length: 50_000 }, (_, i) => `x${i}: ${'y'.repeat(100)}`)];
  expect(page(sampleRecord({ contract: { ...contract, lines } })).length).toBeLessThan(1_000_000);
});

test('of very many clauses the page lists those that need a reader, and counts the others by operation', () => {
  const record = largeRecord(75_000);
  const large = page(record);
  expect(large.length).toBeLessThan(1_000_000);
  const [, data = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(large) ?? [];
  const listed = record.judgements.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'unverified');
  expect(JSON.parse(data).clauses.map(({ id }: { id: string }) => id)).toEqual(
    listed.map(({ clause }) => clause.id),
  );
  expect(large).toContain('operation-179');
  expect(large).toContain(`${(75_011 - listed.length).toLocaleString('en')} more are counted above`);
});

test('a page with nothing but failures lists the first of them', () => {
  const failed = sampleRecord().judgements.filter(({ verdict }) => verdict === 'failed');
  const judgements = Array.from({ length: 4000 }, () => failed.map((judged) => ({ ...judged }))).flat();
  expect(page(sampleRecord({ judgements })).length).toBeLessThan(10_000_000);
});
