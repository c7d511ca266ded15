import { judgeExchange, loadContract } from 'polar-conformance';

const contract = await loadContract('openapi.yaml');
const { passed, failures } = judgeExchange(contract, {
  request: { method: 'GET', url: '/lamps/7' },
  response: { status: 200, body: { id: 7, name: '', watts: 40 } },
});

console.log(passed); // false
for (const { clause, message } of failures) console.log(clause, message);
