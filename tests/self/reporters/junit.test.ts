import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { renderJunit } from '../../../reporters/junit.ts';
import type { RunRecord } from '../../../reporters/record.ts';
import { createLargeRecord, createPassedRecord, createRecord, untestedOperation } from './sample-record.ts';

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
  const [output] = all(failed ?? read(record), 'system-out');
  expect(output?.text.split('\n').map((line) => line.split(': ')[0])).toEqual([
    'id',
    'level',
    'verdict',
    'pointer',
    'line',
  ]);
});

/** The elements and attributes of Jenkins' schema (xunit-plugin, junit-10.xsd) that the report uses. */
const schema: Record<string, { children: string[]; attributes: string[] }> = {
  testsuites: { children: ['testsuite'], attributes: ['name', 'time', 'tests', 'failures', 'errors'] },
  testsuite: {
    children: ['testcase'],
    attributes: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp'],
  },
  testcase: {
    children: ['skipped', 'error', 'failure', 'system-out'],
    attributes: ['name', 'time', 'classname', 'file', 'line'], // Jenkins does not know `file` and `line`
  },
  failure: { children: [], attributes: ['message', 'type'] },
  error: { children: [], attributes: ['message', 'type'] },
  skipped: { children: [], attributes: ['message'] },
  'system-out': { children: [], attributes: [] },
};

test.each([
  ['a failed run', createRecord()],
  ['a strict run', createRecord({ arguments: ['--strict'] })],
  ['a run that could not judge', createRecord({ problem: 'connection refused', complete: false })],
  ['a run that was cut', createRecord({ complete: false })],
])('%s is valid against the schema of Jenkins, and every case and suite has a time', (_, record) => {
  const check = ({ name, attributes, children }: Element): void => {
    expect(schema[name]?.attributes).toEqual(expect.arrayContaining(Object.keys(attributes)));
    expect(schema[name]?.children).toEqual(expect.arrayContaining(children.map((child) => child.name)));
    if (name.startsWith('test')) expect(attributes.time).toMatch(/^\d+\.\d{3}$/);
    children.forEach(check);
  };
  read(record).children.forEach(check);
});

test('failures, errors and skipped clauses are distinct and counted', () => {
  const document = read(createRecord());
  const [root] = all(document, 'testsuites');
  const skipped = all(document, 'testsuite').map(({ attributes }) => Number(attributes.skipped));
  expect(skipped.reduce((sum, count) => sum + count)).toBe(3);
  const number = (name: string) => String(all(document, name).length);
  expect(root?.attributes).toMatchObject({ tests: '11', failures: '5', errors: '1' });
  expect([number('testcase'), number('failure'), number('error'), number('skipped')]).toEqual([
    '11',
    '5',
    '1',
    '3',
  ]);
});

test('a skipped clause has a reason', () => {
  const messages = all(read(createRecord()), 'skipped').map(({ attributes }) => attributes.message);
  expect(messages).toContain('unverified: no team customer is known: set POLAR_TEAM_CUSTOMER_ID');
});

test('a strict run fails noticed and unverified clauses', () => {
  const document = read(createRecord({ arguments: ['--strict'] }));
  expect(all(document, 'testsuites')[0]?.attributes).toMatchObject({ failures: '7' });
  expect(all(document, 'skipped')).toHaveLength(1);
});

test('a run that could not judge has an error', () => {
  const document = read(createRecord({ problem: 'connection refused', results: [] }));
  expect(all(document, 'testsuite')[0]?.attributes).toMatchObject({ name: 'run', errors: '1' });
  expect(all(read(createPassedRecord()), 'error')).toEqual([]);
});

test('a run that was cut has a skipped case with the reason', () => {
  const document = read({ ...createPassedRecord(), complete: false, notes: ['9 cases were not sent'] });
  expect(all(document, 'testsuite')[0]?.attributes).toMatchObject({ name: 'run', errors: '0', skipped: '1' });
  expect(all(document, 'skipped')[0]?.attributes.message).toBe('incomplete: 9 cases were not sent');
});

test('an operation without a judged success response is an error, with the reason and the remedy', () => {
  const document = read({ ...createPassedRecord(), operations: [untestedOperation] });
  const [suite] = all(document, 'testsuite');
  expect(suite?.attributes).toMatchObject({ name: untestedOperation.operation, errors: '1' });
  expect(all(document, 'error')[0]?.text).toMatch(
    /answered with 422\n.*the last one got 422: .*\ngive a request/,
  );
  expect(all(document, 'testsuites')[0]?.attributes).toMatchObject({ tests: '3', errors: '1' });
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
