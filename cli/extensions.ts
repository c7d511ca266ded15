import type { OutgoingRequest } from '../http/send-with-credentials.ts';
import type { Level } from '../spec/clauses/clause.ts';
import type { Json, JsonObject } from '../spec/json.ts';

/**
 * A secret: its value, the environment variable that has it, or a function that fetches it, for example by a login. The
 * function is called before the first request that needs the value, and again when the target rejects a value that it
 * had accepted (401).
 */
export type Secret = string | { env: string } | (() => MaybePromise<string>);

type MaybePromise<T> = T | Promise<T>;

// biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement returns void
type Nothing = void | undefined;

/** The result of a run. `error`: something could not be judged. */
export type RunStatus = 'passed' | 'failed' | 'error';

/** Functions that are called during a run. An error in one ends the run with exit status 2. */
export interface Hooks {
  /** Called before the first request. May return fixtures and parameters, such as ids of resources that it created. */
  beforeRun?(): MaybePromise<RunValues | Nothing>;
  /** Called after the reports are written, also if the run failed. */
  afterRun?(result: { status: RunStatus }): MaybePromise<unknown>;
  /**
   * Called before each attempt to send a request. Returns header fields to add, such as a signature; their values are
   * secrets.
   */
  beforeRequest?(request: OutgoingRequest): MaybePromise<HeaderFields | Nothing>;
}

type HeaderFields = Readonly<Record<string, string>>;

/** Values for requests that only a run can know. */
export interface RunValues {
  /** By operation, the parts of a request that it accepts. They are added to the fixtures of the configuration. */
  fixtures?: JsonObject | undefined;
  parameters?: Readonly<Record<string, Json>> | undefined;
}

/** A requirement of the user on responses. It is a clause like those of the document: `getLamp/rule:price`. */
export interface Rule {
  /** Unique among the rules; letters, digits, `.`, `_` and `-`. */
  id: string;
  /** MUST by default: a violation fails the run. */
  level?: Level | undefined;
  /** A sentence in the present tense that holds for a correct server: "the price is positive". */
  description: string;
  /** The operations whose responses are judged, written like `--operation`; all by default. */
  operations?: string | readonly string[] | undefined;
  /** The statuses of the responses that are judged, such as 404 or `2XX`; `2XX` by default. */
  statuses?: readonly (number | string)[] | undefined;
  /**
   * Judges one exchange. Returns `pass`, or what is wrong ("the price is -3"), or undefined if the rule does not apply.
   * An error that it throws is reported as an error of the rule, not of the target.
   */
  judge(exchange: RuleExchange): string | undefined;
}

/** A request and its response, for rules. Secrets are replaced by placeholders such as `‹access token›`. */
export interface RuleExchange {
  /** The id of the operation. */
  operation: string;
  request: {
    method: string;
    url: string;
    /** By the names in lower case. */
    headers: HeaderFields;
    /** The value of a JSON body, the text of another one, or undefined. */
    body: unknown;
    /** Whether the contract allows the request. */
    isValid: boolean;
  };
  response: {
    status: number;
    headers: HeaderFields;
    body: unknown;
  };
}

/** What a configuration or a caller of the library can give beyond the options of the command line. */
export interface Extensions {
  /** The token for all security schemes with bearer tokens. */
  accessToken?: Secret | undefined;
  /** Token, key or `USER:PASSWORD` by the name of a security scheme. */
  credentials?: Readonly<Record<string, Secret>> | undefined;
  /** The same of another user, who must not read, change or delete what the run has created. */
  otherCredentials?: Readonly<Record<string, Secret>> | undefined;
  /** Header fields to send with every request. */
  headers?: HeaderFields | undefined;
  /**
   * Values for parameters of all operations, by name: `shop`, or `query.shop` for one location. Fixtures of an operation
   * take precedence.
   */
  parameters?: Readonly<Record<string, Json>> | undefined;
  hooks?: Hooks | undefined;
  /** The user's own rules. */
  rules?: readonly Rule[] | undefined;
}
