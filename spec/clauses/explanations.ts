import type { ClauseKeyword } from '../json-schema/keywords/keywords.ts';
import type { Clause, Family } from './clause.ts';

/** How the clauses of a family are judged: what is sent, and what the response must be. */
const methods: Readonly<Record<Family, string>> = {
  contract:
    'No request is sent: the document is checked against itself. A violation is noticed and never fails a server.',
  'valid requests':
    'A valid request with this one feature is sent, built from the fixtures. The response must be a documented success.',
  'invalid requests':
    'A valid request is mutated so that it violates this clause and as little else as possible (under a union, one clause of every branch); ajv confirms that it is invalid. The server must reject it.',
  'response shape':
    'Every documented success is parsed as JSON and the value at this location is validated against the schema. All valid requests contribute: none is sent for this clause alone.',
  discriminator:
    'Every value of the union must have the discriminating property, and only the schema that its value selects validates the rest.',
  errors:
    'Every invalid request contributes: the body of the 422 is compared with its schema and with the request.',
  authentication:
    'A valid request is sent with wrong, missing or malformed credentials. The status decides, and for some clauses what the response contains.',
  protocol:
    'Every response is checked, to any request. Some clauses also have a probe: one request that is sent only for them.',
  robustness:
    'A harmless probe is sent that no schema describes. The response must come in time and must not be a 5xx.',
  semantics: 'Requests and responses are compared, within one exchange or across several.',
  webhooks:
    'Deliveries that were recorded, or that `receive` has received, are judged: nothing is sent. `type` of the payload selects the event, whose schema validates the payload.',
};

/**
 * Common causes of violations of a keyword: in the responses that a server sends, and in the requests that it accepts.
 */
