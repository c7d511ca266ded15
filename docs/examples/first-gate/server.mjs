import { createServer } from 'node:http';

const lamps = [{ id: 1, name: 'Desk lamp', watts: 40 }];

function isLamp(value) {
  if (typeof value !== 'object' || value === null) return false;
  const { name, watts } = value;
  const isName = typeof name === 'string' && name.length > 0 && [...name].length <= 80;
  return isName && (watts === undefined || (Number.isFinite(watts) && watts > 0));
}

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}

const routes = {
  'GET /lamps': () => [200, lamps],
  'POST /lamps': async (request) => {
    const value = await readJson(request);
    if (!isLamp(value)) return [400, { message: 'not a lamp' }];
    const { name, watts } = value;
    const lamp = { id: lamps.length + 1, name, watts };
    lamps.push(lamp);
    return [201, lamp];
  },
};

const server = createServer(async (request, response) => {
  const { method, url } = request;
  const route = routes[`${method} ${url}`];
  const lamp = method === 'GET' && lamps.find(({ id }) => url === `/lamps/${id}`);
  const [status, body] = route ? await route(request) : lamp ? [200, lamp] : [404, { message: 'not found' }];
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
});
server.listen(process.env.PORT ?? 8000, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
