import type { Clause, Family } from './clause.ts';

/** How the clauses of a chapter are judged: what is asked for them, and what an answer must then be. */
const judged: Readonly<Record<Family, string>> = {
  contract:
    'Nothing is asked: the document is read and held against itself. It can only be noticed, never fail a server.',
  'valid requests':
    'A valid request with just this feature is sent, made from the fixtures. It must be answered with a documented success.',
  'invalid requests':
    'A valid request is changed so that it breaks this clause and as little else as can be (under a union, one clause of every branch); an independent validator agrees that it is invalid. It must be refused, not accepted.',
  'response shape':
    'Every documented success is read as JSON and its value at this place is held against the schema. All valid requests serve: nothing is asked for this clause alone.',
  discriminator:
    'Every value under the union must carry the tag, and the schema that the tag names judges it alone.',
  errors:
    'Every invalid request asks it: the body of the 422 is held against its schema, and against what was sent.',
  authentication:
    'A valid request is sent with other credentials than the right ones. Statuses decide, then what the answer hands out.',
  protocol: 'Every answer is looked at, whatever it was asked for; some clauses have a probe of their own.',
  robustness:
    'A probe is sent that no schema describes, made so that it can do no harm. It must be answered in time, and not with a 5xx.',
  semantics: 'What was asked and what came back are compared, within one exchange or over several.',
};

/** What usually breaks a keyword: in what a server emits, and in what it accepts. */
const keywords: Readonly<Record<string, { response: string; request: string }>> = {
  type: {
    response:
      'null where a database column is empty; a number or boolean written as text; one item instead of a list.',
    request: 'A framework that coerces: "123" read as a number, true as text, or null taken for absent.',
  },
  required: {
    response:
      'A serialiser that leaves out null or empty values (exclude_none, omitempty), or a field renamed.',
    request: 'A default that quietly takes the place of what is missing.',
  },
  format: {
    response:
      'Times without offset or with a blank for the T; ids without hyphens; relative URLs; display names in e-mails.',
    request:
      'No check of formats at all: most JSON Schema validators make `format` a mere annotation unless told otherwise.',
  },
  enum: {
    response: 'A value added to the backend and not to the document; another case; an internal code.',
    request: 'Values compared without regard to case, or not at all.',
  },
  const: {
    response: 'The other kind’s constant, or a translated one.',
    request: 'A constant that is ignored instead of checked.',
  },
  pattern: {
    response: 'Values from before the pattern was introduced; surrounding blanks.',
    request: 'A pattern that is not anchored in code although it is in the document, or the other way round.',
  },
  minLength: {
    response: 'Empty text where nothing was entered.',
    request: 'The empty string taken for a value, or blanks that are trimmed only later.',
  },
  maxLength: {
    response: 'Text in bytes or UTF-16 units counted as characters.',
    request: 'No limit but the database column’s, which cuts or crashes.',
  },
  minItems: {
    response: 'A list, or a pair, with an item missing.',
    request: 'An empty list that is taken for none.',
  },
  maxItems: {
    response: 'A pair that has grown a third item.',
    request: 'No limit on lists.',
  },
  additionalProperties: {
    response: 'Internal fields that leak into the answer.',
    request: 'Unknown fields that are dropped instead of refused.',
  },
  anyOf: {
    response: 'A value of a kind that no branch knows: null, an object, a number.',
    request: 'One branch checked, the others forgotten.',
  },
  oneOf: {
    response: 'A value that fits none of the branches, or two of them at once.',
    request: 'The first fitting branch taken, whatever the others say.',
  },
  discriminator: {
    response: 'The tag left out, or named after a class of the backend.',
    request: 'A tag that is trusted without looking at the rest.',
  },
};

