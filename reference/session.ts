import { randomInt, randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../spec/json.ts';
import { entry, json, refusal, unreadable } from './answers.ts';
import { refuseUnscoped } from './credentials.ts';
import { type Reading, readJson } from './json-text.ts';
import type { Answer, Ask, Issue, Subject } from './pipeline.ts';
import { secret } from './random.ts';
import type { CustomerRecord, Organization } from './store.ts';
import { type Accepted, validate } from './validation.ts';

const frontend = 'https://polar.example';

const denied = (msg: string): Issue => ({
  type: 'value_error',
  msg: `Value error, ${msg}`,
  ctx: { error: msg },
});

const isJson = (type: string): boolean =>
  /^application\/([\w.+-]+\+)?json$/i.test(type.split(';')[0]?.trim() ?? '');

function read(ask: Ask): Reading {
  if (ask.bytes.length === 0) return { kind: 'empty' };
  if (isJson(ask.headers['content-type'] ?? '')) return readJson(ask.bytes, ask.settings.maxDepth);
  return { kind: 'value', value: new TextDecoder().decode(ask.bytes) };
}

function refuseUnreadable(reading: Reading, ask: Ask): Answer | undefined {
  if (reading.kind === 'undecodable') return unreadable();
  if (reading.kind !== 'invalid') return undefined;
  const issue = { type: 'json_invalid', msg: 'JSON decode error', ctx: { error: 'Expecting value' } };
  return refusal(ask, 'RequestValidationError', [entry(issue, ['body', reading.offset], {})]);
}

function find({ key, values }: Accepted, organization: Organization, ask: Ask): CustomerRecord | undefined {
  const value = values[key] ?? null;
  const name = key === 'customer_id' ? 'id' : 'external_id';
  const found = ask.world.customers.find(
    (customer) => customer.organization === organization && customer.payload[name] === value,
  );
  return ask.through('found', { field: key, value, found }, ask).found;
}

function ownerOf(customer: CustomerRecord): JsonObject {
  const { id = null, email = null, name = null, created_at = null } = customer.payload;
  const known = customer.members.find(({ role }) => role === 'owner');
  const owner = {
    id: randomUUID(),
    created_at,
    modified_at: null,
    customer_id: id,
    email,
    name,
    external_id: null,
    role: 'owner',
  };
  if (!known) customer.members.push(owner);
  return known ?? owner;
}

/** The member whose session it is, or the field that names none. `member_id` wins over the external one. */
function memberOf(
  customer: CustomerRecord,
  { values }: Accepted,
  ask: Ask,
): { field: string; value: Json; found: JsonObject | undefined } {
  const named = ['member_id', 'external_member_id'].find((name) => values[name] !== undefined);
  const field = named ?? 'member_id';
  const value = values[field] ?? null;
  const key = field === 'member_id' ? 'id' : 'external_id';
  const chosen = customer.members.find((member) => member[key] === value);
  const owner = customer.payload.type === 'individual' ? ownerOf(customer) : undefined;
  return ask.through('member', { field, value, found: named === undefined ? owner : chosen }, ask);
}

/** Microseconds since the epoch; a double holds them exactly until the year 2255. */
const now = (): number => Date.now() * 1000 + randomInt(1000);

/** RFC 3339, with microseconds. */
function timestamp(microseconds: number): string {
  const fraction = String(microseconds % 1_000_000).padStart(6, '0');
  return new Date(Math.floor(microseconds / 1000)).toISOString().replace(/\.\d+/, `.${fraction}`);
}

function portalUrl(customer: CustomerRecord, token: string, email: Json | undefined): string {
  const query = new URLSearchParams({ customer_session_token: token });
  if (typeof email === 'string') query.set('email', email);
  return `${frontend}/${customer.organization.slug}/portal?${query}`;
}

function sessionOf(
  customer: CustomerRecord,
  member: JsonObject | undefined,
  accepted: Accepted,
  ask: Ask,
): JsonObject {
  const created = now();
  const token = ask.through('token', secret(ask.settings.memberModel ? 'polar_mst_' : 'polar_cst_'), ask);
  if (!ask.world.grants.has(token)) ask.world.sessionTokens.add(token);
  return {
    created_at: timestamp(created),
    // Always null in Polar's backend: see `rareValues`.
    modified_at: customer.payload.deleted_at == null ? null : timestamp(created),
    id: randomUUID(),
    token,
    expires_at: timestamp(created + ask.settings.lifetime * 1000 - randomInt(1, 40)),
    return_url: accepted.values.return_url ?? null,
    customer_portal_url: portalUrl(customer, token, member?.email ?? customer.payload.email),
    customer_id: customer.payload.id ?? null,
    customer: ask.through('customer', structuredClone(customer.payload), ask),
  };
}

function create(accepted: Accepted, organization: Organization, ask: Ask): Answer {
  const customer = find(accepted, organization, ask);
  const { key, values } = accepted;
  if (!customer) {
    const issue = denied('Customer does not exist.');
    return refusal(ask, 'PolarRequestValidationError', [entry(issue, ['body', key], values[key] ?? null)]);
  }
  ask.customer = customer;
  const member = ask.settings.memberModel ? memberOf(customer, accepted, ask) : undefined;
  if (member && !member.found) {
    const issue = denied(
      member.value === null ? 'A member is required for team customers.' : 'Member does not exist.',
    );
    return refusal(ask, 'PolarRequestValidationError', [entry(issue, ['body', member.field], member.value)]);
  }
  return json(201, ask.through('session', sessionOf(customer, member?.found, accepted, ask), ask));
}

/** Answers `POST /v1/customer-sessions/`: unreadable JSON is refused before the credentials, these before the rest. */
export function createSession(ask: Ask, subject: Subject): Answer {
  const reading = ask.through('reading', read(ask), ask);
  const refused = refuseUnreadable(reading, ask) ?? refuseUnscoped(subject, ask.settings.scope);
  if (refused || subject.kind !== 'organization') return refused ?? unreadable();
  if (reading.kind !== 'value') {
    const issue = { type: 'missing', msg: 'Field required' };
    return refusal(ask, 'RequestValidationError', [entry(issue, ['body'], null)]);
  }
  ask.body = reading.value;
  const accepted = validate(reading.value, ask);
  if (Array.isArray(accepted)) return refusal(ask, 'RequestValidationError', accepted);
  return create(accepted, subject.organization, ask);
}
