import { tell } from './failure-report.ts';
import { renderStory } from './failure-text.ts';
import { jsonText } from './printable.ts';
import type { RunRecord } from './record.ts';
import type { Judged } from './record-queries.ts';
import { rfcUrl } from './rfc.ts';
import { outcomeOf } from './run-outcome.ts';

/** The verdicts that are results; the others are no defects of the target. */
const levels: Partial<Record<Judged['verdict'], 'error' | 'warning' | 'note'>> = {
  failed: 'error',
  noticed: 'warning',
  waived: 'note',
};

function ruleOf({ clause }: Judged) {
  const helpUri = rfcUrl(clause.rfc);
  return {
    id: clause.id,
    shortDescription: { text: clause.description },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: clause.level === 'MUST' ? 'error' : 'warning' },
    properties: { level: clause.level, tags: [clause.family, clause.level] },
  };
}

function locationOf(record: RunRecord, { source, clause }: Judged) {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(source?.file ?? record.contract.file) },
      region: { startLine: Math.max(1, source?.line ?? 1) },
    },
    ...(clause.schemaPointer !== undefined && {
      logicalLocations: [{ fullyQualifiedName: clause.schemaPointer }],
    }),
  };
}

function resultOf(record: RunRecord, judged: Judged, ruleIndex: number) {
  const level = levels[judged.verdict];
  if (level === undefined) return [];
  const { clause, verdict, reason } = judged;
  const result = {
    ruleId: clause.id,
    ruleIndex,
    kind: 'fail',
    level,
    message: { text: `Not met: ${clause.description}\n\n${renderStory(tell(record, judged))}` },
    locations: [locationOf(record, judged)],
    partialFingerprints: { 'clause/v1': clause.id },
    ...(verdict === 'waived' && { suppressions: [{ kind: 'external', justification: reason ?? 'waived' }] }),
  };
  return [result];
}

function invocationOf(record: RunRecord) {
  const start = Date.parse(record.startedAt);
  return {
    executionSuccessful: outcomeOf(record).word !== 'error' && record.complete,
    startTimeUtc: new Date(start).toISOString(),
    endTimeUtc: new Date(start + record.durationMs).toISOString(),
    toolExecutionNotifications: [
      ...(record.problem === undefined ? [] : [record.problem]),
      ...record.notes,
    ].map((text) => ({
      level: 'warning',
      message: { text },
    })),
  };
}

/** GitHub refuses a run of more rules (https://docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning). */
const mostRules = 25_000;

/** The clauses that are rules: all, or of too many those that have a result. */
function rulesOf({ judgements }: RunRecord): readonly Judged[] {
  if (judgements.length <= mostRules) return judgements;
  return judgements.filter(({ verdict }) => levels[verdict] !== undefined).slice(0, mostRules);
}

/** The run as SARIF 2.1.0: every clause a rule, every failure a result on its line of the contract. */
export function sarif(record: RunRecord): string {
  const { name, version } = record.suite;
  const rules = rulesOf(record);
  const run = {
    tool: { driver: { name, version, rules: rules.map(ruleOf) } },
    invocations: [invocationOf(record)],
    results: rules.flatMap((judged, i) => resultOf(record, judged, i)),
    columnKind: 'utf16CodeUnits',
  };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${jsonText({ $schema, version: '2.1.0', runs: [run] }, 1)}\n`;
}
