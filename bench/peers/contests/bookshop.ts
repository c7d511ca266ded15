import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { bookshopFaults } from '../../../reference/bookshop/faults.ts';
import type { Credentials } from '../../../reference/bookshop/security-schemes.ts';
import { startBookshop } from '../../../reference/bookshop/server.ts';
import { toCredentialVariable } from '../../../spec/openapi/security.ts';
import { type Contest, createContestants } from '../contest.ts';
import type { Peer } from '../peer.ts';
import { installSchemathesis, runSchemathesis } from '../schemathesis.ts';
import { runSuite } from '../this-suite.ts';

interface BookshopServer {
  url: string;
  credentials: Credentials;
  /** The directory to which the peers write files. */
  directory: string;
}

const document = 'reference/bookshop/openapi.yaml';

const createSuitePeer = (name: string, options: readonly string[]): Peer<BookshopServer> => ({
  name,
  settings: [['credentials in the environment; a fixed seed', ...options].join('; ')],
  install: async () => manifest.version,
  run: (_, { url, credentials, directory }) =>
    runSuite(
      [`--contract=${document}`, `--target=${url}`, ...options],
      directory,
      Object.fromEntries(
        Object.entries(credentials).map(([name, value]) => [toCredentialVariable(name), value]),
      ),
    ),
});

const schemathesis: Peer<BookshopServer> = {
  name: 'Schemathesis',
  settings: ['all phases and checks, --continue-on-failure, a fixed seed; credentials in its configuration'],
  install: installSchemathesis,
  async run(installation, { url, credentials, directory }) {
    const configuration = join(directory, 'schemathesis.toml');
    await writeFile(configuration, formatConfiguration(credentials));
    const args = ['--config-file', configuration, 'run', join(process.cwd(), document), '--url', url];
    return runSchemathesis(installation, directory, args);
  },
};

/** The configuration with the credential of each security scheme. */
function formatConfiguration({ basicAuth, bearerAuth, openId, ...apiKeys }: Credentials): string {
  const [username, password] = basicAuth.split(':');
  const schemes = {
    bearerAuth: { bearer: bearerAuth },
    openId: { bearer: openId },
    basicAuth: { username, password },
    ...Object.fromEntries(Object.entries(apiKeys).map(([name, value]) => [name, { api_key: value }])),
  };
  return Object.entries(schemes)
    .map(([name, values]) => {
      const lines = Object.entries(values).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
      return [`[auth.openapi.${name}]`, ...lines, ''].join('\n');
    })
    .join('\n');
}

/** This suite and Schemathesis on a whole API. Neither is given ids of existing resources. */
export const createBookshopContest = (directory: string): Contest => ({
  faults: bookshopFaults,
  contestants: createContestants(
    [
      createSuitePeer('this suite', []),
      createSuitePeer('this suite, 550 requests', ['--max-requests=550']),
      schemathesis,
    ],
    async (fault) => {
      const bookshop = await startBookshop(fault === undefined ? {} : { fault });
      return { ...bookshop, server: { url: bookshop.url, credentials: bookshop.credentials, directory } };
    },
  ),
});
