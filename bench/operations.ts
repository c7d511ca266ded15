import { loadContract } from '../spec/load.ts';
import { absolute, type Measure, ratio, type Section } from './measure.ts';
import { plannedIn } from './planned.ts';
import { untilFirstRequest } from './startup.ts';

const steps = [1, 10, 100, 180];

/** How cost grows with the operations of a document. */
export const operations: Section = {
  name: 'operations',
  says: 'start-up and planning with 1, 10, 100 and 180 operations of one large document (--document=FILE)',
  async measure({ document }) {
    if (document === undefined) {
      console.log('operations: skipped, as no large document is given (--document=FILE)');
      return [];
    }
    const from = performance.now();
    const contract = await loadContract({ file: document });
    const loading = (performance.now() - from) / 1000;
    const rows: Measure[] = [absolute('loading the large document', loading, 's', 'less')];
    const perOperation: number[] = [];
    for (const count of steps) {
      const some = contract.operations.slice(0, count);
      const { cases, seconds } = await plannedIn(contract, some);
      perOperation.push(seconds / some.length);
      const options = [`--contract=${document}`, ...some.map(({ id }) => `--operation=${id}`)];
      const start = await untilFirstRequest(options);
      if (start === undefined) console.log(`with ${some.length} operations no request was sent`);
      rows.push(
        absolute(
          `${some.length} operations: start-up to first request`,
          start ?? Number.POSITIVE_INFINITY,
          's',
          'less',
          5,
        ),
        absolute(`${some.length} operations: planning`, seconds, 's', 'less'),
        absolute(`${some.length} operations: planned cases`, cases, '', 'more'),
      );
    }
    const [, , hundred = Number.NaN, all = Number.NaN] = perOperation;
    return [ratio('planning an operation among 180 / among 100', all / hundred, '', 'less', 1.5), ...rows];
  },
};
