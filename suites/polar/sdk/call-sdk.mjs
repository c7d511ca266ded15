// Creates a customer session with an installed `@polar-sh/sdk`, as its published samples do, once for each response of a
// loopback server. Runs in the folder of the SDK; arguments and output are those of a `ConsumerCommand`.
import { createWriteStream } from 'node:fs';

const [module, url, first, end] = process.argv.slice(1);
const sdk = await import(module);
const accessToken = 'polar_oat_xxx'; // that of the samples
const output = createWriteStream('', { fd: 3 });

/** Version 1 has `createPolar` and names as in JSON, earlier versions have a class and names in camel case. */
function createSession(baseUrl) {
  if (sdk.createPolar)
    return sdk
      .createPolar({ accessToken, baseUrl })
      .customerSessions.create({ external_customer_id: 'usr_1337' });
  return new sdk.Polar({ accessToken, serverURL: baseUrl }).customerSessions.create({
    externalCustomerId: 'usr_1337',
  });
}

/** Whether an error reports the status of a response that the SDK has understood. */
const reportsStatus = ({ name, statusCode }) =>
  (statusCode >= 400 && name !== 'ResponseValidationError') || name === 'PolarServerError';

/** The decoded body of an error: `error` since version 1, before `data$`, whose other names end in `$` too. */
function decodeError({ data$, error }) {
  if (!data$) return typeof error === 'object' && error !== null ? error : undefined;
  return Object.fromEntries(Object.entries(data$).filter(([name]) => !name.endsWith('$')));
}

/** The first problem that zod lists; of a union, the first of the branch with the fewest. */
function findIssue(issue, path = []) {
  const full = [...path, ...issue.path];
  if (issue.code !== 'invalid_union' || !issue.errors?.length) return { ...issue, path: full };
  const [branch] = issue.errors.toSorted((one, other) => one.length - other.length);
  return branch?.length ? findIssue(branch[0], full) : { ...issue, path: full };
}

function describe(error) {
  const [issue] = error.cause?.issues ?? [];
  if (!issue) return String(error.message).split('\n')[0];
  const { path, message } = findIssue(issue);
  return `${path.join('.')}: ${message}`;
}

async function read(baseUrl) {
  try {
    return { value: await createSession(baseUrl) };
  } catch (error) {
    if (reportsStatus(error)) return { error: error.name, reportsStatus: true, value: decodeError(error) };
    return { error: error.name, detail: describe(error) };
  }
}

const toJson = (_, value) => (typeof value === 'bigint' ? String(value) : value);

for (let index = Number(first); index < Number(end); index += 1) {
  const result = await read(`${url}/${index}`);
  const line = `${JSON.stringify({ index, ...result }, toJson)}\n`;
  await new Promise((resolve) => output.write(line, resolve));
}
process.exit(); // connections that are kept alive would delay the end
