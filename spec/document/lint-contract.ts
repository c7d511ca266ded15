import { memoize } from '../memoize.ts';
import type { Contract } from '../openapi/contract.ts';
import type { Defect, UnlocatedDefect } from './defect.ts';
import { checkDefault, checkExamples } from './lint-examples.ts';
import {
  checkDynamicReference,
  checkEnum,
  checkNullable,
  checkPattern,
  checkRequired,
  checkSatisfiable,
} from './lint-schemas.ts';
import { type DocumentObject, walkObjects } from './walk-objects.ts';

/** A recommendation for documents. A document that violates it can still be used as a contract. */
export interface LintRule {
  name: string;
  description: string;
  /** Yields the violations of one object. */
  check(contract: Contract, object: DocumentObject): Iterable<UnlocatedDefect>;
}

export const lintRules: readonly LintRule[] = [
  {
    name: 'usable',
    description: 'no part of the document has defects that prevent its use',
    check: checkUsable,
  },
  { name: 'examples', description: 'every example is valid against its schema', check: checkExamples },
  { name: 'defaults', description: 'every default is valid against its schema', check: checkDefault },
  { name: 'required', description: 'every required property is defined', check: checkRequired },
  {
    name: 'satisfiable',
    description: 'every schema has a value that satisfies it',
    check: checkSatisfiable,
  },
  { name: 'enums', description: 'no enum contains a value twice', check: checkEnum },
  {
    name: 'patterns',
    description: 'every pattern is a regular expression of ECMA-262 with the `u` flag',
    check: checkPattern,
  },
  {
    name: 'dynamic-references',
    description: 'every `$dynamicRef` leads to the same schema wherever it is used',
    check: checkDynamicReference,
  },
  {
    name: 'nullable',
    description: 'every `nullable` has an effect: its schema has a `type`, and no other keyword rejects null',
    check: checkNullable,
  },
  {
    name: 'path-parameters',
    description: 'every template expression of a path has a path parameter',
    check: checkPathParameters,
  },
];

function* checkUsable({ defects }: Contract, { kind }: DocumentObject): Generator<UnlocatedDefect> {
  if (kind === 'document') yield* defects;
}

const listObjects = memoize((contract: Contract) => [...walkObjects(contract.document)]);

/** Returns the violations of one rule. */
export function applyLintRule({ check }: LintRule, contract: Contract): Defect[] {
  const defects: Defect[] = [];
  for (const object of listObjects(contract))
    for (const defect of check(contract, object))
      defects.push({ ...defect, source: contract.locate(defect.schemaPointer) });
  return defects;
}

/** Returns the violations of all rules. */
export function lintContract(contract: Contract): Defect[] {
  return lintRules.flatMap((rule) => applyLintRule(rule, contract));
}

function* checkPathParameters(
  { operations }: Contract,
  { kind, pointer }: DocumentObject,
): Generator<UnlocatedDefect> {
  const operation = kind === 'operation' ? operations.find((other) => other.pointer === pointer) : undefined;
  const parameters = operation?.parameters.filter((parameter) => parameter.in === 'path');
  for (const [, name = ''] of operation?.path.matchAll(/\{([^{}]+)\}/g) ?? [])
    if (!parameters?.some((parameter) => parameter.name === name))
      yield { schemaPointer: pointer, description: `has no parameter for \`{${name}}\` in its path` };
}
