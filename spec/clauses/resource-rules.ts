import { offersCondition } from '../openapi/conditional-requests.ts';
import type { Operation } from '../openapi/contract.ts';
import { listIdempotencyKeys } from '../openapi/idempotency-key.ts';
import {
  findListParameters,
  findSearchProperties,
  findStatedParameters,
  isPageCountName,
  type ListParameters,
  listEnvelopeProperties,
} from '../openapi/list-parameters.ts';
import { documentsLinks } from '../openapi/page-links.ts';
import { isChangeTime, isCreationTime, showsTime } from '../openapi/recorded-times.ts';
import {
  actionMethods,
  findParent,
  listChildren,
  listDependents,
  type Resource,
  type ResourceAction,
} from '../openapi/resources.ts';
import { hasType, listDefaults, listShownProperties } from '../openapi/schema-properties.ts';
import { requiresCredentials } from '../openapi/security.ts';
import { describesStateConflict } from '../openapi/state-conflict.ts';
import type { Clause, Level } from './clause.ts';

/** A requirement on the effects of requests on a resource. Scenarios test it, because it needs several requests. */
export interface ResourceRule {
  /** Permanent. The id of the clause is `<operation>/<name>`. */
  name: `resource:${string}` | `list:${string}`;
  /** What the operation that has the clause does with the resource. */
  action: ResourceAction;
  level: Level;
  rfc?: string;
  description: string;
  /** What is wrong where the rule is violated: "a deleted resource can still be read". */
  fault: string;
  /**
   * What other operations of the resource must do, so that the effect can be seen. For `view`, a list that shows the items
   * is enough: the level of a rule is SHOULD then, because lists may show changes later.
   */
  needs?: readonly (ResourceAction | 'view')[];
  /** An operation of the resource without which the rule does not apply. */
  requires?: ResourceAction;
  /** Whether the rule is about resources below the item. */
  needsChild?: true;
  /** Whether the rule is about creations that need the item. */
  needsDependent?: true;
  /** Whether the rule is about creations that need an item of another resource. */
  needsOther?: true;
  /** Whether the rule is about the item to which the collection belongs. */
  needsParent?: true;
  /** The operations to which the rule applies. Absent if it applies to all. */
  appliesTo?: keyof typeof conditions;
  /** The reason that reports give if no scenario could judge the clause. */
  unverifiedReason: string;
}

/** The conditions for rules that only some operations can be tested by. */
const conditions = {
  'time of creation': (operation, { operations: { read } }) => showsTime([operation, read], isCreationTime),
  'time of change': (operation, { operations: { read } }) => showsTime([operation, read], isChangeTime),
  'documented 409': ({ responses }) => responses.some(({ status }) => status === '409'),
  'documented conflict of states': (operation) => describesStateConflict(operation),
  'If-None-Match': (operation) => offersCondition(operation, 'If-None-Match'),
  'If-Match': (operation) => offersCondition(operation, 'If-Match'),
  'Idempotency-Key': (operation) => listIdempotencyKeys(operation).length > 0,
  ETag: ({ responses }) =>
    responses.some(({ headers }) => headers.some(({ name }) => name.toLowerCase() === 'etag')),
  secured: ({ security }) => requiresCredentials(security),
  limit: (operation) => findListParameters(operation).limit !== undefined,
  pages: (operation) => hasPages(findListParameters(operation)),
  default: (operation) => listDefaults(operation).length > 0,
  'null in the body': ({ body }) =>
    (body?.content ?? []).some(({ schema }) =>
      listShownProperties(schema, 'request').some(([, own]) => hasType(own, 'null')),
    ),
  total: (operation) => statesTotal(operation),
  'page count': (operation) => listEnvelopeProperties(operation).some(isPageCountName),
  links: (operation) => documentsLinks(operation),
  'stated page': (operation) => findStatedParameters(operation).length > 0,
  filter: (operation) => {
    const { filters, bounds } = findListParameters(operation);
    return filters.length + bounds.length > 0;
  },
  sort: (operation) => findListParameters(operation).sort !== undefined,
  'limit in the body': (operation) => findSearchProperties(operation).limit !== undefined,
  'filter in the body': (operation) => findSearchProperties(operation).filters.length > 0,
} as const satisfies Record<string, (operation: Operation, resource: Resource) => boolean>;

