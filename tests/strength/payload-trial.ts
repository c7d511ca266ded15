import { annotate } from '../../arbitraries/invalid/annotate.ts';
import { graftTo } from '../../arbitraries/invalid/graft-to.ts';
import type { MutationContext } from '../../arbitraries/invalid/mutation.ts';
import { applyCandidate, listCandidatesAt } from '../../arbitraries/invalid/mutation-candidate.ts';
import { createMutationContext } from '../../arbitraries/invalid/mutation-context.ts';
import { violateClause } from '../../arbitraries/invalid/violate-clause.ts';
import { judgeShape } from '../../oracles/judge-shape.ts';
import { isValid } from '../../oracles/select-branches.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import { createWebhookModel } from '../../spec/clauses/webhook-model.ts';
import type { Json } from '../../spec/json.ts';
import { listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Contract, Operation } from '../../spec/openapi/contract.ts';

/** What the judge does with valid payloads of an event, and with one violation of each clause. */
export interface PayloadTrial {
  event: string;
  /** Number of valid payloads. */
  valid: number;
  /** The clauses that fail for a valid payload: all of them are false positives. */
  blamed: readonly string[];
  clauses: readonly ClauseTrial[];
}

interface ClauseTrial {
  clause: string;
  /** What reports the violation, or the reason why the clause cannot be violated. */
  result: ClauseTrialResult;
  /** The clauses that fail. */
  failed: readonly string[];
}

/** What may report a violation, best first, with the description for the table. */
export const clauseTrialResults = {
  own: 'by the clause itself',
  equivalent: 'by the clause of the union whose branches all fail in this way',
  union: 'by the clause of an enclosing union',
  another: 'by another clause',
  none: 'NOT REPORTED',
  'unreachable branch': 'not possible: another schema of the `oneOf` accepts every value of the branch',
  'accepted by another branch': 'not possible: another schema of the `anyOf` accepts every violation',
  unsupported: 'not possible: the suite does not know the format',
  'no mutation': 'NOT FOUND, for no known reason',
} as const;

export type ClauseTrialResult = keyof typeof clauseTrialResults;

/** Judges samples of the valid payloads of an event, and one violation of each clause of its payload. */
export function tryPayloads(contract: Contract, webhook: Operation): PayloadTrial {
  const { event, payload } = createWebhookModel(contract, webhook);
  if (!payload) return { event, valid: 0, blamed: [], clauses: [] };
  const context = createMutationContext(payload, { contract, direction: 'response' });
  const samples = context.sample(payload);
  const branches = listOneOfBranches(payload);
  const tryClause = (node: SchemaNode, key: string, { id, unsupported }: Clause): ClauseTrial => {
    const [mutation] = violateClause(payload, id, { count: 1 }, context);
    const failed = mutation ? listFailed(payload, mutation.body) : [];
    if (mutation) return { clause: id, result: classify(id, mutation.clauses, failed), failed };
    const isUnreachable = (branches.get(node) ?? []).some((branch) => isCovered(branch, context));
    const isAccepted = () => areViolationsAccepted(payload, node, key, context);
    if (unsupported !== undefined) return { clause: id, result: 'unsupported', failed };
    if (isUnreachable) return { clause: id, result: 'unreachable branch', failed };
    return { clause: id, result: isAccepted() ? 'accepted by another branch' : 'no mutation', failed };
  };
  return {
    event,
    valid: samples.length,
    blamed: [...new Set(samples.flatMap((value) => listFailed(payload, value)))],
    clauses: listNodes(payload).flatMap((node) =>
      [...node.clauses].map(([key, clause]) => tryClause(node, key, clause)),
    ),
  };
}

const listFailed = (payload: SchemaNode, value: Json): string[] =>
  judgeShape(payload, value).flatMap(({ clause, failure }) => (failure ? [clause] : []));

/** Classifies which of the failed clauses report a violation of a clause; `violated` also has those of other branches. */
function classify(id: string, violated: readonly string[], failed: readonly string[]): ClauseTrialResult {
  if (failed.includes(id)) return 'own';
  // a value that is not an object has no tag
  const discriminator = id.replace(/(?:@[^@/]+)?:(?:oneOf|anyOf|type)$/, ':discriminator');
  // a value without a tag may be accepted by several branches
  const union = id.replace(/:discriminator$/, ':oneOf');
  if (failed.some((clause) => [...violated, discriminator, union].includes(clause))) return 'equivalent';
  if (failed.some((clause) => /:(?:anyOf|oneOf|discriminator)$/.test(clause))) return 'union';
  return failed.length > 0 ? 'another' : 'none';
}

/** A branch of a `oneOf`, and the other branches. */
interface OneOfBranch {
  branch: SchemaNode;
  others: readonly SchemaNode[];
}

/** Lists the branches of `oneOf` in which each node is. */
function listOneOfBranches(root: SchemaNode): ReadonlyMap<SchemaNode, readonly OneOfBranch[]> {
  const found = new Map<SchemaNode, readonly OneOfBranch[]>([[root, []]]);
  for (const [node, above] of found) {
    const branches = node.edges.flatMap((edge) => (edge.keyword === 'oneOf' ? [edge.node] : []));
    for (const { keyword, node: child } of node.edges) {
      const others = keyword === 'oneOf' ? branches.filter((branch) => branch !== child) : [];
      if (!found.has(child))
        found.set(child, [...above, ...(others.length > 0 ? [{ branch: child, others }] : [])]);
    }
  }
  return found;
}

/** Whether other branches accept all samples of a branch, so that the `oneOf` accepts none. */
const isCovered = ({ branch, others }: OneOfBranch, { sample }: MutationContext): boolean =>
  sample(branch).every((value) => others.some((other) => isValid(other, value)));

/** Whether there are candidates for the violation of a clause, and ajv accepts the payload with each of them. */
function areViolationsAccepted(
  payload: SchemaNode,
  node: SchemaNode,
  key: string,
  context: MutationContext,
): boolean {
  const candidates = context.sample(payload).flatMap((seed) => {
    const instance = graftTo(annotate(payload, seed), node, context);
    const positions = instance?.positions.filter((position) => position.node === node) ?? [];
    return positions
      .flatMap((position) => [...listCandidatesAt(position, context)])
      .filter(({ clauseKey }) => clauseKey === key)
      .map((candidate) => applyCandidate(instance?.value ?? seed, candidate));
  });
  return candidates.length > 0 && candidates.every((value) => context.validate.countErrors(value) === 0);
}
