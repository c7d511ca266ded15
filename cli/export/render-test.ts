import type { StatusConditions } from './allowed-statuses.ts';
import { quoteText } from './quote-code.ts';
import type { RequestCode } from './request-code.ts';
import type { ShapeCode } from './shape-code.ts';

/** How an exported test judges the response. */
export type Check =
  | { by: 'status'; conditions: StatusConditions }
  | { by: 'shape'; shape: ShapeCode }
  /**
   * `judgeExchange` of the package, for clauses that plain conditions cannot express. The response can be judged if the
   * id of a judged clause begins with `evidence`.
   */
  | { by: 'package'; operation: string; contract: string | undefined; evidence: string };

/** What an exported test contains. Texts are safe to print. */
export interface TestParts {
  /** The lines of the comment above the test. */
  comment: readonly string[];
  clause: string;
  title: string;
  /** The URL of the target, if it is not only given by `CONFORMANCE_TARGET`. */
  target: string | undefined;
  request: RequestCode;
  check: Check;
}

/** Functions of which an exported test contains those that it uses. */
const helpers = {
  getSecret: `function getSecret(name) {
  const value = process.env[name];
  if (!value) throw new Error(\`Set \${name}.\`);
  return value;
}`,
  failUnjudged: `function failUnjudged(status) {
  throw new Error(\`The clause cannot be judged: status \${status} does not show whether it is met.\`);
}`,
  getProperty: `/** The values of a property; an absent property has none. */
const getProperty = (name) => (values) =>
  values.flatMap((value) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? [value[name]] : [],
  );`,
  getItems: `const getItems = (values) => {
  const lists = values.filter(Array.isArray);
  if (lists.length > 0 && lists.every((list) => list.length === 0))
    throw new Error('The clause cannot be judged: the list has no items.');
  return lists.flat();
};`,
  select: `/** Selects the values that the clause is about. */
const select = (isMeant) => (values) => {
  const selected = values.filter(isMeant);
  if (values.length > 0 && selected.length === 0)
    throw new Error('The clause cannot be judged: no value belongs to the branch of the schema that it is about.');
  return selected;
};`,
  keepIf: 'const keepIf = (appliesTo) => (values) => values.filter(appliesTo);',
} as const;

const indent = (lines: readonly string[], spaces: number): string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(spaces) + line));

/** Renders a vitest test file. */
export function renderTest({ comment, clause, title, target, request, check }: TestParts): string {
  const body = [...request.lines, ...writeCheck(check, request, clause, title)];
  const text = body.join('\n');
  const used = Object.entries(helpers).filter(
    ([name]) => text.includes(`${name}(`) || text.includes(`${name},`),
  );
  const lines = [
    ...comment.map((line) => `// ${line}`),
    ...(check.by === 'package' ? ["import { judgeExchange, loadContract } from 'polar-conformance';"] : []),
    "import { expect, test } from 'vitest';",
    '',
    `const { CONFORMANCE_TARGET${target === undefined ? '' : ` = ${quoteText(target)}`} } = process.env;`,
    ...(target === undefined
      ? ["if (!CONFORMANCE_TARGET) throw new Error('Set CONFORMANCE_TARGET to the URL of the server.');"]
      : []),
    "const target = CONFORMANCE_TARGET.replace(/\\/$/, '');",
    ...used.flatMap(([, code]) => ['', ...code.split('\n')]),
    '',
    `test(${quoteText(title)}, async () => {`,
    ...indent(body, 2),
    '});',
    '',
  ];
  return lines.join('\n');
}

function writeCheck(check: Check, request: RequestCode, clause: string, title: string): string[] {
  if (check.by === 'status') return writeStatusCheck(check.conditions, title);
  if (check.by === 'shape') return writeShapeCheck(check.shape, title);
  const contract = check.contract === undefined ? '' : quoteText(check.contract);
  return [
    `const { judged, failures } = judgeExchange(await loadContract(${contract}), {`,
    `  operation: ${quoteText(check.operation)},`,
    `  request: { method: ${request.method}, url: ${request.path} },`,
    '  response: {',
    '    status: response.status,',
    '    headers: response.headers,',
    '    body: new Uint8Array(await response.arrayBuffer()),',
    '  },',
    '});',
    `if (!judged.some((id) => id.startsWith(${quoteText(check.evidence)})))`,
    '  failUnjudged(response.status);',
    `const failure = failures.find((each) => each.clause === ${quoteText(clause)});`,
    'expect(failure?.message).toBeUndefined();',
  ];
}

function writeStatusCheck({ meets, isInconclusive }: StatusConditions, title: string): string[] {
  return [
    'const { status } = response;',
    ...(isInconclusive === undefined ? [] : [`if (${isInconclusive})`, '  failUnjudged(status);']),
    `expect(status, ${quoteText(title)}).toSatisfy((status) => ${meets});`,
  ];
}

function writeShapeCheck({ status, steps, condition }: ShapeCode, title: string): string[] {
  return [
    `if (response.status !== ${status})`,
    '  failUnjudged(response.status);',
    'const steps = [',
    ...steps.map((step) => `  ${step},`),
    '];',
    'const values = steps.reduce((selected, step) => step(selected), [await response.json()]);',
    'for (const value of values)',
    `  expect(value, ${quoteText(title)}).toSatisfy((value) => ${condition});`,
  ];
}
