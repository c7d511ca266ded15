import { annotate } from '../../arbitraries/invalid/annotate.ts';
import { graftTo } from '../../arbitraries/invalid/graft-to.ts';
import {
  createAnyAcceptedClause,
  createBranchAcceptedClause,
  listBodyBranches,
  listInnerBranches,
} from '../../spec/clauses/acceptance-clauses.ts';
import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { withMessageBody } from '../../spec/openapi/request-message.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { isValidAt } from '../is-valid-at.ts';
import { createRequestMutationContext } from './negative.ts';
import { toValidCase } from './to-valid-case.ts';

/**
 * Creates a positive case for each branch of a union inside the body that no seed message has. A server may reject it
 * because of the generated values, which can name something.
 */
export function createBranchCases(context: PlanContext, request: SchemaNode): Case[] {
  const mutationContext = createRequestMutationContext(context, request);
  const seeds = context.seedMessages.flatMap((seedMessage) => {
    const { body } = seedMessage.message;
    return body === undefined ? [] : [{ seedMessage, instance: annotate(request, body) }];
  });
  return listInnerBranches(request).flatMap((branch): Case[] => {
    const options = seeds.map(({ seedMessage, instance }) => {
      const grafted = ifSupported(
        () => graftTo(instance, branch, mutationContext),
        () => undefined,
      );
      return { seedMessage, body: grafted?.value, isSeed: grafted === instance };
    });
    const found = options.find(({ body }) => body !== undefined);
    if (found?.body === undefined || options.some(({ isSeed }) => isSeed)) return [];
    const { seedMessage, body } = found;
    const message = withMessageBody(seedMessage.message, body);
    const description = `${seedMessage.description}, with \`${branch.label}\` as ${branch.name}`;
    const bodyBranches = listBodyBranches(request).filter((each) => isValidAt(each, body));
    const covers = [
      createBranchAcceptedClause(branch).id,
      ...listBranchClauses(request, body),
      ...bodyBranches.map((each) => createAnyAcceptedClause(each).id),
    ];
    return [
      {
        id: `${context.model.operation.id}/valid/${branch.path}`,
        ...toValidCase(context, { ...seedMessage, isKnownValid: false }, message, description, [
          ...new Set(covers),
        ]),
      },
    ];
  });
}

/** The ids of the clauses about the branches of unions below the body that a valid body has. */
export function listBranchClauses(request: SchemaNode, body: Json): string[] {
  const branches = new Set(listInnerBranches(request));
  if (branches.size === 0) return [];
  const applied = annotate(request, body).positions.filter(
    ({ node, isValid }) => isValid && branches.has(node),
  );
  return [...new Set(applied.map(({ node }) => createBranchAcceptedClause(node).id))];
}
