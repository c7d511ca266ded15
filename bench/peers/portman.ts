import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installPackages, resolveBinary } from '../install-packages.ts';
import { runCommand, runOrThrow } from '../run-command.ts';
import { replaceUuid4, writeAdaptedDocument } from './adapt-document.ts';
import type { Peer } from './peer.ts';

const allOperations = { openApiOperation: '*::/*' };
const enabled = { enabled: true };

/** https://github.com/apideck-libraries/portman, run by newman. */
export const portman: Peer = {
  name: 'Portman',
  settings: [
    'all contract tests: status, content type, JSON body, schema, headers; no variation tests, which must be written by hand',
    'a copy of the document with uuid instead of uuid4 (its ajv rejects unknown formats)',
  ],
  // Portman needs tslib without declaring it
  install: (directory) => installPackages(directory, ['@apideck/portman', 'newman', 'tslib']),
  async run(directory, { url, input }) {
    const document = await writeAdaptedDocument(input, 'portman', replaceUuid4);
    const config = join(input.directory, 'portman-config.json');
    const collection = join(input.directory, 'portman-collection.json');
    const report = join(input.directory, 'portman-report.json');
    await writeFile(config, JSON.stringify(createConfig(input.accessToken)));
    const cwd = input.directory;
    await runOrThrow(
      resolveBinary(directory, 'portman'),
      ['-l', document, '-b', url, '-c', config, '-o', collection],
      {
        cwd,
      },
    );
    await runCommand(
      resolveBinary(directory, 'newman'),
      ['run', collection, '-r', 'json', '--reporter-json-export', report],
      { cwd },
    );
    return readFailures(report);
  },
};

function createConfig(token: string): object {
  const contractTests = [
    {
      ...allOperations,
      ...{ statusSuccess: enabled, statusCode: { ...enabled, code: 201 }, contentType: enabled },
      ...{ jsonBody: enabled, schemaValidation: enabled, headersPresent: enabled },
    },
  ];
  return {
    version: 1,
    tests: { contractTests, variationTests: [] },
    globals: { securityOverwrites: { bearer: { token } } },
  };
}

async function readFailures(report: string): Promise<string[]> {
  const { run } = JSON.parse(await readFile(report, 'utf8'));
  const failures: { error: { test?: string; name: string; message: string } }[] = run.failures;
  return [
    ...new Set(failures.map(({ error }) => `${error.test ?? error.name}: ${error.message.slice(0, 160)}`)),
  ];
}
