import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { junit } from '../../../reporters/junit.ts';
import type { RunRecord } from '../../../reporters/record.ts';
import { largeRecord, passedRecord, sampleRecord } from './sample-record.ts';

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** A strict parse: any error of the XML throws. */
function parse(xml: string): Element {
  const parser = new SaxesParser();
  const root: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes }, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    for (const element of open.slice(-1)) element.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(xml).close();
  return root;
}

const all = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
const read = (record: RunRecord) => parse(junit(record));

test('hostile text survives a strict XML parser, visibly escaped', () => {
  expect(junit(sampleRecord())).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/u);
  const failures = all(read(sampleRecord()), 'failure').map(({ text }) => text);
  expect(failures.some((text) => text.includes('\\u001b[31mred') && text.includes('</script><script>'))).toBe(
    true,
  );
});

test('every clause is a case of its operation and family, with id, level, pointer and line', () => {
  const record = sampleRecord();
  const cases = all(read(record), 'testcase');
  expect(cases).toHaveLength(record.judgements.length);
  const failed = cases.find(({ attributes }) => attributes.name?.endsWith('/email/type'));
  expect(failed?.attributes).toMatchObject({
    classname: 'customer-sessions:create.response shape',
    file: 'spec/openapi.yaml',
  });
  const properties = all(failed ?? read(record), 'property').map(({ attributes }) => attributes.name);
  expect(properties).toEqual(['id', 'level', 'verdict', 'pointer', 'line']);
});

test('failures, errors and skipped clauses are kept apart, and counted as they are', () => {
  const document = read(sampleRecord());
  const [root] = all(document, 'testsuites');
  const number = (name: string) => String(all(document, name).length);
  expect(root?.attributes).toMatchObject({ tests: '11', failures: '5', errors: '1', skipped: '3' });
  expect([number('testcase'), number('failure'), number('error'), number('skipped')]).toEqual([
    '11',
    '5',
    '1',
    '3',
  ]);
});

test('a skipped clause says why', () => {
  const messages = all(read(sampleRecord()), 'skipped').map(({ attributes }) => attributes.message);
  expect(messages).toContain('unverified: no team customer; set POLAR_TEAM_CUSTOMER_ID');
});

test('a strict run fails what was noticed or unverified', () => {
  const [root] = all(read(sampleRecord({ arguments: ['--strict'] })), 'testsuites');
  expect(root?.attributes).toMatchObject({ failures: '7', skipped: '1' });
});

test('a run that could not judge, or was interrupted, is an error and no pass', () => {
  for (const more of [{ problem: 'connection refused', judgements: [] }, { complete: false }]) {
    expect(all(read(sampleRecord(more)), 'testsuite')[0]?.attributes).toMatchObject({
      name: 'run',
      errors: '1',
    });
  }
  expect(all(read(passedRecord()), 'error')).toEqual([]);
});

test('of very many clauses each is still a case, told in full where something is wrong, and GitLab takes the file', () => {
  const xml = junit(largeRecord(75_000));
  expect(Buffer.byteLength(xml)).toBeLessThan(30_000_000);
  expect(xml.match(/<testcase /g)).toHaveLength(75_011);
  const stories = (text: string) => text.match(/<failure [\s\S]*?<\/failure>/g);
  expect(stories(xml)).toEqual(stories(junit(sampleRecord())));
});

test('of very many clauses that could not be judged each says why, and GitLab takes the file', () => {
  const { judgements } = largeRecord(75_000);
  const broken = judgements.map((judged) => ({ ...judged, verdict: 'error' as const, reason: 'no answer' }));
  const xml = junit(sampleRecord({ judgements: broken, problem: 'no answer' }));
  expect(Buffer.byteLength(xml)).toBeLessThan(30_000_000);
  expect(xml.match(/<error message="error: no answer"/g)).toHaveLength(75_011);
});
