import type { Family, Level } from '../clause.ts';

/** A status, or a class of statuses such as `2XX`. */
export type StatusPattern = `${number}` | `${1 | 2 | 3 | 4 | 5}XX`;

/**
 * A requirement on all operations to which it applies, independent of their schemas. Each operation has one clause for
 * it.
 */
export interface Rule {
  /** Permanent. The id of the clause is `<operation>/<name>`. */
  name: `${RuleFamily}:${string}`;
  family: RuleFamily;
  level: Level;
  /** The level that replaces `level` if the operation's suite documents its errors exactly (`strictErrors`). */
  strictLevel?: Level;
  rfc?: string;
  /** The source of a rule that neither the document nor an RFC states. */
  origin?: string;
  description: string;
  /**
   * The description for operations that take no bearer tokens. RFC 6750 does not apply to them, so it cites the
   * document alone.
   */
  descriptionForKeys?: string;
  /**
   * The statuses that pass, if the rule is tested by a request sent only for it. Absent if an oracle judges the rule.
   */
  status?: readonly StatusPattern[];
  /** The operations to which the rule applies. Absent if it applies to all. */
  appliesTo?:
    | 'secured'
    | 'testable credentials'
    | 'bearer'
    | 'only bearer'
    | 'HTTP authentication'
    | 'several alternatives'
    | 'optional credentials'
    | 'with body'
    | 'JSON body'
    | 'required body'
    | 'validated'
    | 'documented 415'
    | 'secured GET'
    | 'UUIDs in the path'
    | 'ids in the path of a safe method'
    | 'ids in the path'
    | 'numbers in the request'
    | '204'
    | 'GET or HEAD'
    | 'problem details'
    | 'lenient errors';
  /** The reason that reports give if no exchange allowed to judge the clause. */
  unverifiedReason: string;
  /** Set on a rule that needs `--robustness=full`, which only loopback targets allow. */
  full?: true;
}

type RuleFamily = Family & ('authentication' | 'protocol' | 'robustness' | 'errors');

/** A rule as the tables define it. The family is not repeated: it is the part of the name before the colon. */
export type RuleDefinition = Omit<Rule, 'family'>;

export const noProbe = 'the probe was not sent, or got no response';
