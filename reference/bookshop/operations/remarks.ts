import { omit, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Resource } from '../collection.ts';
import { numberOr, pick } from '../message-values.ts';
import type { BookshopContext, OperationDefinition } from '../pipeline.ts';
import { representRemark } from '../represent.ts';
import { noContent } from '../responses.ts';
import { object } from '../values/containers.ts';
import { integer, string, uuid } from '../values/scalars.ts';
import { nullable } from '../values/unions.ts';

const names = ['text', 'clerk', 'lines'];
const properties = {
  text: string({ minLength: 1, maxLength: 200 }),
  clerk: nullable(string({ maxLength: 40 })),
  lines: integer({ minimum: 1, maximum: 10 }),
};

function listRemarks(context: BookshopContext, order: Resource): JsonResponse {
  const listed = context.pipe('listed', context.store.remarks.list(order.id), context);
  const page = context.pipe('page', listed.slice(0, numberOr(context.message.query.limit, 20)), context);
  return jsonResponse(
    200,
    page.map((remark) => representRemark(remark, context)),
  );
}

function createRemark(context: BookshopContext, order: Resource): JsonResponse {
  const sent = pick(toObject(context.message.body), names);
  const data = context.pipe('stored', sent, context);
  return jsonResponse(201, representRemark(context.store.remarks.create(data, order.id), context));
}

function updateRemark(context: BookshopContext, remark: Resource): JsonResponse {
  const patch = pick(toObject(context.message.body), names);
  const removed = Object.keys(patch).filter((name) => patch[name] === null);
  const stored = context.pipe('stored', omit({ ...remark.data, ...patch }, ...removed), context);
  return jsonResponse(200, representRemark(context.store.remarks.replace(remark, stored), context));
}

function deleteRemark(context: BookshopContext, remark: Resource): JsonResponse {
  for (const removed of context.pipe('removed', [remark], context)) context.store.remarks.remove(removed);
  return noContent();
}

const path = '/orders/{order_id}/remarks';
const orderId = { name: 'order_id', in: 'path', type: uuid } as const;
const remarkId = { name: 'remark_id', in: 'path', type: uuid } as const;
const order = { collection: 'orders', parameter: 'order_id' } as const;
const remark = { collection: 'remarks', parameter: 'remark_id', parentParameter: 'order_id' } as const;

/** Operations on a resource whose items no operation reads: only the list shows them. */
export const remarkOperations: readonly OperationDefinition[] = [
  {
    ...{ id: 'listRemarks', method: 'GET', path, errors: 'detail', target: order },
    security: [['bearerAuth']],
    parameters: [orderId, { name: 'limit', in: 'query', type: integer({ minimum: 1, maximum: 100 }) }],
    handle: listRemarks,
  },
  {
    ...{ id: 'createRemark', method: 'POST', path, errors: 'detail', target: order },
    security: [['bearerAuth']],
    parameters: [orderId],
    body: {
      required: true,
      content: { 'application/json': object({ properties, required: ['text'] }) },
    },
    handle: createRemark,
  },
  {
    ...{ id: 'updateRemark', method: 'PATCH', path: `${path}/{remark_id}`, errors: 'detail', target: remark },
    security: [['bearerAuth']],
    parameters: [orderId, remarkId],
    body: { required: true, content: { 'application/json': object({ properties }) } },
    handle: updateRemark,
  },
  {
    ...{
      id: 'deleteRemark',
      method: 'DELETE',
      path: `${path}/{remark_id}`,
      errors: 'detail',
      target: remark,
    },
    security: [['bearerAuth']],
    parameters: [orderId, remarkId],
    handle: deleteRemark,
  },
];
