import { formatMarkdownTable } from '../markdown-table.ts';
import type { PeerResult } from './peer-result.ts';

/** Formats the found faults, requests, seconds and false alarms of each peer as a Markdown table. */
export function formatPeerTable(results: readonly PeerResult[]): string {
  const headings = [
    'tool',
    'faults found',
    'requests per run',
    'seconds per run',
    'false alarms on the clean server',
  ];
  return formatMarkdownTable(
    headings,
    results.map((result) => {
      if ('absent' in result) return [result.peer, `absent: ${result.absent}`, '', '', ''];
      const found = result.trials.filter((trial) => trial.found).length;
      const foundCount = result.trials.length === 0 ? '' : `${found} of ${result.trials.length}`;
      return [
        `${result.peer} ${result.version}`,
        foundCount,
        String(result.requests),
        result.seconds.toFixed(1),
        String(result.falseAlarms.length),
      ];
    }),
  );
}

/** Formats the found faults by family and peer as a Markdown table. */
export function formatFamilyTable(results: readonly PeerResult[]): string {
  const present = results.flatMap((result) => ('absent' in result ? [] : [result]));
  const families = [...new Set(present.flatMap(({ trials }) => trials.map(({ family }) => family)))];
  const rows = families.map((family) => [
    family,
    ...present.map(({ trials }) => {
      const familyTrials = trials.filter((trial) => trial.family === family);
      return `${familyTrials.filter(({ found }) => found).length} of ${familyTrials.length}`;
    }),
  ]);
  return formatMarkdownTable(['family', ...present.map(({ peer }) => peer)], rows);
}