const hasPages = ({ limit, page, offset, cursor }: ListParameters): boolean =>
  limit !== undefined && [page, offset, cursor].some((each) => each !== undefined);

/** Whether a header field or a property of the responses has the name of a total number of items. */
const statesTotal = (operation: Operation): boolean => {
  const fields = operation.responses.flatMap(({ headers }) => headers.map(({ name }) => name));
  return [...fields, ...listEnvelopeProperties(operation)].some((name) => /total|pagination/i.test(name));
};

/** The source of rules that neither the document nor an RFC states. */
const origin = 'a convention of HTTP APIs';

const notCreated = 'no scenario created a resource that could be read';
const notChanged = 'no scenario changed a resource that it had created';
const notDeleted = 'no scenario deleted a resource that it had created';
const notSearched = 'no search in a scenario had items';
const notListed = 'no list in a scenario had the items for it';

export const resourceRules: readonly ResourceRule[] = [
  {
    ...{ name: 'resource:created-can-be-read', action: 'create', level: 'MUST', needs: ['read'] },
    rfc: 'RFC 9110 section 15.3.2',
    description: 'what a 201 says is created can be read',
    fault: 'what a 201 says is created cannot be read',
    unverifiedReason: notCreated,
  },
  {
    ...{ name: 'resource:location', action: 'create', level: 'MUST', needs: ['read'] },
    rfc: 'RFC 9110 section 10.2.2',
    description: 'the `Location` of a 201 refers to the created resource',
    fault: '`Location` does not refer to the created resource',
    unverifiedReason: 'no 201 in a scenario had a `Location` of an item',
  },
  {
    ...{ name: 'resource:created-as-sent', action: 'create', level: 'SHOULD', needs: ['view'] },
    description: 'a created resource has the values that were sent',
    fault: 'a created resource has another value than was sent',
    unverifiedReason: notCreated,
  },
  {
    ...{ name: 'resource:created-as-answered', action: 'create', level: 'SHOULD', needs: ['view'] },
    description: 'reading a created resource shows the values that the response to its creation has',
    fault: 'a created resource has another value than the response to its creation',
    unverifiedReason: notCreated,
  },
  {
    ...{ name: 'resource:creation-time', action: 'create', level: 'SHOULD', appliesTo: 'time of creation' },
    description: 'the time of creation is that of the response, and not that of another time zone',
    fault: 'the time of creation is that of another time zone than it states',
    unverifiedReason: 'no creation in a scenario showed a time near that of its `Date`',
  },
  {
    ...{ name: 'resource:defaults', action: 'create', level: 'SHOULD', needs: ['view'] },
    appliesTo: 'default',
    description: 'a property that a creation leaves out has its default',
    fault: 'a property that the creation left out has another value than its default',
    unverifiedReason: 'no creation in a scenario left out a property with a default that reads show',
  },
  {
    ...{ name: 'resource:created-is-listed', action: 'create', level: 'SHOULD', needs: ['list'] },
    description: 'a created resource is listed',
    fault: 'a created resource is not listed',
    unverifiedReason: notListed,
  },
  {
    ...{ name: 'resource:duplicate', action: 'create', level: 'SHOULD', appliesTo: 'documented 409' },
    rfc: 'RFC 9110 section 15.5.10',
    description: 'a repeated creation with the same values gets the documented 409',
    fault: 'a repeated creation with the same values is accepted',
    unverifiedReason: 'no repeated creation was rejected, and the document names no unique values',
  },
  {
    ...{ name: 'resource:idempotency-key', action: 'create', level: 'SHOULD', appliesTo: 'Idempotency-Key' },
    rfc: 'draft-ietf-httpapi-idempotency-key-header-07 section 2.2',
    description:
      'a creation with a known `Idempotency-Key` creates nothing, and is rejected if its body differs',
    fault: 'a creation with a known `Idempotency-Key` is performed, or another body gets the first response',
    unverifiedReason:
      'no creation with an `Idempotency-Key` was accepted, or its response did not name the item',
  },
  {
    ...{ name: 'resource:rejected-changes-nothing', action: 'create', level: 'SHOULD', needs: ['list'] },
    rfc: 'RFC 9110 section 15.5',
    description: 'a rejected request creates nothing',
    fault: 'a rejected request has created something',
    unverifiedReason: notListed,
  },
  {
    ...{ name: 'resource:reading-changes-nothing', action: 'read', level: 'SHOULD', needs: ['create'] },
    rfc: 'RFC 9110 section 9.2.1',
    description: 'reading a resource does not change it',
    fault: 'reading a resource changes it',
    unverifiedReason: notCreated,
  },
  {
    ...{ name: 'resource:not-modified', action: 'read', level: 'SHOULD', needs: ['create'] },
    appliesTo: 'If-None-Match',
    rfc: 'RFC 9110 section 13.1.2',
    description: 'a read with the current `ETag` in `If-None-Match` gets 304',
    fault: '`If-None-Match` with the current `ETag` has no effect',
    unverifiedReason: 'no response to a read in a scenario had an `ETag`',
  },
  {
    ...{ name: 'resource:modified', action: 'read', level: 'SHOULD', needs: ['create'] },
    appliesTo: 'If-None-Match',
    rfc: 'RFC 9110 section 13.1.2',
    description: 'a read with another `ETag` in `If-None-Match` gets the resource',
    fault: 'a read with another `ETag` in `If-None-Match` gets 304',
    unverifiedReason: 'no response to a read in a scenario had an `ETag`',
  },
  {
    ...{ name: 'resource:entity-tag', action: 'read', level: 'SHOULD', needs: ['create'], appliesTo: 'ETag' },
    rfc: 'RFC 9110 section 8.8.1',
    description: 'a changed resource has another strong `ETag` than before',
    fault: 'a changed resource has the same strong `ETag` as before',
    unverifiedReason: 'no scenario read a resource with different strong `ETag`s or contents',
  },
  {
    ...{
      name: 'resource:belongs-to-parent',
      action: 'read',
      level: 'SHOULD',
      needs: ['create'],
      needsParent: true,
    },
    description: 'an item is not found below another parent',
    fault: 'an item is found below another parent',
    unverifiedReason: 'no scenario created an item and two parents',
  },
  ...(['update', 'replace', 'delete'] as const).map(
    (action): ResourceRule => ({
      ...{ name: 'resource:belongs-to-parent', action, level: 'SHOULD', needs: ['create', 'view'] },
      needsParent: true,
      description: 'a request below another parent does not change or delete an item',
      fault: 'an item is changed or deleted below another parent',
      unverifiedReason: 'no scenario changed an item below another parent than its own',
    }),
  ),
  {
    ...{ name: 'resource:update-is-visible', action: 'update', level: 'MUST', needs: ['create', 'view'] },
    rfc: 'RFC 5789 section 2',
    description: 'an accepted PATCH changes what is read',
    fault: 'an accepted PATCH changes nothing',
    unverifiedReason: notChanged,
  },
  {
    ...{ name: 'resource:update-removes', action: 'update', level: 'SHOULD', needs: ['create', 'view'] },
    appliesTo: 'null in the body',
    rfc: 'RFC 7396 section 2',
    description: 'an accepted PATCH with null removes the value',
    fault: 'an accepted PATCH with null changes nothing',
    unverifiedReason: 'no scenario set a value to null that the item had',
  },
  {
    ...{
      name: 'resource:update-keeps-the-rest',
      action: 'update',
      level: 'SHOULD',
      needs: ['create', 'view'],
    },
    rfc: 'RFC 5789 section 2',
    description: 'an accepted PATCH changes only the values that it has',
    fault: 'an accepted PATCH changes a value that it does not have',
    unverifiedReason: notChanged,
  },
  ...(['transition', 'update'] as const).map(
    (action): ResourceRule => ({
      ...{ name: 'resource:repeated-transition', action, level: 'SHOULD', needs: ['create'] },
      appliesTo: action === 'update' ? 'documented conflict of states' : 'documented 409',
      rfc: 'RFC 9110 section 15.5.10',
      description: 'a repeated change of the state of a resource gets the documented 409',
      fault: 'a repeated change of the state of a resource is accepted',
      unverifiedReason:
        'no change of state was accepted and its repetition rejected, or the document does not name the state',
    }),
  ),
  ...(['update', 'replace', 'delete'] as const).map(
    (action): ResourceRule => ({
      ...{ name: 'resource:precondition', action, level: 'SHOULD', needs: ['create', 'read'] },
      appliesTo: 'If-Match',
      rfc: 'RFC 9110 section 13.1.1',
      description: 'a request with another `ETag` in `If-Match` is not performed',
      fault: 'a request with another `ETag` in `If-Match` is performed',
      unverifiedReason: 'no response to a read in a scenario had an `ETag`',
    }),
  ),
  {
    ...{
      name: 'resource:replacement-is-visible',
      action: 'replace',
      level: 'SHOULD',
      needs: ['create', 'view'],
    },
    rfc: 'RFC 9110 section 9.3.4',
    description: 'an accepted PUT changes what is read',
    fault: 'an accepted PUT has not replaced the item',
    unverifiedReason: notChanged,
  },
  {
    ...{
      name: 'resource:replace-is-idempotent',
      action: 'replace',
      level: 'MUST',
      needs: ['create', 'view'],
    },
    rfc: 'RFC 9110 section 9.2.2',
    description: 'a repeated PUT has the same effect as one',
    fault: 'a repeated PUT has another effect than the first',
    unverifiedReason: notChanged,
  },
  {
    ...{ name: 'resource:deleted-is-gone', action: 'delete', level: 'MUST', needs: ['create', 'read'] },
    rfc: 'RFC 9110 section 9.3.5',
    description: 'a deleted resource cannot be read any more',
    fault: 'a deleted resource can still be read',
    unverifiedReason: notDeleted,
  },
  {
    ...{
      name: 'resource:deleted-is-not-listed',
      action: 'delete',
      level: 'SHOULD',
      needs: ['create', 'list'],
    },
    description: 'a deleted resource is not listed any more',
    fault: 'a deleted resource is still listed',
    unverifiedReason: notDeleted,
  },
  {
    ...{ name: 'resource:deleted-cannot-change', action: 'delete', level: 'SHOULD', needs: ['create'] },
    requires: 'update',
    description: 'a deleted resource cannot be changed',
    fault: 'a deleted resource can still be changed',
    unverifiedReason: notDeleted,
  },
  {
    ...{ name: 'resource:delete-is-idempotent', action: 'delete', level: 'MUST', needs: ['create', 'read'] },
    rfc: 'RFC 9110 section 9.2.2',
    description: 'a repeated DELETE has the same effect as one',
    fault: 'a repeated DELETE has another effect than the first',
    unverifiedReason: notDeleted,
  },
  {
    ...{
      name: 'resource:children-are-gone',
      action: 'delete',
      level: 'SHOULD',
      needs: ['create'],
      needsChild: true,
    },
    description: 'items below a deleted resource cannot be read any more',
    fault: 'an item below a deleted resource can still be read',
    unverifiedReason: notDeleted,
  },
  {
    ...{ name: 'resource:deleted-cannot-be-used', action: 'delete', level: 'SHOULD', needs: ['create'] },
    needsDependent: true,
    description: 'nothing can be created below a deleted resource, or with its id',
    fault: 'an item can be created below a deleted resource, or with its id',
    unverifiedReason: notDeleted,
  },
  ...(['update', 'replace', 'delete'] as const).flatMap((action): ResourceRule[] => [
    {
      ...{ name: 'resource:rejected-changes-nothing', action, needs: ['create', 'view'] },
      level: action === 'update' ? 'MUST' : 'SHOULD',
      ...(action === 'delete' && { appliesTo: 'secured' as const }),
      rfc: action === 'update' ? 'RFC 5789 section 2' : 'RFC 9110 section 15.5',
      description: 'a rejected request changes nothing',
      fault: 'a rejected request has changed a resource',
      unverifiedReason: notChanged,
    },
    {
      ...{ name: 'resource:others-unchanged', action, level: 'SHOULD', needs: ['create', 'view'] },
      description: 'an accepted request changes no other resource of the collection',
      fault: 'a request has changed another resource of the collection',
      unverifiedReason: notChanged,
    },
  ]),
  ...(['update', 'replace', 'transition'] as const).map(
    (action): ResourceRule => ({
      ...{ name: 'resource:changed-as-answered', action, level: 'SHOULD', needs: ['create', 'view'] },
      description: 'reading a changed resource shows the values that the response to the change has',
      fault: 'a changed resource has another value than the response to the change',
      unverifiedReason:
        'no response to a change in a scenario had the resource, or nothing read it afterwards',
    }),
  ),
  ...(['update', 'replace'] as const).map(
    (action): ResourceRule => ({
      ...{ name: 'resource:change-time', action, level: 'SHOULD', needs: ['create', 'view'] },
      appliesTo: 'time of change',
      description: 'a change is followed by another time of the last change',
      fault: 'the time of the last change is the same after a change',
      unverifiedReason:
        'no scenario changed a resource that shows the time of its last change, or the change followed too soon',
    }),
  ),
  ...(['update', 'replace'] as const).map(
    (action): ResourceRule => ({
      ...{ name: 'resource:identity', action, level: 'SHOULD', needs: ['create', 'view'] },
      description: 'the id and the time of creation of a resource do not change',
      fault: 'the id or the time of creation has changed',
      unverifiedReason: notChanged,
    }),
  ),
  ...(['read', 'update', 'replace', 'delete'] as const).map(
    (action): ResourceRule => ({
      ...{ name: 'resource:other-user', action, level: 'SHOULD', needs: ['create'], appliesTo: 'secured' },
      description: `another user cannot ${action} what a user has created`,
      fault: `another user can ${action} what a user has created`,
      unverifiedReason: 'no credentials of another user are given, or no scenario created an item',
    }),
  ),
  {
    ...{ name: 'resource:other-user', action: 'list', level: 'SHOULD', needs: ['create', 'read'] },
    appliesTo: 'secured',
    description: 'a list of another user does not have what that user cannot read',
    fault: 'a list of another user has what that user cannot read',
    unverifiedReason: 'no credentials of another user are given, or no scenario created an item',
  },
  {
    ...{ name: 'resource:other-user', action: 'create', level: 'SHOULD', needsOther: true },
    appliesTo: 'secured',
    description: 'another user cannot create anything below what that user cannot read, or with its id',
    fault: 'another user can create something below what that user cannot read, or with its id',
    unverifiedReason: 'no credentials of another user are given, or that user can read the item',
  },
  {
    ...{ name: 'list:limit', action: 'list', level: 'SHOULD', appliesTo: 'limit' },
    description: 'a list has no more items than the limit in the query',
    fault: 'a list has more items than its limit',
    unverifiedReason: notListed,
  },
  {
    ...{ name: 'list:parent', action: 'list', level: 'SHOULD', needs: ['create', 'view'], needsParent: true },
    description: 'a list below a parent has no items of another parent',
    fault: 'a list below a parent has an item of another parent',
    unverifiedReason: 'no scenario created an item and two parents',
  },
  {
    ...{ name: 'list:pages', action: 'list', level: 'SHOULD', appliesTo: 'pages' },
    description: 'pages of a list do not overlap, and together have every item',
    fault: 'pages of a list overlap or lose items',
    unverifiedReason: notListed,
  },
  {
    ...{ name: 'list:total', action: 'list', level: 'SHOULD', appliesTo: 'total' },
    description: 'the total number of items that a list states is that of its items',
    fault: 'the total number of items of a list is wrong',
    unverifiedReason: notListed,
  },
  {
    ...{ name: 'list:page-count', action: 'list', level: 'SHOULD', appliesTo: 'page count' },
    description: 'the number of pages that a list states is its total divided by the page size, rounded up',
    fault: 'the number of pages that a list states does not fit its total',
    unverifiedReason: 'no list in a scenario stated its number of pages beside its total',
  },
  {
    ...{ name: 'list:stated-page', action: 'list', level: 'SHOULD', appliesTo: 'stated page' },
    description: 'the page number, offset or page size that a list states is that of the request',
    fault: 'a list states another page, offset or page size than that of the request',
    unverifiedReason: 'no list in a scenario stated its page, or there were too few items for two pages',
  },
  {
    ...{ name: 'list:links', action: 'list', level: 'SHOULD', appliesTo: 'links' },
    rfc: 'RFC 8288 section 3',
    description: 'the links of a list to its other pages keep the filters and the order of the query',
    fault: 'a link to another page loses a part of the query',
    unverifiedReason: 'no list with a filter or an order in a scenario had a link to another page',
  },
  {
    ...{ name: 'list:filter', action: 'list', level: 'SHOULD', appliesTo: 'filter' },
    description: 'a list has the items with the values or within the bounds in the query, and no others',
    fault: 'a list does not have the items that its query selects',
    unverifiedReason: notListed,
  },
  {
    ...{ name: 'list:limit', action: 'search', level: 'SHOULD', needs: ['create'] },
    appliesTo: 'limit in the body',
    description: 'a search has no more items than the limit in its body',
    fault: 'a search has more items than its limit',
    unverifiedReason: notSearched,
  },
  {
    ...{ name: 'list:filter', action: 'search', level: 'SHOULD', needs: ['create'] },
    appliesTo: 'filter in the body',
    description: 'a search has only items with the values in its body',
    fault: 'a search has items with other values than those in its body',
    unverifiedReason: notSearched,
  },
  {
    ...{ name: 'list:sort', action: 'list', level: 'SHOULD', appliesTo: 'sort' },
    description: 'a list has the order in the query',
    fault: 'a list does not have the order in the query',
    unverifiedReason: notListed,
  },
];

