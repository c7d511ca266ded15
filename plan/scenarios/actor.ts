import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { findListParameters } from '../../spec/openapi/list-parameters.ts';
import { listPathNames } from '../../spec/openapi/path-names.ts';
import type { HeaderList } from '../../spec/openapi/request.ts';
import { emptyMessage, type RequestMessage, withMessageBody } from '../../spec/openapi/request-message.ts';
import type { Resource, ResourceAction } from '../../spec/openapi/resources.ts';
import type { Binding, ScenarioStep } from '../../spec/openapi/scenario.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import { toValidCase } from '../cases/to-valid-case.ts';
import type { PlanContext } from '../context.ts';
import { bindBody, bindCreated, bindReferences, bindSent, renameBindings } from './bind.ts';
import { selectAll } from './list-queries.ts';
import { withoutNamed } from './scenario-values.ts';

/** An item that a scenario has created. */
export interface CreatedItem {
  /** Its name in the scenario: `A`. */
  name: string;
  resource: Resource;
  /** The ids of its created parents and its own, as path parameters. */
  bindings: readonly Binding[];
  /** The other path parameters of the item. */
  path: Readonly<Record<string, Json>>;
  exchange: Exchange;
}

/** What a request of a scenario is about: an item, or a collection, whose name is empty. */
export type ActSubject = Omit<CreatedItem, 'exchange'>;

/** Credentials with which a request of a scenario must be rejected. */
type WrongCredentials = 'none' | 'other-user';

/** How a request of a scenario differs from the plain one. */
interface ActOptions {
  body?: Json;
  query?: Readonly<Record<string, Json>>;
  headers?: HeaderList;
  credentials?: WrongCredentials;
  isInvalid?: true;
  isRepeated?: true;
  /** The values of the query that earlier responses have. */
  bindings?: readonly Binding[];
}

/** Changes the body of an accepted request. */
export type BodyChange = (context: PlanContext, body: JsonObject) => JsonObject;

const unchanged: BodyChange = (_, body) => body;

/** Sends the requests of one scenario in order. */
export interface Actor {
  /** The exchanges so far. */
  exchanges: readonly Exchange[];
  hasAction(resource: Resource, action: ResourceAction): boolean;
  /** Whether an operation reads the items, or shows them in a list. */
  canRead(resource: Resource): boolean;
  findContext(resource: Resource, action: ResourceAction): PlanContext | undefined;
  /**
   * Creates an item below a parent, or one that refers to it, with the first of the changes to the body that the target
   * accepts, if need be without the optional properties that a rejection names; undefined if the response does not name
   * the item, or names one that was created before.
   * @param canBindSent whether the item may be identified by what was sent, such as its name: no rule judges it then
   */
  create(
    resource: Resource,
    name: string,
    parent?: CreatedItem,
    changes?: readonly BodyChange[],
    canBindSent?: boolean,
  ): Promise<CreatedItem | undefined>;
  /**
   * Sends a request on an item or its collection. Undefined if it cannot be sent. Where no operation reads an item, a read
   * is a list that shows it: the last exchange, if that is one already and the read is not a repeated one.
   */
  act(action: ResourceAction, subject: ActSubject, options?: ActOptions): Promise<Exchange | undefined>;
  /** The wrong credentials that a request with the action can have. */
  listWrongCredentials(resource: Resource, action: ResourceAction): readonly WrongCredentials[];
  /** Sends the request of an exchange again. */
  repeat(exchange: Exchange): Promise<void>;
}

const descriptions: Readonly<Record<ResourceAction, string>> = {
  ...{ create: 'creation of', read: 'read of', list: 'list with', update: 'change of' },
  ...{ replace: 'replacement of', delete: 'deletion of', transition: 'change of state of' },
  search: 'search with',
};

/** What identifies an item: its resource and the ids of its parents, and its own id at the end. */
const toKey = ({ resource, bindings }: ActSubject): Json[] => [
  resource.path,
  ...bindings.map(({ value }) => value),
];

