import type { Family, Level } from '../clause.ts';

/** One status, or a class of statuses: `2XX`. */
export type StatusPattern = `${number}` | `${1 | 2 | 3 | 4 | 5}XX`;

/** A clause about every operation that it applies to, independent of the schemas. */
export interface Rule {
  /** Permanent. The id of the clause is `<operation>/<name>`. */
  name: `${RuleFamily}:${string}`;
  family: RuleFamily;
  level: Level;
  /** The level where the suite of the operation knows its errors exactly (`strictErrors`). */
  strictLevel?: Level;
  rfc?: string;
  /** The source of a rule that neither the document nor an RFC states. */
  origin?: string;
  description: string;
  /** The description where the operation takes no bearer tokens; its source is then the document alone. */
  descriptionForKeys?: string;
  /** The statuses that the rule's probe expects. Absent when an oracle judges the rule. */
  status?: readonly StatusPattern[];
  /** Absent when the rule applies to every operation. */
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
    | 'lenient errors';
  /** Why the clause is unverified when no exchange was evidence for it. */
  unverifiedReason: string;
  /** Set on a rule that needs `--robustness=full`, which only loopback targets allow. */
  full?: true;
}

type RuleFamily = Family & ('authentication' | 'protocol' | 'robustness' | 'errors');

/** A rule as the tables list it: its name begins with its family. */
export type RuleDefinition = Omit<Rule, 'family'>;

export const noProbe = 'the probe was not sent, or got no response';
