import { describeContract, loadContract } from 'polar-conformance/vitest';
import { expect, test } from 'vitest';

const contract = await loadContract('openapi.yaml');

const fetch = ({ method, url }) =>
  method === 'GET' && url.endsWith('/lamps/7')
    ? Response.json({ id: 7, name: 'Desk lamp' })
    : new Response(null, { status: 404 });

test('a lamp', async () => {
  const response = fetch({ method: 'GET', url: '/lamps/7' });
  await expect(response).toSatisfyContract(contract, 'GET /lamps/{id}');
  expect(await response.json()).toSatisfySchema(contract, 'Lamp');
});

describeContract(contract, { target: { fetch }, fixtures: { getLamp: { path: { id: 7 } } } });
