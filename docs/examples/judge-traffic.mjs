import { judgeTraffic, loadContract } from 'polar-conformance';

const contract = await loadContract('openapi.yaml');
const traffic = [
  {
    request: { method: 'GET', url: '/lamps/7' },
    response: { status: 200, body: { id: 7, name: 'Desk lamp' } },
  },
  {
    request: { method: 'GET', url: '/lamps/8' },
    response: { status: 200, body: { id: 8, name: '' } },
  },
];

const { status, clauses, coverage } = judgeTraffic(contract, traffic);

console.log(status); // failed
for (const { verdict, id, message } of clauses) if (verdict === 'failed') console.log(id, message);
console.log(coverage.responses.missing); // [ 'getLamp 404' ]
