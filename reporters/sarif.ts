import { createFailureReport } from './failure-report.ts';
import { capitalize, toSafeJson } from './printable.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { renderFailure } from './render-failure.ts';
import { toRfcUrl } from './rfc-url.ts';
import { decideOutcome } from './run-outcome.ts';

/** The SARIF level of each verdict that is a defect of the target. */
const levels: Partial<Record<RecordedResult['verdict'], 'error' | 'warning' | 'note'>> = {
  failed: 'error',
  noticed: 'warning',
  waived: 'note',
};

/** From worst to least: viewers that show only the first results then show the worst. */
const levelOrder = ['error', 'warning', 'note'] as const;

function toSarifRule({ clause }: RecordedResult) {
  const helpUri = toRfcUrl(clause.rfc);
  return {
    id: clause.id,
    shortDescription: { text: clause.description },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: clause.level === 'MUST' ? 'error' : 'warning' },
    properties: { level: clause.level, tags: [clause.family, clause.level] },
  };
}

function toSarifLocation(record: RunRecord, { source, clause }: RecordedResult) {
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

function toSarifResults(record: RunRecord, judged: RecordedResult, ruleIndex: number) {
  const level = levels[judged.verdict];
  if (level === undefined) return [];
  const { clause, verdict, reason } = judged;
  const report = createFailureReport(record, judged);
  const result = {
    ruleId: clause.id,
    ruleIndex,
    kind: 'fail',
    level,
    message: {
      text: `${capitalize(report.title)}\n\n${renderFailure(report)}`,
    },
    locations: [toSarifLocation(record, judged)],
    partialFingerprints: { 'clause/v1': clause.id },
    ...(verdict === 'waived' && { suppressions: [{ kind: 'external', justification: reason ?? 'waived' }] }),
  };
  return [result];
}

function toSarifInvocation(record: RunRecord) {
  const start = Date.parse(record.startedAt);
  return {
    executionSuccessful: decideOutcome(record).status !== 'error' && record.complete,
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

/**
 * GitHub rejects runs with more rules
 * (https://docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning).
 */
const maxRules = 25_000;

/** The results whose clauses become rules: all, or only the defects if there are too many. */
function selectRules({ results }: RunRecord): readonly RecordedResult[] {
  if (results.length <= maxRules) return results;
  return results.filter(({ verdict }) => levels[verdict] !== undefined).slice(0, maxRules);
}

/** Renders the run as SARIF 2.1.0: each clause is a rule, each failure a result at its line of the contract. */
export function renderSarif(record: RunRecord): string {
  const { name, version } = record.suite;
  const rules = selectRules(record);
  const results = rules.flatMap((judged, i) => toSarifResults(record, judged, i));
  const run = {
    tool: { driver: { name, version, rules: rules.map(toSarifRule) } },
    invocations: [toSarifInvocation(record)],
    results: levelOrder.flatMap((level) => results.filter((result) => result.level === level)),
    columnKind: 'utf16CodeUnits',
  };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${toSafeJson({ $schema, version: '2.1.0', runs: [run] }, 1)}\n`;
}
