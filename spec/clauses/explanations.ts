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
};

/**
 * Common causes of violations of a keyword: in the responses that a server sends, and in the requests that it accepts.
 */
const keywordCauses: Readonly<Record<ClauseKeyword, { response: string; request: string }>> = {
  type: {
    response:
      'null from an empty database column; a number or boolean serialized as a string; one item instead of an array.',
    request: 'A framework that coerces types: "123" is read as a number, true as a string, null as absent.',
  },
  enum: {
    response:
      'A value that was added to the backend but not to the document; another case; an internal code.',
    request: 'Values that are compared without regard to case, or not at all.',
  },
  const: {
    response: 'The constant of another branch, or a translated one.',
    request: 'A constant that is ignored instead of checked.',
  },
  format: {
    response:
      'Date-times without an offset or with a space instead of T (RFC 3339 requires both); UUIDs without hyphens; relative URLs; display names in e-mail addresses.',
    request:
      'Formats that are not checked at all: JSON Schema makes `format` an annotation by default (validation, section 7.2.1), and most validators follow it.',
  },
  pattern: {
    response: 'Values that are older than the pattern; leading or trailing spaces.',
    request: 'A pattern that is anchored in the document but not in the code, or the reverse.',
  },
  minLength: {
    response: 'An empty string where a user entered nothing.',
    request: 'An empty string that is accepted as a value, or spaces that are trimmed after validation.',
  },
  maxLength: {
    response: 'Lengths counted in bytes or UTF-16 units: JSON Schema counts code points (RFC 8259).',
    request: 'No limit except that of the database column, which truncates the value or raises an error.',
  },
  minimum: {
    response: 'A negative balance or count, or -1 for "unknown".',
    request: 'A bound that is checked in the user interface only.',
  },
  maximum: {
    response: 'A total or a ratio that exceeds the documented bound.',
    request: 'A larger value that is silently reduced to the bound instead of rejected.',
  },
  exclusiveMinimum: {
    response: 'The bound itself, often 0, from an empty sum.',
    request: 'A comparison with >= instead of >.',
  },
  exclusiveMaximum: {
    response: 'The bound itself, from rounding up.',
    request: 'A comparison with <= instead of <.',
  },
  multipleOf: {
    response: 'Amounts with more decimal places than the currency has.',
    request: 'A remainder of doubles, by which 0.3 is not a multiple of 0.1; or values that are rounded.',
  },
  minItems: {
    response: 'A list or a pair that lacks an item.',
    request: 'An empty list that is treated like an absent one.',
  },
  maxItems: {
    response: 'A pair that gained a third item.',
    request: 'Lists without a limit.',
  },
  uniqueItems: {
    response: 'Rows that a join returns twice.',
    request: 'Duplicates that are silently dropped or stored.',
  },
  contains: {
    response: 'A list from which the required item was filtered.',
    request: 'A keyword that the framework does not implement.',
  },
  prefixItems: {
    response: 'A tuple that gained an item.',
    request: 'Tuples of which only the described items are read.',
  },
  items: {
    response: 'A tuple that gained an item.',
    request: 'Tuples of which only the described items are read.',
  },
  unevaluatedItems: {
    response: 'A tuple that gained an item in one of its schemas and not in another.',
    request: 'A keyword that the framework does not implement.',
  },
  minProperties: {
    response: 'A map whose entries were all filtered.',
    request: 'An update without any change that is accepted.',
  },
  maxProperties: {
    response: 'A map that grew in the database beyond the documented size.',
    request: 'Maps without a limit on their entries.',
  },
  propertyNames: {
    response: 'Names that are older than the rule for names.',
    request: 'Values that are validated while their names are not.',
  },
  additionalProperties: {
    response: 'Internal fields that leak into the response.',
    request: 'Unknown properties that are dropped instead of rejected.',
  },
  unevaluatedProperties: {
    response: 'Internal fields that leak into the response.',
    request:
      'Each schema of a composition is checked on its own: none of them knows the properties of the others.',
  },
  required: {
    response:
      'A serializer that omits null or empty values (`exclude_none`, `omitempty`), or a renamed field.',
    request: 'A default value that replaces the missing property.',
  },
  dependentRequired: {
    response: 'One half of a pair of properties, such as an amount without its currency.',
    request: 'Properties that are validated one by one and never together.',
  },
  anyOf: {
    response: 'A value that no branch describes: null, an object, a number.',
    request: 'One branch that is checked while the others are forgotten.',
  },
  oneOf: {
    response: 'A value that matches no branch, or two at once.',
    request: 'A validator that stops at the first matching branch.',
  },
  discriminator: {
    response: 'A missing tag, or one named after a class of the backend.',
    request: 'A tag that is trusted without validating the rest of the value.',
  },
  not: {
    response: 'A forbidden value that the code never excludes.',
    request: 'A keyword that code generators skip.',
  },
};

