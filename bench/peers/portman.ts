import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command, demand } from './command.ts';
import { copyOf, plainUuid } from './copy.ts';
import { bin, installPackages } from './packages.ts';
import type { Peer } from './peer.ts';

const all = { openApiOperation: '*::/*' };
const enabled = { enabled: true };

/** https://github.com/apideck-libraries/portman, run by newman. */
export const portman: Peer = {
  name: 'Portman',
  settings: [
    'every contract test: status, content type, JSON body, schema, headers; no variations, which a person would have to write',
    'its copy of the document: uuid4 as uuid (its ajv refuses formats that it does not know)',
  ],
  install: (folder) => installPackages(folder, ['@apideck/portman', 'newman', 'tslib']), // tslib: it forgets to ask for it
  async run(folder, { url, briefing }) {
    const document = await copyOf(briefing, 'portman', plainUuid);
    const config = join(briefing.folder, 'portman-config.json');
    const collection = join(briefing.folder, 'portman-collection.json');
    const report = join(briefing.folder, 'portman-report.json');
    await writeFile(config, JSON.stringify(settingsOf(briefing.accessToken)));
    const cwd = briefing.folder;
    await demand(bin(folder, 'portman'), ['-l', document, '-b', url, '-c', config, '-o', collection], {
      cwd,
    });
    await command(
      bin(folder, 'newman'),
      ['run', collection, '-r', 'json', '--reporter-json-export', report],
      { cwd },
    );
    return failuresIn(report);
  },
};

function settingsOf(token: string): object {
  const contractTests = [
    {
      ...all,
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

async function failuresIn(report: string): Promise<string[]> {
  const { run } = JSON.parse(await readFile(report, 'utf8'));
  const failures: { error: { test?: string; name: string; message: string } }[] = run.failures;
  return [
    ...new Set(failures.map(({ error }) => `${error.test ?? error.name}: ${error.message.slice(0, 160)}`)),
  ];
}
