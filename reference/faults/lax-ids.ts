import { isJsonObject } from '../json-object.ts';
import type { Lookup, RequestContext } from '../pipeline.ts';
import type { CustomerRecord } from '../store.ts';
import { mapStringAt } from '../transforms/json.ts';
import {
  acceptField,
  bodyProperty,
  ignoreField,
  isString,
  isWrongType,
  mapRequestBody,
} from '../transforms/request.ts';
import { byExternalIdClauses, byIdClauses, requestClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Returns the first customer if the id is not a string, like a query that then omits its condition. */
function findFirst(lookup: Lookup<CustomerRecord>, context: RequestContext): Lookup<CustomerRecord> {
  return isString(lookup.value) ? lookup : { ...lookup, found: context.store.customers[0] };
}

/** Faults that accept invalid ids. */
export const laxIds: readonly FaultDefinition[] = [
  {
    id: 'lax-id-cut',
    description: 'Characters after a customer id are ignored',
    violates: byIdClauses('customer_id:format'),
    parsedBody: mapRequestBody(mapStringAt('customer_id', (value) => value.slice(0, 36))),
  },
  {
    id: 'lax-id-stripped',
    description: 'Characters that a UUID cannot contain are removed from a customer id',
    violates: byIdClauses('customer_id:format'),
    parsedBody: mapRequestBody(mapStringAt('customer_id', (value) => value.replace(/[^0-9a-fA-F-]/g, ''))),
  },
  {
    id: 'lax-id-any-type',
    description:
      'A customer id that is not a string selects the first customer: the query omits the condition',
    violates: byIdClauses('customer_id:type'),
    field: acceptField('customer_id', isWrongType),
    customerLookup: findFirst,
  },
  {
    id: 'lax-id-null',
    description: 'A null customer id selects the first customer',
    violates: byIdClauses('customer_id:type'),
    field: acceptField('customer_id', (value) => value === null),
    customerLookup: findFirst,
  },
  {
    id: 'lax-external-id-any-type',
    description:
      'An external id that is not a string selects the first customer: the query omits the condition',
    violates: byExternalIdClauses('external_customer_id:type'),
    field: acceptField('external_customer_id', isWrongType),
    customerLookup: findFirst,
  },
  {
    id: 'lax-external-id-null',
    description: 'A null external id selects the first customer',
    violates: byExternalIdClauses('external_customer_id:type'),
    field: acceptField('external_customer_id', (value) => value === null),
    customerLookup: findFirst,
  },
  {
    id: 'lax-no-customer',
    description: 'A body without an id selects the first customer',
    violates: [
      ...byIdClauses('customer_id:required'),
      ...byExternalIdClauses('external_customer_id:required'),
    ],
    errors: (errors, context) =>
      (bodyProperty(context, 'customer_id') ??
      bodyProperty(context, 'external_customer_id') ??
      errors.length > 2)
        ? errors
        : [],
    customerLookup: findFirst,
  },
  {
    id: 'lax-body-any-type',
    description: 'A body that is not an object selects the first customer',
    violates: requestClauses(':type'),
    errors: (errors, context) => (isJsonObject(context.body) ? errors : []),
    customerLookup: findFirst,
  },
  {
    id: 'lax-member-id-format',
    description: 'A member id that is not a UUID is ignored',
    violates: requestClauses('member_id@string:format'),
    parsedBody: ignoreField(
      'member_id',
      (value) => isString(value) && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
    ),
  },
  {
    id: 'lax-member-id-version',
    description: 'A member id of any UUID version is accepted while the member model is off',
    violates: requestClauses('member_id@string:format'),
    settings: { memberModel: false, uuidVersions: [...'0123456789abcdef'] },
  },
  {
    id: 'lax-member-id-any-type',
    description: 'A member id that is not a string is ignored',
    violates: requestClauses('member_id:anyOf'),
    parsedBody: ignoreField('member_id', isWrongType),
  },
  {
    id: 'lax-external-member-id-any-type',
    description: 'An external member id that is not a string is ignored',
    violates: requestClauses('external_member_id:anyOf'),
    parsedBody: ignoreField('external_member_id', isWrongType),
  },
];
