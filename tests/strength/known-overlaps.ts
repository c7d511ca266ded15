/** A group of clauses that cannot fail alone, with the reason: the other clause that fails with them. */
export interface KnownOverlap {
  clause: RegExp;
  reason: string;
}

export const knownOverlaps: readonly KnownOverlap[] = [
  {
    clause: /201\/customer@(individual|team):type$/,
    reason: 'a value that is not an object has no discriminator: the discriminator clause fails instead',
  },
  {
    clause: /201\/customer:oneOf$/,
    reason: 'the discriminator selects one schema, and no customer can have both tags',
  },
  {
    clause: /\/(201|422):schema$/,
    reason:
      'fails only if ajv rejects a body that all other clauses accept, which is impossible with this document',
  },
  {
    clause: /(country|tax_id@array\/1):type$/,
    reason: 'a value that is not a string is not in the enum: the enum clause fails too',
  },
  {
    clause: /422(\/detail)?:type$/,
    reason: 'a body or `detail` of another type has no list of errors: errors:detail fails too',
  },
  {
    clause: /422\/detail\/-\/loc\/-:anyOf$|errors:loc(-resolves)?$/,
    reason:
      'a `loc` that does not resolve is not the location of a violation, and an item of another type never resolves',
  },
  {
    clause: /request(@\w+)?:(type|anyOf|accepts-any)$/,
    reason: 'a body of another type violates every branch and the anyOf',
  },
  {
    clause: /(_id:required|_id:format)$/,
    reason:
      'a body without a usable id names no customer: the other branch or semantics:asked-customer fails too',
  },
  {
    clause: /accepts-(extra|shortest)$/,
    reason: 'the requests of protocol:json-spelling have extra properties and a short URL too',
  },
  {
    clause: /return_url@string:(minLength|maxLength)$/,
    reason:
      'if the URL is accepted, the response has a different URL or null: semantics:return-url fails too',
  },
  {
    clause: /robustness:/,
    reason: 'the probe provokes a 5xx response, for which protocol:no-server-error always fails',
  },
  {
    clause: /authentication:/,
    reason: 'a server that accepts one kind of invalid credentials often accepts others',
  },
  {
    clause: /protocol:|errors:refused$/,
    reason: 'the wrong status of its probe is undocumented: protocol:status fails too',
  },
  {
    clause: /semantics:(asked-customer|listed-customer|same-customer|one-organization|foreign-customer)$/,
    reason: 'a session for a different customer violates several of these clauses',
  },
  {
    clause: /semantics:(unknown|almost|external-id|empty|team|foreign)/,
    reason:
      'a session that should be rejected is for some other customer: a semantics:asked-… clause fails too',
  },
  {
    clause: /semantics:(expires-in-future|created-now|expires-after-created)$/,
    reason:
      'the timestamps are compared with each other and with the clock: a wrong one violates two clauses',
  },
];
