import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Json } from '../spec/json.ts';
import { json, methodNotAllowed, notFound } from './answers.ts';
import { authenticate, refuseUnknown } from './credentials.ts';
import { listCustomers, listMembers } from './lists.ts';
import type { Answer, Ask, Subject, Through } from './pipeline.ts';
import { seeded } from './random.ts';
import { createSession } from './session.ts';
import type { Settings } from './settings.ts';
import type { World } from './store.ts';
import { wireOf } from './wire.ts';

/** Answers one method of one path. */
interface Route {
  method: string;
  path: string;
  answer(ask: Ask, subject: Subject): Answer;
}

const routes: readonly Route[] = [
  { method: 'POST', path: '/v1/customer-sessions/', answer: createSession },
  { method: 'GET', path: '/v1/customers/', answer: listCustomers },
  { method: 'GET', path: '/v1/members/', answer: listMembers },
];

/** What all requests of a server share. */
export interface Service {
  world: World;
  settings: Settings;
  through: Through;
  seed: number;
  requests: number;
  memory: Map<string, Json>;
}

type Env = { Bindings: HttpBindings };

/** The body, or undefined when it is longer than allowed; the rest is then left unread. */
async function readBytes(incoming: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) return undefined;
  }
  return Buffer.concat(chunks);
}

function askOf(c: Context<Env>, bytes: Uint8Array, service: Service): Ask {
  const { world, settings, through, memory, requests: number } = service;
  const { incoming } = c.env;
  const url = new URL(c.req.url);
  const random = seeded(service.seed + number * 7919);
  const request = { method: incoming.method ?? '', url, headers: { ...incoming.headers }, bytes, number };
  return { ...request, random, world, settings, memory, through, body: undefined, customer: undefined };
}

function unwelcome(
  incoming: IncomingMessage,
  bytes: Uint8Array | undefined,
  settings: Settings,
): Answer | undefined {
  const { 'transfer-encoding': coding, 'content-length': length } = incoming.headers;
  if (settings.requiresLength && coding !== undefined && length === undefined) {
    return json(411, { detail: 'Length Required' });
  }
  return bytes === undefined ? json(413, { detail: 'Request body too large' }) : undefined;
}

/** Answers a request to a route's path, whatever the method; without a route, 404. */
function respond(service: Service, answer: (ask: Ask, subject: Subject) => Answer) {
  return async (c: Context<Env>): Promise<Response> => {
    service.requests += 1;
    const bytes = await readBytes(c.env.incoming, service.settings.maxBodyBytes);
    const received = askOf(c, bytes ?? new Uint8Array(), service);
    const ask = service.through('ask', received, received);
    const given = unwelcome(c.env.incoming, bytes, service.settings) ?? refuseOrAnswer(ask, answer);
    const wire = wireOf(given, ask);
    wire.put(c.env.outgoing, wire);
    return RESPONSE_ALREADY_SENT;
  };
}

function refuseOrAnswer(ask: Ask, answer: (ask: Ask, subject: Subject) => Answer): Answer {
  const subject = authenticate(ask);
  return refuseUnknown(subject) ?? answer(ask, subject);
}

const redirect = ({ url }: Ask): Answer => {
  const location = new URL(url);
  location.pathname += '/';
  return { status: 307, headers: { location: location.href }, body: undefined };
};

/** The server's routes: an unknown token is refused on every path before any of them. */
export function createApp(service: Service): Hono<Env> {
  const app = new Hono<Env>();
  for (const { method, path, answer } of routes) {
    app.all(
      path,
      respond(service, (ask, subject) =>
        ask.method === method ? answer(ask, subject) : methodNotAllowed(method),
      ),
    );
    app.all(path.slice(0, -1), respond(service, redirect));
  }
  app.notFound(respond(service, notFound));
  return app;
}
