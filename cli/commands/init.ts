import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { UsageError } from '../../http/usage-error.ts';
import { getInvocation } from '../../reporters/invocation.ts';
import { formatCount } from '../../reporters/printable.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { toCredentialVariable } from '../../spec/openapi/security.ts';
import { parseUrl } from '../../spec/parse-url.ts';
import { renderCiFile } from '../ci-files.ts';
import type { InitOptions } from '../parse-command-line.ts';
import { collectSchemes } from '../read-credentials.ts';
import { resolveContract } from '../resolve-contract.ts';

const configFile = 'conformance.config.ts';

/**
 * `init`: writes a configuration and, with `--ci`, the file of a CI service. Prompts for what the options do not give.
 */
export async function init(options: InitOptions): Promise<number> {
  const { contract: file, target } = await askMissing(options);
  if (parseUrl(target) === undefined)
    throw new UsageError(
      `--target: ${target.slice(0, 200)} is not a URL. Type one such as http://127.0.0.1:8000.`,
    );
  const allowReferences = /^https?:/i.test(file);
  const contract = await resolveContract({ contract: file, allowReferences });
  const files = [
    { path: configFile, text: renderConfig({ file, target, allowReferences }, contract) },
    ...(options.ci === undefined ? [] : [renderCiFile(options.ci)]),
  ];
  if (!options.force) rejectExisting(files.map(({ path }) => path));
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote   ${path}`);
  }
  console.log(renderNextSteps(contract));
  return 0;
}

/**
 * Prompts for the contract and the target if the options do not give them.
 * @throws UsageError if they are missing and the input is not a terminal
 */
async function askMissing({ contract, target }: InitOptions): Promise<{ contract: string; target: string }> {
  if (contract !== undefined && target !== undefined) return { contract, target };
  if (!process.stdin.isTTY)
    throw new UsageError(
      'init needs --contract=FILE and --target=URL: it can prompt for them only on a terminal.',
    );
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return {
      contract: contract ?? (await terminal.question('OpenAPI document (file or URL): ')),
      target: target ?? (await terminal.question('Server to test (URL): ')),
    };
  } finally {
    terminal.close();
  }
}

function rejectExisting(paths: readonly string[]): void {
  const existing = paths.find((path) => existsSync(path));
  if (existing !== undefined) throw new UsageError(`${existing} exists. Add --force to replace it.`);
}

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

function renderConfig(
  { file, target, allowReferences }: { file: string; target: string; allowReferences: boolean },
  contract: Contract,
): string {
  const [operation] = contract.operations;
  return [
    "import { defineConfig } from 'polar-conformance/config';",
    '',
    'export default defineConfig({',
    `  contract: ${quote(file)},`,
    ...(allowReferences ? ['  allowReferences: true,'] : []),
    `  target: ${quote(target)},`,
    ...(operation
      ? ['  // A valid request, or parts of one, for an operation that the suite finds none for:']
      : []),
    ...(operation ? [`  // fixtures: { ${quote(operation.id)}: { path: {}, query: {}, body: {} } },`] : []),
    '});',
    '',
  ].join('\n');
}

function renderNextSteps(contract: Contract): string {
  const schemes = [...collectSchemes(contract).keys()];
  const start = getInvocation().replace(/ --$/, '');
  return [
    `\n${contract.title} ${contract.version} has ${formatCount(contract.operations.length, 'operation')}.`,
    ...schemes.map((name) => `set     ${toCredentialVariable(name)}  for the security scheme ${name}`),
    `next    ${start}`,
  ].join('\n');
}
