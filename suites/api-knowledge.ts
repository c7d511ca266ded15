import type { InstancePointer, JsonObject } from '../spec/json.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { DiscoveryResult } from './fixtures.ts';

/** What is known of the operations of an API, apart from the one that the suite tests. */
export interface ApiKnowledge {
  /** Whether a document describes the API. */
  isDescribedBy(document: Pick<Contract, 'title'>): boolean;
  /** Effects that the method of an operation does not show. The first entry that matches an operation applies. */
  effects: readonly OperationEffect[];
  issuedTokens?: IssuedTokens;
  /** The security schemes of tokens, by the prefix of the token. */
  tokenSchemes?: readonly { prefix: string; schemes: readonly string[] }[];
}

export interface OperationEffect {
  /** Matches the id and the method of the operations: `GET oauth2:authorize`. */
  pattern: RegExp;
  effect: Effect;
  reason: string;
}

/** `changes nothing`: the operation is as harmless as one with a safe method. */
export type Effect = 'changes nothing' | 'moves money' | 'sends messages' | 'cannot be undone';

/** Tokens that the suite's operation issues, and that other operations need as credentials. */
export interface IssuedTokens {
  /** The names of the security schemes whose credentials they are. */
  schemes: readonly string[];
  /** Where the response has the token. */
  pointer: InstancePointer;
  /** Returns the body of a request that issues a token; undefined if too little is known of the target. */
  createBody(known: Pick<DiscoveryResult, 'fixtures'>): JsonObject | undefined;
}

/** Finds what the APIs know of the effect of an operation of the document; undefined if its method shows the effect. */
export function findEffect(
  apis: readonly ApiKnowledge[],
  document: Pick<Contract, 'title'>,
  { id, method }: Pick<Operation, 'id' | 'method'>,
): OperationEffect | undefined {
  const effects = apis.flatMap((api) => (api.isDescribedBy(document) ? api.effects : []));
  return effects.find(({ pattern }) => pattern.test(`${method} ${id}`));
}

/**
 * Finds the security schemes of which a token is one, by its prefix. Undefined if the APIs do not know it, or the document
 * has none of the schemes.
 */
export function findTokenSchemes(
  apis: readonly ApiKnowledge[],
  document: Pick<Contract, 'title' | 'operations'>,
  token: string,
): readonly string[] | undefined {
  const used = new Set(
    document.operations.flatMap(({ security }) => security.flat()).map(({ name }) => name),
  );
  return apis
    .flatMap((api) => (api.isDescribedBy(document) ? (api.tokenSchemes ?? []) : []))
    .filter(({ prefix }) => token.startsWith(prefix))
    .map(({ schemes }) => schemes.filter((name) => used.has(name)))
    .find((schemes) => schemes.length > 0);
}
