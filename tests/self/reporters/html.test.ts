import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect, test } from 'vitest';
import { renderPage } from '../../../reporters/html/page.ts';
import {
  createCase,
  createExchange,
  createLargeRecord,
  createPassedRecord,
  createRecord,
  createSession,
  huge,
} from './sample-record.ts';

type Element = DefaultTreeAdapterTypes.Element;

function listElements(node: DefaultTreeAdapterTypes.Node): Element[] {
  const own = 'tagName' in node ? [node] : [];
  const children = 'childNodes' in node ? node.childNodes.flatMap(listElements) : [];
  return [...own, ...children];
}

const html = renderPage(createRecord());
const elements = listElements(parse(html));
const named = (name: string) => elements.filter(({ tagName }) => tagName === name);
const attribute = ({ attrs }: Element, name: string) => attrs.find((one) => one.name === name)?.value;
const readText = ({ childNodes }: Element) =>
  childNodes.map((node) => ('value' in node ? node.value : '')).join('');
const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('no markup of the target becomes an element or attribute', () => {
  expect(named('script')).toHaveLength(2);
  expect(named('img')).toEqual([]);
  expect(
    elements.flatMap(({ attrs }) => attrs).filter(({ name }) => name.startsWith('on') || name === 'style'),
  ).toEqual([]);
  expect(html).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\ufffe\uffff]/u);
});

test('the content security policy allows only the page’s own style and script', () => {
  const policy = named('meta')
    .map((meta) => attribute(meta, 'content') ?? '')
    .find((content) => content.includes('default-src'));
  const [, script] = named('script');
  const [style] = named('style');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`script-src ${digest(script ? readText(script) : '')};`);
  expect(policy).toContain(`style-src ${digest(style ? readText(style) : '')};`);
  expect(policy).not.toContain('unsafe');
  const links = elements
    .map((element) => attribute(element, 'src') ?? attribute(element, 'href'))
    .filter((link) => link !== undefined);
  for (const link of links)
    expect(link).toMatch(/^(#|data:image\/svg\+xml,|https:\/\/www\.rfc-editor\.org\/rfc\/)/);
});

test('ids are unique, and all links within the page have a target', () => {
  const ids = elements.map((element) => attribute(element, 'id')).filter((id) => id !== undefined);
  expect(new Set(ids).size).toBe(ids.length);
  const links = named('a')
    .map((link) => attribute(link, 'href') ?? '')
    .filter((link) => link.startsWith('#'));
  for (const link of links) expect(ids).toContain(link.slice(1));
});

test('the page has all lines of the contract, with the class of their worst verdict', () => {
  const lines = named('li').filter((item) => /^L\d+$/.test(attribute(item, 'id') ?? ''));
  expect(lines).toHaveLength(createRecord().contract.lines.join('\n').trimEnd().split('\n').length);
  expect(
    lines.find((line) => attribute(line, 'id') === 'L353')?.attrs.find(({ name }) => name === 'class')?.value,
  ).toBe('line failed');
});

test('the page stays under 3 MB with 1,000 exchanges of large bodies', () => {
  const exchanges = Array.from({ length: 1000 }, (_, i) => {
    const value = { ...createSession(), note: `${i}${'ä"<'.repeat(20_000)}` };
    const body = { text: JSON.stringify(value), bytes: 200_000, truncated: false, json: { value } };
    return createExchange(i + 1, createCase(i + 1), {
      response: { status: 201, headers: [['x', huge]], body },
    });
  });
  const results = createPassedRecord().results.flatMap((result) =>
    Array.from({ length: 100 }, (_, i) => ({
      ...result,
      exchanges: exchanges.slice(i * 10, i * 10 + 10).map(({ id }) => id),
    })),
  );
  expect(
    Buffer.byteLength(renderPage(createRecord({ results, exchanges, counterexamples: [] }))),
  ).toBeLessThan(3_000_000);
});

test('a clause whose line is not in the document is listed separately', () => {
  const { contract } = createRecord();
  const lost = renderPage(createRecord({ contract: { ...contract, lines: [] } }));
  expect(lost.match(/data-clauses="\d+"/g)).toHaveLength(createRecord().results.length);
});

test('a long document is reduced to the lines near its clauses', () => {
  const { contract } = createRecord();
  const lines = [...contract.lines, ...Array.from({ length: 50_000 }, (_, i) => `x${i}: ${'y'.repeat(100)}`)];
  expect(renderPage(createRecord({ contract: { ...contract, lines } })).length).toBeLessThan(1_000_000);
});

test('with many clauses the page lists only those that need attention, and counts the others by operation', () => {
  const record = createLargeRecord(75_000);
  const large = renderPage(record);
  expect(large.length).toBeLessThan(1_000_000);
  const [, data = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(large) ?? [];
  const listed = record.results.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'unverified');
  expect(JSON.parse(data).clauses.map(({ id }: { id: string }) => id)).toEqual(
    listed.map(({ clause }) => clause.id),
  );
  expect(large).toContain('operation-179');
  expect(large).toContain(`${(75_011 - listed.length).toLocaleString('en')} more are counted above`);
});

test('a page with many failures lists the first ones', () => {
  const failed = createRecord().results.filter(({ verdict }) => verdict === 'failed');
  const results = Array.from({ length: 4000 }, () => failed.map((result) => ({ ...result }))).flat();
  expect(renderPage(createRecord({ results })).length).toBeLessThan(10_000_000);
});
