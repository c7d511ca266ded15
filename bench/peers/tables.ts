import { markdownTable } from '../table.ts';
import type { Standing } from './standing.ts';

/** Who finds how much, by how many requests, in what time, with how many false alarms. */
export function peerTable(standings: readonly Standing[]): string {
  const head = [
    'tool',
    'faults found',
    'requests a run',
    'seconds a run',
    'false alarms on the clean server',
  ];
  return markdownTable(
    head,
    standings.map((one) => {
      if ('absent' in one) return [one.peer, `absent: ${one.absent}`, '', '', ''];
      const found = one.trials.filter((trial) => trial.found).length;
      const share = one.trials.length === 0 ? '' : `${found} of ${one.trials.length}`;
      return [
        `${one.peer} ${one.version}`,
        share,
        String(one.requests),
        one.seconds.toFixed(1),
        String(one.falseAlarms.length),
      ];
    }),
  );
}

/** The faults found, family by family. */
export function familyTable(standings: readonly Standing[]): string {
  const present = standings.flatMap((one) => ('absent' in one ? [] : [one]));
  const families = [...new Set(present.flatMap(({ trials }) => trials.map(({ family }) => family)))];
  const rows = families.map((family) => [
    family,
    ...present.map(({ trials }) => {
      const own = trials.filter((trial) => trial.family === family);
      return `${own.filter(({ found }) => found).length} of ${own.length}`;
    }),
  ]);
  return markdownTable(['family', ...present.map(({ peer }) => peer)], rows);
}