const keywordCauses: Readonly<Record<ClauseKeyword, { response: string; request: string }>> = {
  type: {
    response:
      'The server sends null from an empty database column, a number as a string, or one item instead of an array.',
    request:
      'The framework coerces types: it reads "123" as a number, true as a string, and null as an absent value.',
  },
  enum: {
    response:
      'The server sends a value that was added to the backend but not to the document, or an internal code.',
    request: 'The server compares values without regard to case, or does not compare them at all.',
  },
  const: {
    response: 'The server sends the constant of another branch of the union, or a translated text.',
    request: 'The server ignores the property instead of comparing it with the constant.',
  },
  format: {
    response:
      'The server sends date-times without an offset or without T (RFC 3339 requires both), UUIDs without hyphens, relative URLs, or e-mail addresses with a display name.',
    request:
      'The server does not validate formats: JSON Schema makes `format` an annotation by default (validation, section 7.2.1), and most validators follow it.',
  },
  pattern: {
    response:
      'The database has values from before the pattern was introduced, or values with leading or trailing spaces.',
    request: 'The pattern has anchors (^, $) in the document and not in the code, or the reverse.',
  },
  minLength: {
    response: 'The server sends an empty string if a user entered nothing.',
    request:
      'The server accepts an empty string as a value, or trims spaces only after it has validated the length.',
  },
  maxLength: {
    response: 'The server counts bytes or UTF-16 units, but JSON Schema counts code points.',
    request: 'The only limit is that of the database column, which truncates the value or raises an error.',
  },
  minimum: {
    response: 'The server sends a negative balance or count, or -1 for "unknown".',
    request: 'Only the user interface checks the bound, and the server does not.',
  },
  maximum: {
    response: 'The server computes a total or a ratio that exceeds the documented bound.',
    request: 'The server silently reduces a larger value to the bound instead of rejecting it.',
  },
  exclusiveMinimum: {
    response: 'The server sends the bound itself, such as 0 for the sum of nothing.',
    request: 'The server compares with >= instead of >.',
  },
  exclusiveMaximum: {
    response: 'The server rounds a number up to the bound itself.',
    request: 'The server compares with <= instead of <.',
  },
  multipleOf: {
    response: 'The server sends amounts with more decimal places than the currency has.',
    request:
      'The server rounds the value before it checks it, or computes the remainder of doubles, by which 0.3 is not a multiple of 0.1.',
  },
  minItems: {
    response: 'The server sends a list or a pair that lacks an item.',
    request: 'The server treats an empty list like an absent one.',
  },
  maxItems: {
    response: 'A third item was added to a pair.',
    request: 'The server does not limit the length of lists.',
  },
  uniqueItems: {
    response: 'A database query with a join returns rows twice.',
    request: 'The server silently drops or stores duplicates.',
  },
  contains: {
    response: 'The server has filtered the required item from the list.',
    request: 'The server’s framework does not implement this keyword.',
  },
  prefixItems: {
    response: 'An item was added to the tuple in the code and not in the document.',
    request: 'The server reads the described items of a tuple and ignores further ones.',
  },
  items: {
    response: 'An item was added to the tuple in the code and not in the document.',
    request: 'The server reads the described items of a tuple and ignores further ones.',
  },
  unevaluatedItems: {
    response: 'An item was added to the tuple in one of its schemas and not in the others.',
    request: 'The server’s framework does not implement this keyword.',
  },
  minProperties: {
    response: 'The server has filtered all entries of a map.',
    request: 'The server accepts an update that changes nothing.',
  },
  maxProperties: {
    response: 'A map in the database has grown beyond the documented size.',
    request: 'The server does not limit the number of entries of a map.',
  },
  propertyNames: {
    response: 'The database has names from before the rule for names was introduced.',
    request: 'The server validates the values of a map and not their names.',
  },
  additionalProperties: {
    response: 'The server sends internal fields that the document does not describe.',
    request: 'The server drops unknown properties instead of rejecting them.',
  },
  unevaluatedProperties: {
    response: 'The server sends internal fields that the document does not describe.',
    request:
      'The server validates each schema of an `allOf` separately, and none of them knows the properties of the others.',
  },
  required: {
    response:
      'The serializer omits null or empty values (`exclude_none`, `omitempty`), or the property was renamed.',
    request: 'The server replaces the missing property by a default value.',
  },
  dependentRequired: {
    response:
      'The server sends one of two properties that belong together, such as an amount without its currency.',
    request:
      'The server validates each property separately, and never checks which properties must occur together.',
  },
  anyOf: {
    response: 'The server sends a value that none of the alternative schemas describes, such as null.',
    request: 'The server validates one of the alternative schemas and forgets the others.',
  },
  oneOf: {
    response: 'The server sends a value that matches none of the alternative schemas, or two at once.',
    request:
      'The validator stops at the first alternative that matches, so that it does not notice a second one.',
  },
  discriminator: {
    response: 'The discriminator property is missing, or has the name of a class of the backend.',
    request:
      'The server selects a schema by the discriminator property without validating the rest of the value.',
  },
  not: {
    response: 'The code does not exclude the forbidden value.',
    request: 'The server’s code was generated by a tool that skips this keyword.',
  },
};