/** Creates the clauses about the effects of an operation. The resources are those of the whole contract. */
export function createResourceClauses(operation: Operation, resources: readonly Resource[]): Clause[] {
  const clauses = resources.flatMap((resource) =>
    resourceRules
      .filter(
        (rule) =>
          hasAction(operation, rule.action, resource) && appliesTo(rule, operation, resource, resources),
      )
      .map((rule) => createClause(operation, resource, rule)),
  );
  return [...new Map(clauses.map((clause) => [clause.id, clause])).values()];
}

const hasAction = (
  operation: Operation,
  action: ResourceAction,
  { operations, transitions, searches }: Resource,
): boolean => {
  if (action === 'transition') return transitions.includes(operation);
  return action === 'search' ? searches.includes(operation) : operations[action] === operation;
};

function appliesTo(
  { appliesTo: condition, requires, needsChild, needsDependent, needsOther, needsParent }: ResourceRule,
  operation: Operation,
  resource: Resource,
  resources: readonly Resource[],
): boolean {
  if (condition !== undefined && !conditions[condition](operation, resource)) return false;
  if (requires !== undefined && resource.operations[requires] === undefined) return false;
  if (needsChild && listChildren(resource, resources).length === 0) return false;
  if (needsOther && !resources.some((other) => listDependents(other, [resource]).length > 0)) return false;
  if (needsDependent && listDependents(resource, resources).length === 0) return false;
  return !needsParent || findParent(resource, resources) !== undefined;
}

