import type { Clause } from '../spec/clauses/clause.ts';
import { findFault } from '../spec/clauses/resource-rules.ts';
import type { Finding } from '../spec/clauses/verdict.ts';
import { isObject, parsePointer } from '../spec/json.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { Evidence } from './evidence.ts';
import { formatCount, toPrintable, toPrintableJson } from './printable.ts';

/** Describes what is wrong, not what the clause requires: "`customer.avatar_url` is missing". Safe to print. */
export function describeFault(clause: Clause, { finding, exchange }: Evidence): string {
  if (!finding) return `not met: ${toPrintable(clause.description, 300)}`;
  const effect = findFault(clause);
  const found = describeFinding(clause, finding, exchange);
  const title = effect === undefined ? found : [effect, ...(isAboutValue(finding) ? [found] : [])].join(': ');
  return toPrintable(finding.isIntermittent ? `${title} (intermittent)` : title, 300);
}

/** Whether the finding is about a part of the body, which the title names. */
const isAboutValue = ({ location }: Finding): boolean => typeof location === 'object' || location === 'body';

function describeFinding(clause: Clause, finding: Finding, exchange: Exchange | undefined): string {
  const { location, received, expected } = finding;
  if (typeof location === 'object') return describeBodyFault(clause, finding, location.body);
  const words = 'words' in received ? received.words : toPrintableJson(received.value, 80);
  if (location === 'status') return describeStatusFault(words, exchange);
  if (location === 'connection' && exchange?.delivery) return `${words} instead of ${expected}`;
  if (location === 'connection') return clause.family === 'contract' ? words : `no usable response: ${words}`;
  if (clause.family === 'contract') return words;
  const place = describePlace(exchange);
  if (location === 'body') return `the body of ${place}: ${words} instead of ${expected}`;
  const name = `\`${location.slice('header '.length)}\``;
  return words === 'nothing' ? `${name} is missing in ${place}` : `${name} of ${place} is ${words}`;
}

function describePlace(exchange: Exchange | undefined): string {
  if (exchange?.delivery) return 'a delivery';
  const status = exchange?.response?.status;
  return status === undefined ? 'the response' : `a ${status} response`;
}

const sizes: Partial<Record<NonNullable<Clause['keyword']>, string>> = {
  minLength: 'character',
  maxLength: 'character',
  minItems: 'item',
  maxItems: 'item',
  minProperties: 'propertie',
  maxProperties: 'propertie',
};

function describeBodyFault({ keyword }: Clause, finding: Finding, pointer: string): string {
  const { received, expected, defect } = finding;
  const subject = formatSubject(pointer);
  if ('words' in received)
    return received.words === 'nothing'
      ? `${subject} is missing`
      : `${subject}: ${received.words} instead of ${expected}`;
  const { value } = received;
  if (defect !== undefined) return `${subject} ${defect}`;
  const unit = keyword && sizes[keyword];
  if (unit !== undefined) return `${subject} has ${formatSize(countParts(value), unit)}, not ${expected}`;
  if (keyword === 'uniqueItems') return `${subject} has equal items`;
  if (keyword === 'additionalProperties') return `${subject} has a property that is not allowed`;
  return `${subject} is ${describeValue(value)}, not ${expected}`;
}

const formatSize = (count: number, unit: string): string =>
  unit === 'propertie' ? `${count} ${count === 1 ? 'property' : 'properties'}` : formatCount(count, unit);

/**
 * Counts the characters, items or properties of a value. Characters are code points (JSON Schema Validation, section
 * 6.3.1).
 */
function countParts(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : Object.keys(isObject(value) ? value : {}).length;
}

/** Formats a location in a body in the notation of the clauses: `customer.tax_id[1]`. */
function formatSubject(pointer: string): string {
  const path = parsePointer(pointer as '').map((token, i) => {
    if (/^\d+$/.test(token)) return `[${token}]`;
    return i === 0 ? token : `.${token}`;
  });
  return path.length === 0 ? 'the body' : `\`${path.join('')}\``;
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  return isObject(value) ? 'an object' : toPrintableJson(value, 60);
}

/** Describes a wrong status and the request that received it. */
function describeStatusFault(words: string, exchange: Exchange | undefined): string {
  if (!exchange) return words;
  const { kind, description, violation } = exchange.case;
  const status = exchange.response?.status ?? 0;
  if (violation && status < 300) return `${describeAccepted(violation)} is accepted with ${status}`;
  return kind === 'valid'
    ? `a valid request is answered with ${status}: ${description}`
    : `status ${status} for ${description}`;
}

function describeAccepted({
  instancePointer,
  after,
  keyword,
}: NonNullable<Exchange['case']['violation']>): string {
  const parameter = /^(header|query|path|cookie)\/(.*)$/s.exec(instancePointer);
  const subject = parameter
    ? `the ${parameter[1]} parameter \`${parameter[2]}\``
    : formatSubject(instancePointer);
  if (after === undefined) return `a request without ${subject}`;
  return keyword === 'additionalProperties' && instancePointer !== ''
    ? `the additional property ${subject}`
    : `${subject} = ${toPrintableJson(after, 60)}`;
}

/** Returns the invalid values that a server accepts at one location, as JSON; empty unless there are several. */
export function listAcceptedValues(exchanges: readonly Exchange[]): string[] {
  const accepted = exchanges.flatMap(({ case: { violation }, response }) =>
    violation && violation.after !== undefined && response && response.status < 300
      ? [toPrintableJson(violation.after, 80)]
      : [],
  );
  const distinct = [...new Set(accepted)];
  return distinct.length > 1 ? distinct : [];
}
