import type { Clause } from '../../spec/clauses/clause.ts';
import { short } from './matrix.ts';

/** How a MUST clause's own fault is known: one that it alone finds, one that it finds beside others, or why there is none. */
export interface Coverage {
  clause: string;
  how: 'alone' | 'in company' | 'reasoned' | 'open';
  /** The smallest set of clauses that failed together with it. */
  company: readonly string[];
  reason?: string;
}

/** Why there is no fault that such a clause alone finds: what else has to fail with it, and by which clause. */
export const reasons: readonly { clause: RegExp; why: string }[] = [
  {
    clause: /201\/customer@(individual|team):type$/,
    why: 'what is no object has no tag: it belongs to neither kind, and the discriminator tells it',
  },
  {
    clause: /201\/customer:oneOf$/,
    why: 'the tag decides for one schema: only a customer of both kinds could fit two, and their tags differ',
  },
  {
    clause: /\/(201|422):schema$/,
    why: 'a safety net: it speaks where ajv refuses a body and no other clause does, which nothing in this document brings about',
  },
  {
    clause: /(country|tax_id@array\/1):type$/,
    why: 'what is no string is none of the listed values either: the enum fails with it',
  },
  {
    clause: /422(\/detail)?:type$/,
    why: 'a body or a detail of another type has no list of errors: errors:detail fails with it',
  },
  {
    clause: /422\/detail\/-\/loc\/-:anyOf$|errors:loc(-resolves)?$/,
    why: 'a loc that leads nowhere leads to no violated place, and what is neither name nor index leads nowhere',
  },
  {
    clause: /request(@\w+)?:(type|anyOf|accepts-any)$/,
    why: 'a body of another type breaks every branch of the anyOf at once, and the anyOf with them',
  },
  {
    clause: /(_id:required|_id:format)$/,
    why: 'without a usable id there is no customer to ask for: the other branch, or semantics:asked-customer, fails with it',
  },
  {
    clause: /accepts-(extra|shortest)$/,
    why: 'protocol:json-spelling sends extra properties and a short URL too',
  },
  {
    clause: /return_url@string:(minLength|maxLength)$/,
    why: 'where it is accepted, semantics:return-url sees that another URL, or none, comes back',
  },
  {
    clause: /robustness:/,
    why: 'the probe is there for the 5xx, of which protocol:no-server-error speaks whatever was sent',
  },
  {
    clause: /authentication:/,
    why: 'the probes for credentials ask the same of a server that lets in too much, each in its own way',
  },
  {
    clause: /protocol:|errors:refused$/,
    why: 'the wrong status of its own probe is undocumented too: protocol:status fails with it',
  },
  {
    clause: /semantics:(asked-customer|listed-customer|same-customer|one-organization|foreign-customer)$/,
    why: 'a session for another customer than was asked breaks several promises at once',
  },
  {
    clause: /semantics:(unknown|almost|external-id|empty|team|foreign)/,
    why: 'who gets a session that must be refused gets one for some other customer: semantics:asked-… fails with it',
  },
  {
    clause: /semantics:(expires-in-future|created-now|expires-after-created)$/,
    why: 'the times of a session are compared with each other and with the clock: one that is wrong is wrong twice',
  },
];

/** What was shown by which clause: a list of the MUST clauses that failed, for each fault. */
export function coverageOf(clauses: readonly Clause[], shown: readonly (readonly string[])[]): Coverage[] {
  const binding = clauses.filter(({ level }) => level === 'MUST');
  return binding.map(({ id }) => {
    const own = shown.filter((failed) => failed.includes(id)).sort((a, b) => a.length - b.length);
    const [least] = own;
    if (least?.length === 1) return { clause: id, how: 'alone', company: [] };
    const why = reasons.find(({ clause }) => clause.test(id))?.why;
    const company = least?.filter((other) => other !== id) ?? [];
    if (least) return { clause: id, how: 'in company', company, ...(why && { reason: why }) };
    return { clause: id, how: why ? 'reasoned' : 'open', company, ...(why && { reason: why }) };
  });
}

/** The clauses that find nothing alone, as a table. */
export function coverageTable(coverage: readonly Coverage[]): string {
  const rows = coverage
    .filter(({ how }) => how !== 'alone')
    .map(({ clause, how, company, reason }) => {
      const shown = company.slice(0, 3).map((one) => `\`${short(one)}\``);
      const more = company.length > 3 ? [`and ${company.length - 3} more`] : [];
      return `| \`${short(clause)}\` | ${how} | ${[...shown, ...more].join(' ')} | ${reason ?? '**none**'} |`;
    });
  return ['| clause | how it finds a fault | fails with it | why |', '|---|---|---|---|', ...rows, ''].join(
    '\n',
  );
}

/** The coverage in one sentence. */
export function coverageLine(coverage: readonly Coverage[]): string {
  const count = (how: Coverage['how']) => coverage.filter((one) => one.how === how).length;
  return `${coverage.length} MUST clauses: ${count('alone')} find a fault alone, ${count('in company')} in company, ${count('reasoned')} have none for a reason, ${count('open')} are open`;
}