function createClause(operation: Operation, resource: Resource, rule: ResourceRule): Clause {
  const { name, rfc, description, needs = [] } = rule;
  const { operations } = resource;
  const missing = findMissing(rule, resource);
  const path = missing === 'create' || missing === 'list' ? resource.collection : resource.path;
  const level = needs.includes('view') && !operations.read && rule.level === 'MUST' ? 'SHOULD' : rule.level;
  return {
    ...{ id: `${operation.id}/${name}`, level, family: 'semantics', operation: operation.id },
    ...{ schemaPointer: operation.pointer, description },
    ...(rfc === undefined ? { origin } : { rfc }),
    ...(missing && { unsupported: `the document has no ${actionMethods[missing]} ${path}` }),
  };
}

/** The first operation that the rule needs and the resource does not have. */
const findMissing = (
  { needs = [] }: ResourceRule,
  { operations, view }: Resource,
): ResourceAction | undefined =>
  needs
    .filter((need) => view === undefined || (need !== 'view' && need !== 'list'))
    .map((need) => (need === 'view' ? 'read' : need))
    .find((action) => operations[action] === undefined);

/** Returns what is wrong where the clause is violated; undefined if it is not about the effects of an operation. */
export const findFault = ({ id, operation }: Clause): string | undefined =>
  resourceRules.find(({ name }) => id === `${operation}/${name}`)?.fault;
