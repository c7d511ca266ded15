import { formatViolations, numbersBeyond } from '../formats/table.ts';
import type { Violation } from '../mutation.ts';

/** Each production of the format's grammar broken once; numbers out of their format's range. */
export const format: Violation = {
  keyword: 'format',
  *changes(value, { format: name = '' }, { clauses }) {
    if (typeof value === 'number') {
      const says = `is no ${name}`;
      for (const now of numbersBeyond[name] ?? [])
        yield { now, kind: `${name}: ${now > 0 ? 'above' : 'below'}`, says };
    }
    if (typeof value !== 'string') return;
    for (const { kind, says, of, level } of formatViolations(name)) {
      const now = of(value);
      if (now === undefined || now === value) continue;
      const clause = level && clauses.has('strict-format') ? { clause: 'strict-format' } : {};
      yield { now, kind: `${name}: ${kind}`, says, ...(level && { level }), ...clause };
    }
  },
};
