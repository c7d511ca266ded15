import { UsageError } from '../http/usage-error.ts';
import { redactError } from '../redaction/redact-error.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { HeaderList } from '../spec/openapi/request.ts';
import type { ReceivedResponse } from '../spec/openapi/response.ts';
import type { OwnRule } from '../suites/suite.ts';
import type { ConfiguredValues } from './configured-values.ts';
import type { Rule, RuleExchange } from './extensions.ts';
import { selectOperations } from './select-operations.ts';

/**
 * Creates the rules of the user for the operations of a contract.
 * @throws UsageError if a rule names an operation that the contract does not have
 */
export function createOwnRules({ rules = [], source }: ConfiguredValues, contract: Contract): OwnRule[] {
  return rules.map((rule) => createOwnRule(rule, source, contract));
}

function createOwnRule(rule: Rule, source: string, contract: Contract): OwnRule {
  const { id, level = 'MUST', description, statuses = ['2XX'] } = rule;
  const patterns = statuses.map((status) => new RegExp(`^${String(status).replace('XX', '\\d\\d')}$`));
  return {
    ...{ name: `rule:${id}`, level, description, origin: `${source}rules` },
    operations: new Set(selectRuleOperations(rule, source, contract)),
    judge(exchange, response) {
      if (!patterns.some((pattern) => pattern.test(String(response.status)))) return undefined;
      const result = callJudge(rule, toRuleExchange(exchange, response));
      if (result === undefined || typeof result === 'string') return result;
      const type = result instanceof Promise ? 'a promise' : JSON.stringify(result);
      throw new TypeError(`it returned ${type}; it must return 'pass', what is wrong, or undefined`);
    },
  };
}

/** @throws Error for an error of the function, without the secrets of the environment that its message may quote */
function callJudge(rule: Rule, exchange: RuleExchange): unknown {
  try {
    return rule.judge(exchange);
  } catch (cause) {
    throw new Error(redactError(String(cause), process.env, process.argv), { cause });
  }
}

function selectRuleOperations({ id, operations = [] }: Rule, source: string, contract: Contract): string[] {
  const usable = { ...contract, operations: contract.operations.filter(({ defects }) => !defects) };
  try {
    const operation = typeof operations === 'string' ? [operations] : operations;
    return selectOperations(usable, { operation }).map((selected) => selected.id);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${source}rule ${id}: ${error.message.replace('--operation: ', '')}`);
  }
}

function toRuleExchange(
  { case: { operation, kind }, sent }: Exchange,
  response: ReceivedResponse,
): RuleExchange {
  const { method, url, headers, body } = sent;
  const { json, text } = response.body;
  return {
    operation,
    request: {
      ...{ method, url, headers: toObject(headers), isValid: kind === 'valid' },
      body: body === undefined ? undefined : parseJson(body),
    },
    response: {
      status: response.status,
      headers: toObject(response.headers),
      body: json ? structuredClone(json.value) : text, // a copy: the rule may change it
    },
  };
}

/** Repeated fields are joined as RFC 9110 section 5.3 allows. */
function toObject(headers: HeaderList): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    fields.set(key, fields.has(key) ? `${fields.get(key)}, ${value}` : value);
  }
  return Object.fromEntries(fields);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
