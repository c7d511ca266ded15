import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { absolute, type Section } from './measure.ts';
import { median } from './median.ts';

/** The cost of the matchers in the tests of a user. */
export const matchers: Section = {
  name: 'matchers',
  description: 'the built package: the import of `polar-conformance/matchers`, and one call when warm',
  async measure({ rounds }) {
    execFileSync('npm', ['run', 'build'], { stdio: 'ignore' });
    const samples = Array.from({ length: rounds }, measureOnce);
    return [
      absolute('import of the matchers', median(samples.map(({ load }) => load)), 'ms', 'less', 300),
      absolute('matcher for a session', median(samples.map(({ call }) => call)), 'ms', 'less', 1),
    ];
  },
};

/** Measures in a new process, which has loaded nothing else. */
function measureOnce(): { load: number; call: number } {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

const library = pathToFileURL('dist/library/').href;

const program = `
const start = performance.now();
const { toSatisfyContract } = await import('${library}matchers.js');
const load = performance.now() - start;
const { createReference, loadContract } = await import('${library}index.js');
const contract = await loadContract();
const { url, fixtures, close } = await createReference();
const path = '/v1/customer-sessions/';
const answer = await fetch(url + path, {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Bearer ' + fixtures.accessToken },
  body: JSON.stringify({ customer_id: fixtures.customerId }),
});
const response = { method: 'POST', url: path, status: answer.status, headers: answer.headers, body: await answer.text() };
await close();
const call = () => {
  const before = performance.now();
  if (!toSatisfyContract(response, contract).pass) throw new Error('the reference violates its contract');
  return performance.now() - before;
};
for (let count = 0; count < 500; count += 1) call();
const times = Array.from({ length: 1001 }, call).sort((a, b) => a - b);
console.log(JSON.stringify({ load, call: times[500] }));
`;
