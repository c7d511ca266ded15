import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { renderJunit } from '../../../reporters/junit.ts';
import type { RunRecord } from '../../../reporters/record.ts';
import { createLargeRecord, createPassedRecord, createRecord } from './sample-record.ts';

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** Parses XML strictly: any error throws. */
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
const read = (record: RunRecord) => parse(renderJunit(record));

test('hostile text is escaped visibly and passes a strict XML parser', () => {
  expect(renderJunit(createRecord())).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/u);
  const failures = all(read(createRecord()), 'failure').map(({ text }) => text);
  expect(failures.some((text) => text.includes('\\u001b[31mred') && text.includes('</script><script>'))).toBe(
    true,
  );
});

test('each clause is a test case of its operation and family, with id, level, pointer and line', () => {
  const record = createRecord();
  const cases = all(read(record), 'testcase');
  expect(cases).toHaveLength(record.results.length);
  const failed = cases.find(({ attributes }) => attributes.name?.endsWith('/email/type'));
  expect(failed?.attributes).toMatchObject({
    classname: 'customer-sessions:create.response shape',
    file: 'spec/openapi.yaml',
  });
  const properties = all(failed ?? read(record), 'property').map(({ attributes }) => attributes.name);
  expect(properties).toEqual(['id', 'level', 'verdict', 'pointer', 'line']);
});

test('failures, errors and skipped clauses are distinct and counted', () => {
  const document = read(createRecord());
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

test('a skipped clause has a reason', () => {
  const messages = all(read(createRecord()), 'skipped').map(({ attributes }) => attributes.message);
  expect(messages).toContain('unverified: no team customer; set POLAR_TEAM_CUSTOMER_ID');
});

test('a strict run fails noticed and unverified clauses', () => {
  const [root] = all(read(createRecord({ arguments: ['--strict'] })), 'testsuites');
  expect(root?.attributes).toMatchObject({ failures: '7', skipped: '1' });
});

test('a run that could not judge or was interrupted has an error', () => {
  for (const more of [{ problem: 'connection refused', results: [] }, { complete: false }]) {
    expect(all(read(createRecord(more)), 'testsuite')[0]?.attributes).toMatchObject({
      name: 'run',
      errors: '1',
    });
  }
  expect(all(read(createPassedRecord()), 'error')).toEqual([]);
});

test('with many clauses each is a test case, failures are complete, and the file is below the limit of GitLab', () => {
  const xml = renderJunit(createLargeRecord(75_000));
  expect(Buffer.byteLength(xml)).toBeLessThan(30_000_000);
  expect(xml.match(/<testcase /g)).toHaveLength(75_011);
  const readFailures = (text: string) => text.match(/<failure [\s\S]*?<\/failure>/g);
  expect(readFailures(xml)).toEqual(readFailures(renderJunit(createRecord())));
});

test('with many clauses in error each has a reason, and the file is below the limit of GitLab', () => {
  const { results } = createLargeRecord(75_000);
  const broken = results.map((result) => ({ ...result, verdict: 'error' as const, reason: 'no answer' }));
  const xml = renderJunit(createRecord({ results: broken, problem: 'no answer' }));
  expect(Buffer.byteLength(xml)).toBeLessThan(30_000_000);
  expect(xml.match(/<error message="error: no answer"/g)).toHaveLength(75_011);
});