/** Common causes of violations of a rule, by the rule's name or, for all others, by its family. */
const ruleCauses: Readonly<Record<string, string>> = {
  contract: 'The document was written by hand, or its examples were not updated with it.',
  authentication:
    'The route is outside the authentication middleware, or the server compares only the beginning of a token.',
  'authentication:session-token':
    'The server stores all kinds of tokens together and does not check the kind.',
  'authentication:unscoped':
    'The server loads the scopes of a token but does not compare them, or responds 401 instead of 403.',
  'authentication:scheme-case':
    'The server compares with the text "Bearer ", although scheme names are case-insensitive (RFC 9110 section 11.1).',
  'authentication:before-validation':
    'The server validates before it authenticates, which reveals the schema to clients without credentials.',
  'authentication:challenge':
    'The framework’s default 401 lacks the `WWW-Authenticate` that RFC 9110 requires (section 11.6.1).',
  'authentication:challenge-scheme': 'A gateway responds with its own challenge, such as Basic.',
  'authentication:nothing-granted': 'The server creates the resource before it rejects the request.',
  protocol: 'A proxy or gateway responds instead of the server.',
  'protocol:answered':
    'The server hangs on unusual input, its time limit is longer than the client’s, or it cannot serve several requests at once (see --concurrency).',
  'protocol:framing':
    'The server sends a wrong `Content-Length`, crashes in the middle of a response, or writes two responses at once.',
  'protocol:first-attempt':
    'A worker process ends in the middle of a request, starts slowly, or has no free connection, and the proxy gives up.',
  'protocol:no-server-error':
    'No handler turns an exception of a parser, an encoder or the database into a 4xx.',
  'protocol:status':
    'The server sends 200 for 201 or 204, a redirect, or an error that the document does not list.',
  'protocol:media-type':
    'The server sends an error page as HTML or plain text, or labels JSON as `text/html`.',
  'protocol:json': 'The body contains NaN, is not encoded as UTF-8, or is truncated.',
  'protocol:problem-status':
    'The body is built before the status is decided, or middleware replaces the status of the response.',
  'protocol:unique-names': 'The server joins the output of two serializers in one object.',
  'protocol:content-type': 'The handler writes bytes without setting the header.',
  'protocol:date': 'The server writes to sockets without an HTTP library, or a proxy drops the field.',
  'protocol:other-methods':
    'A catch-all route accepts every method, or a header or parameter overrides the method.',
  'protocol:method-not-allowed':
    'The server responds 404 or 403 to an unsupported method of an existing path.',
  'protocol:allow': 'The application creates the 405 itself and omits the header.',
  'protocol:other-paths': 'A catch-all route serves the page of a web application with 200.',
  'protocol:not-found': 'A catch-all route responds, or authentication hides which paths exist.',
  'protocol:no-content': 'The server or a proxy adds `Content-Length: 0` to every response without a body.',
  'protocol:head': 'The server handles HEAD separately, or computes the length of the content that it omits.',
  'protocol:uuid-case': 'The server compares ids as texts instead of UUIDs.',
  'protocol:percent-encoding': 'The router compares the path with its routes or ids without decoding it.',
  'protocol:charset':
    'The server compares the whole `Content-Type` with "application/json", although a `charset` has no effect on JSON (RFC 8259 section 11).',
  'protocol:json-spelling':
    'The server has a hand-written JSON parser, or verifies a signature over the bytes.',
  'protocol:other-media-type': 'The server parses the body as JSON without checking its media type.',
  'protocol:unsupported-media-type':
    'The server parses the body before it checks the media type, or one handler of errors responds to both.',
  'protocol:no-media-type': 'The server parses the body as JSON without checking its media type.',
  robustness: 'An exception of the JSON parser or of the database driver becomes a 500.',
  'robustness:nan':
    'A lenient JSON parser accepts NaN, and a strict serializer fails to write it into the error.',
  'robustness:huge-number':
    'The value becomes infinite, and the server fails when it repeats it in the error, because JSON cannot express it.',
  'robustness:long-integer':
    'The language limits the digits of integers (Python: 4,300) and raises an exception that the server does not handle.',
  'robustness:large-integer':
    'The driver of the database rejects the number with an error that no handler catches.',
  'robustness:trailing-data':
    'The server reads the first value of a stream of JSON, and does not look at the rest.',
  'robustness:lone-surrogate': 'The server cannot encode the text as UTF-8 for the database or the error.',
  'robustness:nul': 'PostgreSQL rejects NUL in text with an error that no handler catches.',
  'robustness:nesting': 'The parser recurses without a limit.',
  'robustness:deep-nesting':
    'The parser recurses without a limit, so that a few kilobytes can block a worker for minutes.',
  'robustness:malformed-path': 'The router decodes the path with a function that throws an exception.',
  'robustness:no-internals': 'The server runs in debug mode, or sends exception messages to clients.',
  'delivery:method': 'The sender has one method for all webhooks, which the document does not declare.',
  'delivery:media-type': 'The sender writes bytes without setting `Content-Type`, or sends a form.',
  'delivery:json': 'The payload contains NaN, is not encoded as UTF-8, or is truncated.',
  'delivery:unique-names': 'The sender joins the output of two serializers in one object.',
  'delivery:type': 'A test of the endpoint, or an older part of the backend, has its own format of payloads.',
  'delivery:event': 'An event was added to the backend and not to the document, or it was renamed.',
  'delivery:id': 'A proxy drops the field, or the sender has another name for it.',
  'delivery:timestamp': 'The sender writes milliseconds, or a date in ISO 8601.',
  'delivery:fresh':
    'The timestamp is that of the event and not of the attempt, so that retries fail, or a clock is wrong.',
  'delivery:signature': 'The signature lacks its version `v1,`, or is encoded in hexadecimal or base64url.',
  'delivery:signed':
    'The payload is serialized again after it was signed, the secret is decoded (or not decoded) from base64, or it was rotated.',
  'delivery:one-event': 'The id is that of the endpoint or of the resource, and not of the event.',
  'delivery:same-payload': 'The payload is created for each attempt, from data that has changed since.',
  'delivery:once': 'The answer was not received in time, or two workers send the same event.',
  rule: 'The user has defined the rule: its description states what the server must do.',
  'errors:refused': 'The server sends 400 instead of 422, or its framework is lenient and accepts the value.',
  'errors:detail': 'The error has the format of another framework or of a gateway, or its list is empty.',
  'errors:msg':
    'The server raises an error without a text, or the text is missing in the language of the request.',
  'errors:type': 'The errors of the server have no type, and an empty text is sent instead.',
  'errors:loc': 'The `loc` is a path in the server’s internal model, or names the wrong branch of a union.',
  'errors:loc-resolves':
    'The `loc` contains names of the server’s internal model, or indexes that start at 1.',
  'errors:input':
    'The error repeats the coerced value instead of the one that was sent, or the value of another field.',
};

