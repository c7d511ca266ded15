import { fileURLToPath } from 'node:url';
import { createVitest } from 'vitest/node';
import manifest from '../package.json' with { type: 'json' };
import { summaryText, wantsColor } from '../reporters/terminal.ts';
import { fixtureVariables } from '../spec/fixtures.ts';
import { helpText } from '../target/help.ts';
import { type Options, parseOptions } from '../target/options.ts';
import { UsageError } from '../target/usage-error.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `npm test`: checks the options before vitest sees any, runs the suite, and ends with its verdict. */
async function launch(argv: string[]): Promise<number> {
  const options = parseOptions(argv, process.env);
  if (options.help) return print(helpText(fixtureVariables));
  if (options.version) return print(manifest.version);
  return runTests(argv, options);
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

async function runTests(argv: string[], options: Options): Promise<number> {
  const { reporter, testNamePattern } = options;
  const vitest = await createVitest('test', {
    ...{ root, watch: false, run: true, project: ['conformance'] },
    reporters: reporter.length > 0 ? [...reporter] : [{}], // ours, unless others are asked for
    ...(testNamePattern !== undefined && { testNamePattern: new RegExp(testNamePattern) }),
  });
  try {
    vitest.provide('argv', argv);
    await vitest.start();
    const [project] = vitest.projects;
    const { status, record } = project?.getProvidedContext().ending ?? { status: 2 };
    const { stdout } = process;
    const screen = {
      color: wantsColor(process.env, stdout.isTTY),
      columns: stdout.columns ?? 100,
      rows: stdout.rows ?? 40,
    };
    if (record) print(summaryText(record, screen));
    return status;
  } finally {
    await vitest.close();
  }
}

try {
  process.exitCode = await launch(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
