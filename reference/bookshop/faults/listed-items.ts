import type { JsonObject } from '../../../spec/json.ts';
import { omit, toObject } from '../../json-object.ts';
import type { Resource } from '../collection.ts';
import { readMessage } from '../message.ts';
import { pick, stringOrEmpty } from '../message-values.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

type Removed = readonly Resource[];
type Effect = (remark: Resource, context: BookshopContext) => void;

const findRemark = (context: BookshopContext): Resource | undefined =>
  context.store.remarks.find(String(readMessage(context).message.path.remark_id));

/** Does something with the remark in the path after a response with the status. */
const afterwards = (operation: string, status: number, act: Effect): Pick<FaultDefinition, 'response'> => ({
  response: onResponse(operation, status, (response, context) => {
    const remark = findRemark(context);
    if (remark) act(remark, context);
    return response;
  }),
});

/** Stores the text of the request, whether it is valid or not. */
const storeText: Effect = (remark, context) => {
  const { text } = toObject(readMessage(context).message.body);
  const data = { ...remark.data, text: stringOrEmpty(text) || remark.data.text || null };
  context.store.remarks.replace(remark, data);
};

/** Replaces what an accepted request stores. */
const store = (
  operation: string,
  replace: (data: JsonObject, sent: JsonObject) => JsonObject,
): Pick<FaultDefinition, 'stored'> => ({
  stored: inOperation<JsonObject>(operation, (data, { message }) => replace(data, toObject(message.body))),
});

/** Finds the remark by its id alone. */
const ignoreOrder = (operation: string): Transform<Resource | undefined> =>
  inOperation<Resource | undefined>(operation, (_, context) => findRemark(context));

interface Row extends Omit<FaultDefinition, 'violates'> {
  operation: 'createRemark' | 'updateRemark' | 'deleteRemark';
  rule: string;
}

const rows: readonly Row[] = [
  {
    ...{ id: 'clerk-lost', operation: 'createRemark', rule: 'created-as-sent' },
    description: 'The clerk of a new remark is not stored',
    ...store('createRemark', (data) => omit(data, 'clerk')),
  },
  {
    ...{ id: 'text-cut', operation: 'createRemark', rule: 'created-as-answered' },
    description: 'The response to a new remark has its text, but only 8 characters are stored',
    response: onResponse('createRemark', 201, (response, { store: { remarks } }) => {
      const remark = remarks.find(stringOrEmpty(toObject(response.body).id));
      const text = stringOrEmpty(remark?.data.text).slice(0, 8);
      if (remark) remarks.replace(remark, { ...remark.data, text });
      return response;
    }),
  },
  {
    ...{ id: 'patch-nothing', operation: 'updateRemark', rule: 'update-is-visible' },
    description: 'A patch of a remark is answered with 200, but nothing is stored',
    lookup: inOperation<Resource | undefined>('updateRemark', (found, { memory }) => {
      memory.set('remark', found?.data ?? null);
      return found;
    }),
    ...afterwards('updateRemark', 200, (remark, { store: { remarks }, memory }) => {
      remarks.replace(remark, toObject(memory.get('remark')));
    }),
  },
  {
    ...{ id: 'patch-replaces', operation: 'updateRemark', rule: 'update-keeps-the-rest' },
    description: 'A patch of a remark removes the values that it does not have',
    ...store('updateRemark', (data, sent) => ({ ...pick(data, ['text']), ...sent })),
  },
  {
    ...{ id: 'patch-null', operation: 'updateRemark', rule: 'update-removes' },
    description: 'A patch with null leaves the clerk of a remark as it was',
    lookup: inOperation<Resource | undefined>('updateRemark', (found, { memory }) => {
      memory.set('clerk', found?.data.clerk ?? null);
      return found;
    }),
    stored: inOperation<JsonObject>('updateRemark', (data, { memory, message }) =>
      toObject(message.body).clerk === null ? { ...data, clerk: memory.get('clerk') ?? null } : data,
    ),
  },
  {
    ...{ id: 'patch-all', operation: 'updateRemark', rule: 'others-unchanged' },
    description: 'A patch of a remark changes the text of every remark on the order',
    ...afterwards('updateRemark', 200, ({ parentId, data }, { store: { remarks } }) => {
      for (const other of remarks.list(parentId))
        remarks.replace(other, { ...other.data, text: data.text ?? null });
    }),
  },
  {
    ...{ id: 'patch-answer', operation: 'updateRemark', rule: 'changed-as-answered' },
    description: 'The response to a patch of a remark has its text, but only 8 characters are stored',
    ...afterwards('updateRemark', 200, (remark, { store: { remarks } }) => {
      const text = stringOrEmpty(remark.data.text).slice(-8);
      remarks.replace(remark, { ...remark.data, text });
    }),
  },
  {
    ...{ id: 'patch-id', operation: 'updateRemark', rule: 'identity' },
    description: 'A patched remark gets the time of the patch as that of its creation',
    ...afterwards('updateRemark', 200, (remark, { store: { remarks } }) => {
      remarks.replace({ ...remark, createdAt: remark.updatedAt }, remark.data);
    }),
  },
  {
    ...{ id: 'patch-invalid', operation: 'updateRemark', rule: 'rejected-changes-nothing' },
    description: 'The text of an invalid patch of a remark is stored',
    ...afterwards('updateRemark', 422, storeText),
  },
  {
    ...{ id: 'patch-unauthorized', operation: 'updateRemark', rule: 'rejected-changes-nothing' },
    description: 'A patch of a remark is stored before its credentials are checked',
    ...afterwards('updateRemark', 401, storeText),
  },
  {
    ...{ id: 'patch-of-any-order', operation: 'updateRemark', rule: 'belongs-to-parent' },
    description: 'A remark can be changed below any order',
    lookup: ignoreOrder('updateRemark'),
  },
  {
    ...{ id: 'delete-nothing', operation: 'deleteRemark', rule: 'deleted-is-not-listed' },
    description: 'The removal of a remark is answered with 204, but it stays in the list',
    removed: inOperation<Removed>('deleteRemark', () => []),
  },
  {
    ...{ id: 'delete-all', operation: 'deleteRemark', rule: 'others-unchanged' },
    description: 'The removal of a remark removes all remarks on the order',
    removed: inOperation<Removed>('deleteRemark', (removed, { store: { remarks } }) =>
      removed.flatMap(({ parentId }) => remarks.list(parentId)),
    ),
  },
  {
    ...{ id: 'delete-unauthorized', operation: 'deleteRemark', rule: 'rejected-changes-nothing' },
    description: 'A remark is removed before the credentials of the request are checked',
    ...afterwards('deleteRemark', 401, (remark, { store: { remarks } }) => remarks.remove(remark)),
  },
  {
    ...{ id: 'delete-of-any-order', operation: 'deleteRemark', rule: 'belongs-to-parent' },
    description: 'A remark can be removed below any order',
    lookup: ignoreOrder('deleteRemark'),
  },
];

/** Faults of items that no operation reads, which only the list shows. */
export const listedItems: readonly FaultDefinition[] = rows.map(({ id, operation, rule, ...row }) => ({
  ...row,
  id: `bookshop/remark:${id}`,
  violates: ruleClauses(operation, `resource:${rule}`),
}));