/** Sends the cases of scenarios. */
export interface ScenarioClient {
  /** Resolves to undefined if nothing more may be sent. */
  send(theCase: Case): Promise<Exchange | undefined>;
  /** Whether requests to the operation can have the credentials of another user. */
  hasOtherUser(operation: string): boolean;
}

export function createActor(
  contexts: ReadonlyMap<string, PlanContext>,
  scenario: string,
  { send, hasOtherUser }: ScenarioClient,
): Actor {
  const exchanges: Exchange[] = [];
  const created: CreatedItem[] = [];
  const findContext: Actor['findContext'] = ({ operations }, action) =>
    contexts.get(operations[action]?.id ?? '');

  async function sendStep(
    context: PlanContext,
    message: RequestMessage,
    step: ScenarioStep,
    options: ActOptions,
  ): Promise<Exchange | undefined> {
    const { operation } = context.model;
    const seed = { fixtures: context.seedMessages[0]?.fixtures ?? [], isKnownValid: false };
    const description = [
      options.isRepeated ? 'repeated' : '',
      options.isInvalid ? 'invalid' : '',
      descriptions[step.action],
      step.item === '' ? step.resource : `the item ${step.item}`,
    ].filter(Boolean);
    const plain = toValidCase(context, seed, message, description.join(' '), []);
    const { request } = plain;
    const replaced = (options.headers ?? []).map(([field]) => field.toLowerCase());
    const headers = [
      ...request.headers.filter(([field]) => !replaced.includes(field.toLowerCase())),
      ...(options.headers ?? []),
    ];
    const exchange = await send({
      ...plain,
      id: `${operation.id}/scenario${scenario}/${exchanges.length + 1}`,
      kind: options.isInvalid ? 'probe' : 'valid',
      ...(options.isInvalid && { role: 'rejected step of a scenario' }),
      request: { ...request, headers, ...(options.credentials && { credentials: options.credentials }) },
      step,
    });
    if (exchange) exchanges.push(exchange);
    return exchange;
  }

  const fillPath = (
    message: RequestMessage,
    bindings: readonly Binding[],
    names: readonly string[],
  ): RequestMessage => {
    const values = bindings
      .filter(({ name }) => names.includes(name))
      .map(({ name, value }) => [name, value]);
    return { ...message, path: { ...message.path, ...Object.fromEntries(values) } };
  };

  const findView = ({ view }: Resource): PlanContext | undefined => contexts.get(view?.id ?? '');

  /** Names the created items below the same parent by their ids, so that a list shows which of them it has. */
  const bindListed = (subject: ActSubject): Binding[] =>
    created
      .filter((item) => isDeepStrictEqual(toKey(item).slice(0, -1), toKey(subject).slice(0, -1)))
      .flatMap(({ name, bindings }) => bindings.slice(-1).map((id) => ({ ...id, in: 'list', name })));

  /** The last exchange, if it is a list that shows which items there are, this one too. */
  function findListNow({ name, resource }: ActSubject): Exchange | undefined {
    const last = exchanges.at(-1);
    const { step } = last?.case ?? {};
    const isOf = step?.bindings.some((binding) => binding.in === 'list' && binding.name === name);
    return step?.resource === resource.path && isOf ? last : undefined;
  }

  return {
    exchanges,
    findContext,
    hasAction: (resource, action) => findContext(resource, action) !== undefined,
    canRead: (resource) => (findContext(resource, 'read') ?? findView(resource)) !== undefined,
    listWrongCredentials(resource, action) {
      const operation = findContext(resource, action)?.model.operation;
      if (!operation || !requiresCredentials(operation.security)) return [];
      return hasOtherUser(operation.id) ? ['none', 'other-user'] : ['none'];
    },
    async create(resource, name, parent, changes = [unchanged], canBindSent = false) {
      const context = findContext(resource, 'create');
      const seed = context?.isSeedAccepted ? context.seedMessages.at(-1) : undefined;
      if (!context || !seed) return undefined;
      const { operation } = context.model;
      const { body, path } = seed.message;
      const names = listPathNames(operation.path);
      const inherited = renameBindings(
        parent?.bindings ?? [],
        parent?.resource.path ?? '',
        operation.path,
      ).filter((binding) => names.includes(binding.name));
      const queue: (Json | undefined)[] = isJsonObject(body)
        ? changes.map((change) => change(context, body))
        : [body];
      const tried = new Set<string>();
      while (queue.length > 0) {
        const own = queue.shift();
        const text = JSON.stringify(own) ?? '';
        if (tried.has(text)) continue;
        tried.add(text);
        const message = withMessageBody(fillPath(seed.message, inherited, names), own);
        const step: ScenarioStep = {
          ...{ scenario, resource: resource.path, action: 'create', item: name },
          bindings: [...bindReferences(own, parent?.bindings.at(-1)), ...inherited],
        };
        const exchange = await sendStep(context, message, step, {});
        if (!exchange?.response) continue;
        if (exchange.response.status >= 300) {
          const reduced = isJsonObject(own) ? withoutNamed(context, own, exchange.response) : undefined;
          if (reduced && tried.size <= changes.length) queue.unshift(reduced);
          continue;
        }
        const binding =
          bindCreated(resource, operation, exchange) ??
          (canBindSent ? bindSent(resource, exchange) : undefined);
        if (!binding) return undefined;
        const above = renameBindings(inherited, operation.path, resource.path);
        const item = { name, resource, exchange, path, bindings: [...above, binding] };
        // the target responds with an item that it already has
        if (created.some((each) => isDeepStrictEqual(toKey(each), toKey(item)))) continue;
        created.push(item);
        return item;
      }
      return undefined;
    },
    async act(action, subject, options = {}) {
      const { name, resource, bindings: own, path: constants } = subject;
      const isListed = action === 'read' && !findContext(resource, action);
      const context = isListed ? findView(resource) : findContext(resource, action);
      const known = isListed && !options.isRepeated ? findListNow(subject) : undefined;
      if (!context || known) return known;
      const { path } = context.model.operation;
      const seed = context.seedMessages[0]?.message ?? emptyMessage;
      const base = { ...seed, path: { ...seed.path, ...constants } };
      const names = listPathNames(path);
      const bindings = renameBindings(own, resource.path, path);
      if (names.some((each) => base.path[each] === undefined && !bindings.some((one) => one.name === each)))
        return undefined;
      const used = bindings.filter((binding) => names.includes(binding.name));
      const message = {
        ...withMessageBody(fillPath(base, bindings, names), options.body ?? base.body),
        query: {
          ...base.query,
          ...(isListed && selectAll(findListParameters(context.model.operation))),
          ...options.query,
        },
      };
      const step: ScenarioStep = {
        ...{ scenario, resource: resource.path, action: isListed ? 'list' : action },
        item: isListed || ['list', 'search'].includes(action) ? '' : name,
        bindings: [
          ...bindBody(options.body, resource, name, exchanges),
          ...used,
          ...(isListed ? bindListed(subject) : []),
          ...(options.bindings ?? []),
        ],
        ...(options.isInvalid && { isInvalid: true }),
        ...(options.isRepeated && { isRepeated: true }),
      };
      return sendStep(context, message, step, options);
    },
    async repeat({ case: sent }) {
      const { step } = sent;
      if (!step) return;
      const id = `${sent.operation}/scenario${scenario}/${exchanges.length + 1}`;
      const exchange = await send({
        ...sent,
        id,
        description: `repeated ${sent.description}`,
        step: { ...step, isRepeated: true },
      });
      if (exchange) exchanges.push(exchange);
    },
  };
}
