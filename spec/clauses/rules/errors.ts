import type { RuleDefinition } from './rule.ts';

/**
 * Rules about 422 responses as FastAPI and compatible frameworks document them: `{ detail: [{ loc, msg, type }] }`. No
 * RFC states them.
 */
export const errorRules: readonly RuleDefinition[] = [
  {
    name: 'errors:refused',
    level: 'SHOULD',
    strictLevel: 'MUST',
    appliesTo: 'validated',
    origin: 'the convention of FastAPI',
    description: 'a body that violates the schema is rejected with 422',
    unverifiedReason: 'no invalid body was sent',
  },
  {
    name: 'errors:detail',
    level: 'SHOULD',
    strictLevel: 'MUST',
    appliesTo: 'validated',
    origin: 'the convention of FastAPI',
    description: '`detail` is present and lists at least one error',
    unverifiedReason: 'no response was a 422',
  },
  {
    name: 'errors:msg',
    level: 'SHOULD',
    strictLevel: 'MUST',
    appliesTo: 'validated',
    origin: 'the convention of FastAPI',
    description: 'every error has a `msg` that is not empty',
    unverifiedReason: 'no response listed an error',
  },
  {
    name: 'errors:type',
    level: 'SHOULD',
    strictLevel: 'MUST',
    appliesTo: 'validated',
    origin: 'the convention of FastAPI',
    description: 'every error has a `type` that is not empty',
    unverifiedReason: 'no response listed an error',
  },
  {
    name: 'errors:loc',
    level: 'SHOULD',
    strictLevel: 'MUST',
    appliesTo: 'validated',
    origin: 'the convention of FastAPI',
    description: 'the `loc` of an error leads to the violation',
    unverifiedReason: 'no response to an invalid body listed an error',
  },
  {
    name: 'errors:loc-resolves',
    level: 'SHOULD',
    strictLevel: 'MUST',
    appliesTo: 'validated',
    origin: 'the convention of FastAPI',
    description: 'every `loc` leads to a location in the request, or to a missing property',
    unverifiedReason: 'no response to an invalid body listed an error',
  },
  {
    name: 'errors:input',
    level: 'SHOULD',
    strictLevel: 'MUST',
    appliesTo: 'validated',
    origin: 'the convention of FastAPI',
    description: '`input`, if present, is the value at `loc`; for a missing property, its parent or null',
    unverifiedReason: 'no error had an `input`',
  },
];
