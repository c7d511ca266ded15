import type { JsonResponse, RequestContext } from '../pipeline.ts';
import { mapAt, removeAt, setAt, when } from '../transforms/json.ts';
import { isTeam } from '../transforms/request.ts';
import { setHeader } from '../transforms/response.ts';
import { customerClauses, semanticsClauses, teamClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** The version that the request names; undefined if it names none. */
const namedVersion = ({ headers }: RequestContext): string | undefined => {
  const version = headers['polar-version'];
  return typeof version === 'string' ? version : undefined;
};

const isDated = (version: string | undefined): boolean => /^\d{4}-\d\d(-\d\d)?$/.test(version ?? '');

const isUnserved = ({ version }: RequestContext): boolean => version === undefined;

/** Faults in the selection of a version, and in what a version shows of a customer. */
export const versions: readonly FaultDefinition[] = [
  {
    id: 'version-not-repeated',
    description: 'Responses do not name their version',
    apiVersion: '2026-10',
    violates: semanticsClauses('version-repeated'),
    response: setHeader('polar-version', undefined),
  },
  {
    id: 'version-not-repeated-422',
    description: '422 responses do not name their version',
    apiVersion: '2026-04',
    violates: semanticsClauses('version-repeated'),
    response: (response, context) =>
      response.status === 422 ? setHeader('polar-version', undefined)(response, context) : response,
  },
  {
    id: 'version-default-named',
    description: 'Responses name the default version instead of the version of the request',
    apiVersion: '2026-04',
    violates: semanticsClauses('version-repeated'),
    response: when(
      ({ version }) => version !== undefined,
      (response, context) => setHeader('polar-version', context.settings.defaultVersion)(response, context),
    ),
  },
  {
    id: 'version-ignored',
    description: 'Every request gets the default version',
    apiVersion: '2026-10',
    violates: [
      ...semanticsClauses('version-repeated', 'unknown-version', 'malformed-version'),
      ...customerClauses('billing_name:required', 'first_user_event_at:required'),
    ],
    version: (_, { settings }) => settings.defaultVersion,
  },
  {
    id: 'version-unknown-served',
    description: 'A request for an unknown version gets the default version',
    apiVersion: '2026-10',
    violates: semanticsClauses('unknown-version'),
    version: (version, context) =>
      version ?? (isDated(namedVersion(context)) ? context.settings.defaultVersion : undefined),
  },
  {
    id: 'version-unknown-invalid',
    description: 'A request for an unknown version is rejected with 422',
    apiVersion: '2026-04',
    violates: semanticsClauses('unknown-version', 'malformed-version'),
    response: when(isUnserved, (response) => ({ ...response, status: 422, body: { detail: [] } })),
  },
  {
    id: 'version-malformed-served',
    description: 'A request for a malformed version gets the default version',
    apiVersion: '2026-10',
    violates: semanticsClauses('malformed-version'),
    version: (version, context) =>
      version ?? (isDated(namedVersion(context)) ? undefined : context.settings.defaultVersion),
  },
  {
    id: 'version-malformed-crash',
    description: 'A request for a malformed version is answered with 500',
    apiVersion: '2026-04',
    violates: semanticsClauses('malformed-version'),
    response: when(
      (context) => isUnserved(context) && !isDated(namedVersion(context)),
      (): JsonResponse => ({
        status: 500,
        headers: { 'content-type': 'text/plain' },
        body: 'Internal Server Error',
      }),
    ),
  },
  {
    id: 'version-required',
    description: 'A request without a version is rejected',
    apiVersion: '2026-10',
    violates: semanticsClauses('default-version'),
    version: (version, context) => (namedVersion(context) === undefined ? undefined : version),
  },
  {
    id: 'version-default-unnamed',
    description: 'The response to a request without a version does not name its version',
    apiVersion: '2026-04',
    violates: semanticsClauses('default-version'),
    response: when((context) => namedVersion(context) === undefined, setHeader('polar-version', undefined)),
  },
  {
    id: 'version-no-billing-name',
    description: '`billing_name` is missing in version 2026-10',
    apiVersion: '2026-10',
    violates: customerClauses('billing_name:required'),
    customer: when(({ version }) => version === '2026-10', removeAt('billing_name')),
  },
  {
    id: 'version-no-first-event',
    description: '`first_user_event_at` of a team is missing in version 2026-04',
    apiVersion: '2026-04',
    violates: teamClauses('first_user_event_at:required'),
    customer: when(
      (context) => context.version === '2026-04' && isTeam(context),
      removeAt('first_user_event_at'),
    ),
  },
  {
    id: 'version-no-avatar',
    description: '`avatar_url` is missing instead of null',
    apiVersion: '2026-10',
    violates: teamClauses('avatar_url:required'),
    customer: mapAt('avatar_url', (value) => value ?? undefined),
  },
  {
    id: 'version-false-avatar',
    description: '`avatar_url` is false instead of null',
    apiVersion: '2026-04',
    violates: teamClauses('avatar_url:anyOf'),
    customer: mapAt('avatar_url', (value) => value ?? false),
  },
  {
    id: 'version-numeric-billing-name',
    description: '`billing_name` is 0 instead of null',
    apiVersion: '2026-10',
    violates: customerClauses('billing_name:anyOf'),
    customer: mapAt('billing_name', (value) => value ?? 0),
  },
  {
    id: 'version-empty-first-event',
    description: '`first_user_event_at` is an empty string instead of null',
    apiVersion: '2026-10',
    violates: customerClauses('first_user_event_at@string:format'),
    customer: mapAt('first_user_event_at', (value) => value ?? ''),
  },
  {
    id: 'version-epoch-first-event',
    description: '`first_user_event_at` is a number of seconds',
    apiVersion: '2026-04',
    violates: customerClauses('first_user_event_at:anyOf'),
    customer: setAt('first_user_event_at', 1_772_236_799),
  },
  {
    id: 'version-payment-method-name',
    description: '`default_payment_method_id` is an id of the payment provider',
    apiVersion: '2026-10',
    violates: customerClauses('default_payment_method_id@string:format'),
    customer: mapAt('default_payment_method_id', (value) => (value === null ? null : 'pm_1MqLiJLkdIwHu7ix')),
  },
];
