import fc from 'fast-check';
import { judgeExchange, loadContract } from 'polar-conformance';
import { invalidJsonSchema, jsonSchema, openapi } from 'polar-conformance/arbitraries';

// Values of a JSON Schema, and values that violate it.
const tag = { type: 'string', pattern: '^[a-z]{1,8}$' };
const isTag = (value) => typeof value === 'string' && /^[a-z]{1,8}$/.test(value);
fc.assert(fc.property(await jsonSchema(tag), (value) => isTag(value)));
fc.assert(fc.property(await invalidJsonSchema(tag), (value) => !isTag(value)));

// Requests and responses of an OpenAPI document.
const contract = await loadContract('openapi.yaml');
const lamps = openapi(contract);
fc.assert(
  fc.property(lamps.request('getLamp'), lamps.response('getLamp', 200), ({ method, path }, body) => {
    const judgement = judgeExchange(contract, {
      request: { method, url: path },
      response: { status: 200, body },
    });
    return judgement.passed;
  }),
);
const [invalid] = fc.sample(lamps.invalidRequest('getLamp'), 1);
console.log(invalid.path, invalid.description);
