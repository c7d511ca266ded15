import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { JsonObject } from '../spec/json.ts';
import { createApp, type Service } from './app.ts';
import { faults } from './faults/catalogue.ts';
import { type Deviation, throughAll } from './pipeline.ts';
import { type Settings, settingsOf } from './settings.ts';
import { createWorld } from './store.ts';
import { variants } from './variants.ts';

export interface ReferenceOptions {
  /** Chosen by the system when not given. */
  port?: number;
  host?: string;
  /** On unless given: sessions belong to members. */
  memberModel?: boolean;
  build?: Settings['build'];
  /** Whether what the contract allows and Polar's backend never returns is there, such as a set `deleted_at`. On unless given. */
  rareValues?: boolean;
  /** The id of a fault: a violation of the contract. */
  fault?: string;
  /** The ids of variants: other conformant behaviour. */
  variant?: string | readonly string[];
  /** Ids of the start-up data follow from it. */
  seed?: number;
  tokens?: { accessToken?: string; unscopedAccessToken?: string };
  /** The organization's customers instead of the built-in ones. */
  customers?: readonly JsonObject[];
}

export interface Reference {
  url: string;
  /** By name: `accessToken`, `customerId`, … */
  fixtures: Record<string, string>;
  /** How many requests have come in. */
  requests(): number;
  close(): Promise<void>;
}

/** A fault or variant that there is not. */
class UnknownDeviation extends Error {
  override name = 'UnknownDeviation';
}

function named(kind: string, table: readonly Deviation[], ids: readonly string[]): Deviation[] {
  return ids.map((id) => {
    const found = table.find((deviation) => deviation.id === id);
    if (!found) throw new UnknownDeviation(`no ${kind} is called ${JSON.stringify(id)}`);
    return found;
  });
}

const listOf = (ids: string | readonly string[] | undefined): readonly string[] =>
  typeof ids === 'string' ? ids.split(',') : (ids ?? []);

function serviceOf(options: ReferenceOptions): Service {
  const deviations = [
    ...named('variant', variants, listOf(options.variant)),
    ...named('fault', faults, options.fault === undefined ? [] : [options.fault]),
  ];
  const settings = settingsOf(options.build ?? 'august');
  settings.memberModel = options.memberModel ?? true;
  settings.rareValues = options.rareValues ?? true;
  Object.assign(settings, ...deviations.map((deviation) => deviation.settings ?? {}));
  const { customers, tokens, seed = 0 } = options;
  const world = createWorld({ seed, settings, customers, tokens });
  return { world, settings, through: throughAll(deviations), seed, requests: 0, memory: new Map() };
}

/**
 * Serves the reference on loopback until closed.
 * @throws UnknownDeviation for a fault or variant that there is not; what `listen` reports, such as a port in use.
 */
export async function startReference(options: ReferenceOptions = {}): Promise<Reference> {
  const service = serviceOf(options);
  const { host = '127.0.0.1', port = 0 } = options;
  // Hono's own Response would be written a second time for HEAD, so the globals stay as they are.
  const server = createAdaptorServer({ fetch: createApp(service).fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo; // a listening TCP server's address is no string
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    fixtures: service.world.fixtures,
    requests: () => service.requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
