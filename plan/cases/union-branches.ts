import { annotate } from '../../arbitraries/invalid/annotate.ts';
import { graftTo } from '../../arbitraries/invalid/graft-to.ts';
import { createAnyAcceptedClause, listBodyBranches } from '../../spec/clauses/acceptance-clauses.ts';
import { typesOf } from '../../spec/json-schema/schema.ts';
import { isUnion, listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
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
    const covers = listBodyBranches(request)
      .filter((each) => isValidAt(each, body))
      .map((each) => createAnyAcceptedClause(each).id);
    return [
      {
        id: `${context.model.operation.id}/valid/${branch.path}`,
        ...toValidCase(context, { ...seedMessage, isKnownValid: false }, message, description, covers),
      },
    ];
  });
}

/** The branches of unions below the body whose values are objects. */
function listInnerBranches(request: SchemaNode): SchemaNode[] {
  const bodyBranches = listBodyBranches(request);
  return listNodes(request)
    .flatMap(({ edges }) => edges.filter(({ keyword }) => isUnion(keyword)))
    .map(({ node }) => node)
    .filter((node) => isObjectNode(node) && !bodyBranches.includes(node));
}

const isObjectNode = ({ schema, tag }: SchemaNode): boolean =>
  tag !== undefined || (typeof schema === 'object' && (typesOf(schema)?.includes('object') ?? false));
