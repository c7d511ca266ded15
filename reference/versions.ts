import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../spec/json.ts';
import { omit } from './json-object.ts';

/** The name by which requests select the version that the shipped document describes. */
export const shippedVersion = '2026-08-01';

/** Creates the customer that a version shows from its record. */
type View = (payload: JsonObject) => JsonObject;

const showShipped: View = (payload) =>
  omit(payload, 'billing_name', 'first_user_event_at', 'default_payment_method_id');

/** Since version 2026-04, a team without e-mail has no avatar, and customers have more properties. */
const showSince2026: View = (payload) => ({
  ...payload,
  ...(payload.type === 'team' && payload.email == null && { avatar_url: null }),
  billing_name: payload.billing_name ?? null,
  first_user_event_at: payload.first_user_event_at ?? null,
});

const views: ReadonlyMap<string, View> = new Map([
  [shippedVersion, showShipped],
  ['2026-04', showSince2026],
  ['2026-10', showSince2026],
]);

/** @throws {Error} if the reference does not serve the version */
export function checkVersion(version: string): void {
  if (views.has(version)) return;
  const names = [...views.keys()].join(', ');
  throw new Error(`no version is called ${JSON.stringify(version)}: the versions are ${names}`);
}

/** Returns the version that a request selects; undefined if the reference does not serve it. */
export function selectVersion(headers: IncomingHttpHeaders, defaultVersion: string): string | undefined {
  const version = headers['polar-version'] ?? defaultVersion;
  return typeof version === 'string' && views.has(version) ? version : undefined;
}

/** Returns a copy of the customer as the version shows it. */
export const showCustomer = (payload: JsonObject, version: string | undefined): JsonObject =>
  (views.get(version ?? shippedVersion) ?? showShipped)(structuredClone(payload));