/** Common causes for rejecting a request that the schema allows, by the name of the acceptance clause's feature. */
const acceptanceCauses: Readonly<Record<string, string>> = {
  some: 'The server does not know the parameter, or reads it in another style than the document describes.',
  null: 'The server confuses null with absent, most often for properties that are required and nullable.',
  extra:
    'The server’s model forbids unknown properties (`extra="forbid"`) although the schema allows them, and so rejects newer clients.',
  longest:
    'A database column is shorter than the document allows, or the server limits the length of a normalized form.',
  shortest: 'The code has a minimum that the document does not have.',
  variety:
    'A hand-written regular expression rejects URLs with a port, a query, an IPv6 address or an internationalized host name.',
  'any-offset': 'The server parses times with a format that ends in `Z`, or a database column has no offset.',
  'leap-day': 'A hand-written check of dates gives February 28 days.',
  'plus-sign': 'A hand-written regular expression for e-mail addresses lacks `+`.',
  'any-character':
    'A column or a regular expression allows ASCII only; if that is intended, the document lacks a `pattern`.',
  'most-items': 'The server compares with `<` instead of `<=`.',
  'any-scheme': 'The server accepts only http and https, although the document allows any URI.',
  any: 'The server violates another clause of this chapter, and only a random combination of features has shown it.',
};

/** How a clause is judged, in a few sentences. */
export function describeMethod({ id, operation, family }: Clause): string {
  const name = id.slice(operation.length + 1);
  if (name.startsWith('rule:'))
    return 'The function of the rule judges the responses of the operation. No request is sent for this clause alone.';
  const status = /^(?:\dXX|\d{3}|default)(?=[/(:@])/i.exec(name)?.[0];
  return family === 'errors' && status !== undefined
    ? `Every response with the documented status ${status} is parsed, and the value at this location is validated against the schema. No request is sent for this clause alone.`
    : methods[family];
}

/**
 * Common mistakes of servers that violate the clause. Covers the document, HTTP, JSON and bearer tokens; a suite
 * explains its own rules.
 */
export function describeCommonCauses({ id, operation, keyword, family }: Clause): string {
  const name = id.slice(operation.length + 1);
  const acceptance = /:accept(?:ed|s-?(.*))$/.exec(name);
  if (acceptance)
    return (
      acceptanceCauses[acceptance[1] ?? ''] ??
      'The server has a check that is not in the document, or a fixture does not name the resource that it should.'
    );
  if (name.endsWith(':selected-branch'))
    return 'The server sends the tag of another branch, for example that of a base class.';
  if (name.endsWith(':writeOnly'))
    return 'The server sends the stored record, in which passwords or internal values are, instead of a view of it.';
  if (keyword) return keywordCauses[keyword][family === 'invalid requests' ? 'request' : 'response'];
  return (
    ruleCauses[name] ??
    ruleCauses[name.split(':')[0] ?? ''] ??
    'No common cause is known: the failure report of a run shows the exchange.'
  );
}