/** What usually breaks a rule that every operation has; by its name, or by the part before the colon. */
const rules: Readonly<Record<string, string>> = {
  contract: 'A document written by hand, or examples that were not kept up with it.',
  authentication:
    'A route that was mounted outside the authentication middleware, or a token check that compares prefixes.',
  'authentication:session-token': 'One token store for all kinds of tokens, without a look at their kind.',
  'authentication:unscoped': 'Scopes that are looked up and never compared; 401 instead of 403.',
  'authentication:scheme-case': 'Code that looks for the text "Bearer " in just this case.',
  'authentication:before-validation':
    'Validation that runs before authentication: it tells strangers how the body must look.',
  'authentication:challenge': 'A framework’s bare 401 without `WWW-Authenticate`.',
  'authentication:challenge-scheme': 'A gateway that answers with its own Basic or session challenge.',
  'authentication:nothing-granted': 'A refusal that was written after the resource had been made.',
  protocol: 'A proxy or gateway in front that answers by itself.',
  'protocol:answered': 'A worker that hangs on odd input, or a time limit longer than the client’s.',
  'protocol:framing':
    'A wrong `Content-Length`, a crash in mid-answer, two servers writing to one connection.',
  'protocol:no-server-error':
    'Exceptions from parsing, encoding or the database that nobody turns into a 4xx.',
  'protocol:status': '200 for 201, 400 for 422, 404 for what is not found by its id, or a redirect.',
  'protocol:media-type': 'HTML or plain text from an error page; JSON under `text/html`.',
  'protocol:json': 'NaN in the answer, an encoding other than UTF-8, a body that breaks off.',
  'protocol:unique-names': 'An answer that is pasted together from two serialisers.',
  'protocol:content-type': 'A handler that writes bytes and forgets the header.',
  'protocol:date': 'A server written on bare sockets, or a proxy that drops the field.',
  'protocol:other-methods': 'A catch-all route, or a method override.',
  'protocol:method-not-allowed': '404 or 403 where the path is known and only the method is not.',
  'protocol:allow': 'A 405 made by hand.',
  'protocol:other-paths': 'A catch-all route that answers with the application’s page and 200.',
  'protocol:not-found': 'A catch-all route, or authentication that hides the difference.',
  'protocol:charset': 'A comparison of the whole `Content-Type` with "application/json".',
  'protocol:json-spelling': 'A hand-written parser, or a signature over the bytes.',
  'protocol:other-media-type': 'A body that is parsed as JSON whatever it says it is.',
  'protocol:no-media-type': 'A body that is parsed as JSON whatever it says it is.',
  robustness: 'An exception of the JSON parser or of the database driver that ends as a 500.',
  'robustness:nan':
    'A lenient JSON parser lets NaN through, and a strict one fails to write it into the error.',
  'robustness:huge-number': 'The value becomes infinite, which JSON cannot express when the error echoes it.',
  'robustness:long-integer': 'A limit on the digits of integers that raises where nobody expects it.',
  'robustness:lone-surrogate': 'Text that no UTF-8 encoder can write, in the database or in the error.',
  'robustness:nul': 'PostgreSQL refuses NUL in text with an error that nobody catches.',
  'robustness:nesting': 'Recursion without a limit.',
  'robustness:deep-nesting':
    'Recursion without a limit: a few kilobytes then take a worker down for minutes.',
  'robustness:no-internals': 'A debug mode in production; exception texts that are passed on.',
  'errors:refused': '400 instead of 422, or a lenient framework that accepts.',
  'errors:detail': 'An error envelope of another framework or of a gateway; an empty list.',
  'errors:loc': 'A path within the internal model instead of the request; the wrong branch of a union.',
  'errors:loc-resolves': 'Names of the internal model in `loc`; indices that count from 1.',
  'errors:input': 'The coerced value instead of the one that was sent, or another field’s.',
};

/** What a server must take because the schema allows it. */
const acceptances: Readonly<Record<string, string>> = {
  null: 'Code that tells null from absent by accident: required-but-nullable is the usual confusion.',
  extra: 'A closed model (extra="forbid") behind an open schema: clients of next year cannot be served.',
  longest: 'A database column, or a normalised form, that is shorter than the document allows.',
  shortest: 'A lower limit in code that the document does not have.',
  variety: 'A home-made regular expression for URLs: no port, no query, no IPv6, no internationalised host.',
  'any-scheme': 'A check for http and https where the document promises any URI.',
  any: 'Any of the other clauses of this chapter, in a combination that only random requests met.',
};

const unknown = 'There is no usual suspect: the failure text of a run shows the exchange.';

/** How a clause is judged, in a few sentences. */
export const describeMethod = ({ family }: Clause): string => judged[family];

/** What usually breaks a clause that follows from the document, HTTP, JSON or bearer tokens. */
export function describeCommonCauses({ id, operation, keyword, family }: Clause): string {
  const name = id.slice(operation.length + 1);
  const feature = /:accept(?:ed|s-?(.*))$/.exec(name);
  if (feature)
    return (
      acceptances[feature[1] ?? ''] ??
      'A check that the document does not have, or a fixture that is not what it is said to be.'
    );
  const own = keyword === undefined ? undefined : keywords[keyword];
  if (own) return family === 'invalid requests' ? own.request : own.response;
  return rules[name] ?? rules[name.split(':')[0] ?? ''] ?? unknown;
}