/** Common causes of violations of a rule, by the rule's name or, for all others, by its family. */
const ruleCauses: Readonly<Record<string, string>> = {
  contract: 'A document that was written by hand, or examples that were not updated with it.',
  authentication:
    'A route that is mounted outside the authentication middleware, or a token check that compares prefixes.',
  'authentication:session-token': 'One token store for all kinds of tokens, without a check of the kind.',
  'authentication:unscoped': 'Scopes that are loaded but never compared; 401 instead of 403.',
  'authentication:scheme-case':
    'A comparison with the text "Bearer ": scheme names are case-insensitive (RFC 9110 section 11.1).',
  'authentication:before-validation':
    'Validation that runs before authentication: it reveals the schema to clients without credentials.',
  'authentication:challenge':
    'The default 401 of a framework, without the `WWW-Authenticate` that RFC 9110 requires (section 11.6.1).',
  'authentication:challenge-scheme': 'A gateway that responds with its own Basic or session challenge.',
  'authentication:nothing-granted': 'An error that is raised after the resource was created.',
  protocol: 'A proxy or gateway that responds instead of the server.',
  'protocol:answered': 'A worker that hangs on unusual input, or a time limit that exceeds the client’s.',
  'protocol:framing':
    'A wrong `Content-Length`, a crash in the middle of a response, two writers on one connection.',
  'protocol:no-server-error':
    'Exceptions of a parser, an encoder or the database that no handler turns into a 4xx.',
  'protocol:status': '200 for 201, 400 for 422, 404 for an unknown id in the body, or a redirect.',
  'protocol:media-type': 'HTML or plain text from an error page; JSON as `text/html`.',
  'protocol:json': 'NaN in the response, an encoding other than UTF-8, a truncated body.',
  'protocol:unique-names': 'A response that joins the output of two serializers.',
  'protocol:content-type': 'A handler that writes bytes and omits the header.',
  'protocol:date': 'A server on bare sockets, or a proxy that drops the field.',
  'protocol:other-methods': 'A catch-all route, or a method override.',
  'protocol:method-not-allowed': '404 or 403 for a known path with an unknown method.',
  'protocol:allow': 'A 405 that the application creates itself.',
  'protocol:other-paths': 'A catch-all route that serves the page of a web application with 200.',
  'protocol:not-found': 'A catch-all route, or authentication that hides which paths exist.',
  'protocol:charset':
    'A comparison of the whole `Content-Type` with "application/json": JSON defines no `charset`, and it has no effect (RFC 8259 section 11).',
  'protocol:json-spelling': 'A hand-written parser, or a signature over the bytes.',
  'protocol:other-media-type': 'A body that is parsed as JSON without a check of its media type.',
  'protocol:no-media-type': 'A body that is parsed as JSON without a check of its media type.',
  robustness: 'An exception of the JSON parser or of the database driver that becomes a 500.',
  'robustness:nan':
    'A lenient JSON parser accepts NaN, and a strict serializer fails to write it into the error.',
  'robustness:huge-number':
    'The value becomes infinite, which the error that repeats it cannot express in JSON.',
  'robustness:long-integer':
    'A limit on the digits of integers that raises an unexpected exception (Python: 4,300 digits).',
  'robustness:lone-surrogate': 'Text that cannot be encoded as UTF-8 for the database or the error.',
  'robustness:nul': 'PostgreSQL rejects NUL in text with an error that no handler catches.',
  'robustness:nesting': 'Recursion without a limit.',
  'robustness:deep-nesting': 'Recursion without a limit: a few kilobytes can block a worker for minutes.',
  'robustness:no-internals': 'A debug mode in production; exception messages that are sent to clients.',
  'errors:refused': '400 instead of 422, or a lenient framework that accepts the value.',
  'errors:detail': 'The error format of another framework or of a gateway; an empty list.',
  'errors:loc': 'A path in the internal model instead of the request; the wrong branch of a union.',
  'errors:loc-resolves': 'Names of the internal model in `loc`; indices that start at 1.',
  'errors:input': 'The coerced value instead of the one that was sent, or the value of another field.',
};

/** Common causes for rejecting a request that the schema allows, by the name of the acceptance clause's feature. */
const acceptanceCauses: Readonly<Record<string, string>> = {
  null: 'Code that confuses null with absent: properties that are required and nullable are the usual case.',
  extra:
    'A closed model (`extra="forbid"`) behind an open schema: it rejects clients that are newer than the server.',
  longest: 'A database column, or a normalized form, that is shorter than the document allows.',
  shortest: 'A lower limit in the code that the document does not have.',
  variety:
    'A hand-written regular expression for URLs without port, query, IPv6 or internationalized host names.',
  'any-scheme': 'A check for http and https where the document allows any URI.',
  any: 'A violation of another clause of this chapter that only a random combination reached.',
};

/** How a clause is judged, in a few sentences. */
export function describeMethod({ id, operation, family }: Clause): string {
  const status = /^(?:\dXX|\d{3}|default)(?=[/(:@])/i.exec(id.slice(operation.length + 1))?.[0];
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
      'A check that the document does not have, or a fixture that is not what it claims to be.'
    );
  if (keyword) return keywordCauses[keyword][family === 'invalid requests' ? 'request' : 'response'];
  return (
    ruleCauses[name] ??
    ruleCauses[name.split(':')[0] ?? ''] ??
    'No common cause is known: the failure report of a run shows the exchange.'
  );
}
