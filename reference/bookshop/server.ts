import { createPipe, findBehaviours, splitIds } from '../behaviour.ts';
import { listen } from '../listen.ts';
import { type BookshopState, createApp } from './app.ts';
import { bookshopFaults } from './faults.ts';
import type { BookshopContext, StageValues } from './pipeline.ts';
import type { Credentials } from './security-schemes.ts';
import { defaultSettings } from './settings.ts';
import { createStore } from './store.ts';
import { bookshopVariants } from './variants.ts';

export interface BookshopOptions {
  /** Chosen by the operating system by default. */
  port?: number;
  /** 127.0.0.1 by default. */
  host?: string;
  /** The id of a fault: a violation of the document. */
  fault?: string;
  /** The ids of variants, as an array or separated by commas. */
  variant?: string | readonly string[];
  /** Determines the ids of all resources; 0 by default. */
  seed?: number;
  /**
   * Adds `POST /login`, which issues bearer tokens for the user and password of `basicAuth`. Each token expires after
   * this number of uses, and no other bearer token is valid.
   */
  tokenUses?: number;
}

export interface BookshopServer {
  url: string;
  /** The valid credential of each security scheme. */
  credentials: Credentials;
  /**
   * Ids of the initial data, by the name of their path parameter. Ids of resources that tests may remove have the
   * prefix `disposable_`.
   */
  fixtures: Readonly<Record<string, string>>;
  /** The tokens that the login has issued so far. */
  issuedTokens(): readonly string[];
  /** The number of requests received so far. */
  requestCount(): number;
  close(): Promise<void>;
}

function createState({ variant, fault, seed = 0, tokenUses }: BookshopOptions): BookshopState {
  const behaviours = [
    ...findBehaviours('variant', bookshopVariants, splitIds(variant)),
    ...findBehaviours('fault', bookshopFaults, fault === undefined ? [] : [fault]),
  ];
  return {
    store: createStore(seed, tokenUses),
    settings: Object.assign({}, defaultSettings, ...behaviours.map(({ settings }) => settings ?? {})),
    pipe: createPipe<StageValues, BookshopContext>(behaviours),
    seed,
    requestCount: 0,
    memory: new Map(),
    baseUrl: '',
  };
}

/**
 * Starts the bookshop on loopback: an implementation of `openapi.yaml` in this folder. It serves until it is closed.
 * @throws {UnknownBehaviourError} if a fault or variant does not exist
 * @throws {Error} if the server cannot listen, for example because the port is in use
 */
export async function startBookshop(options: BookshopOptions = {}): Promise<BookshopServer> {
  const state = createState(options);
  const { host, port } = options;
  const server = await listen(createApp(state).fetch, { host, port });
  state.baseUrl = server.url;
  const { credentials, fixtures, logins } = state.store;
  return {
    ...{ ...server, credentials, fixtures, requestCount: () => state.requestCount },
    issuedTokens: () => logins?.issued() ?? [],
  };
}
