import type { JsonObject } from '../spec/json.ts';
import { createApp, type ReferenceState } from './app.ts';
import { createPipe, findBehaviours, splitIds } from './behaviour.ts';
import { listen } from './listen.ts';
import type { RequestContext, StageValues } from './pipeline.ts';
import { createSettings, type Settings } from './settings.ts';
import { createStore } from './store.ts';
import { variants } from './variants.ts';
import { checkVersion } from './versions.ts';

export interface ReferenceOptions {
  /** Chosen by the operating system by default. */
  port?: number;
  /** 127.0.0.1 by default. */
  host?: string;
  /** Whether sessions belong to members; true by default. */
  memberModel?: boolean;
  build?: Settings['build'];
  /** The version of requests that select none; by default that of the shipped document. */
  apiVersion?: string;
  /** Whether to return values that the contract allows and Polar's backend never returns; true by default. */
  rareValues?: boolean;
  /** The id of a fault: a violation of the contract. */
  fault?: string;
  /** The ids of variants, as an array or separated by commas. */
  variant?: string | readonly string[];
  /** Determines the ids of the initial data; 0 by default. */
  seed?: number;
  tokens?: { accessToken?: string; unscopedAccessToken?: string };
  /** Replaces the organization's built-in customers. */
  customers?: readonly JsonObject[];
}

export interface ReferenceServer {
  url: string;
  /** The values of fixtures by name: `accessToken`, `customerId`, … */
  fixtures: Record<string, string>;
  /** The number of requests received so far. */
  requestCount(): number;
  close(): Promise<void>;
}

async function createState(options: ReferenceOptions): Promise<ReferenceState> {
  const behaviours = [
    ...findBehaviours('variant', variants, splitIds(options.variant)),
    ...(options.fault === undefined ? [] : await findFault(options.fault)),
  ];
  const settings = createSettings(options.build ?? 'august');
  settings.memberModel = options.memberModel ?? true;
  settings.rareValues = options.rareValues ?? true;
  if (options.apiVersion !== undefined) {
    checkVersion(options.apiVersion);
    settings.defaultVersion = options.apiVersion;
  }
  Object.assign(settings, ...behaviours.map((behaviour) => behaviour.settings ?? {}));
  const { customers, tokens, seed = 0 } = options;
  const store = createStore({ seed, settings, customers, tokens });
  return {
    store,
    settings,
    pipe: createPipe<StageValues, RequestContext>(behaviours),
    seed,
    requestCount: 0,
    memory: new Map(),
  };
}

async function findFault(id: string) {
  const { faults } = await import('./faults.ts'); // loaded on demand: hundreds of faults, of which most servers have none
  return findBehaviours('fault', faults, [id]);
}

/**
 * Starts the reference on loopback. It serves until it is closed.
 * @throws {UnknownBehaviourError} if a fault or variant does not exist
 * @throws {Error} if it does not serve `apiVersion`, or if it cannot listen, for example because the port is in use
 */
export async function startReference(options: ReferenceOptions = {}): Promise<ReferenceServer> {
  const state = await createState(options);
  const { host, port } = options;
  const server = await listen(createApp(state).fetch, { host, port });
  return { ...server, fixtures: state.store.fixtures, requestCount: () => state.requestCount };
}
