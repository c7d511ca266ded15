import { loadContract, runConformance } from 'polar-conformance';

const lamp = { id: 7, name: 'Desk lamp' };
const app = {
  // any application with a fetch function; or a URL
  fetch: ({ method, url }) => {
    const { pathname } = new URL(url);
    if (method === 'GET' && pathname === '/lamps/7') return Response.json(lamp);
    return new Response(null, { status: 404 });
  },
};

const result = await runConformance({
  contract: await loadContract('openapi.yaml'),
  target: app,
  fixtures: { getLamp: { path: { id: 7 } } },
  seed: 1,
});

console.log(result.status);
for (const { verdict, id, message } of result.clauses) if (verdict === 'failed') console.log(id, message);
await result.writeReports('reports');
