import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import manifest from '../package.json' with { type: 'json' };
import { copyDeclarations } from './copy-declarations.ts';

/** The source of a file in `dist/`. */
const toSource = (path: string): string => path.replace(/^(?:\.\/)?dist\//, '').replace(/\.js$/, '.ts');

const modules = Object.values(manifest.exports).flatMap((entry) =>
  typeof entry === 'string' ? [] : [toSource(entry.default)],
);

const common = {
  bundle: true,
  sourcemap: true,
  minifySyntax: true, // spreads of object literals become properties, which are created faster
  metafile: true,
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
  logOverride: { 'suspicious-logical-operator': 'silent' }, // `false && …` in a type predicate
} as const satisfies BuildOptions;

const program = toSource(manifest.bin['polar-conformance']);
const conformanceTests = 'tests/conformance/*.test.ts';

/**
 * Builds ES modules with source maps for Node.js, in chunks that the entry points share. Dependencies, and files that
 * are read at run time, are not bundled. Returns the sources.
 */
async function bundleModules(entryPoints: string[], outdir: string): Promise<string[]> {
  const { metafile } = await build({
    ...common,
    ...{ entryPoints, outdir, outbase: '.', splitting: true, format: 'esm', packages: 'external' },
    chunkNames: 'chunks/[name]-[hash]',
  });
  return Object.keys(metafile.inputs);
}

/**
 * Builds the command line and its dependencies as one CommonJS script, which Node.js loads faster than modules, and whose
 * compiled code `build/run.mjs` keeps. The value of the script is a function that runs it. Returns the sources.
 */
async function bundleProgram(outfile: string): Promise<string[]> {
  const { metafile } = await build({
    ...common,
    ...{ entryPoints: [program], outfile, format: 'cjs', external: ['vitest', 'jiti'] },
    sourcesContent: false, // the sources are there
    mainFields: ['module', 'main'], // the main file of `jsonc-parser` cannot be bundled
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: '(function (require, moduleUrl) {' },
    footer: { js: '})' },
    supported: { 'dynamic-import': false }, // kept code cannot import modules; `require` can
  });
  return Object.keys(metafile.inputs);
}

/** Generates the declarations of all files with tsc, and keeps those that the entry points need. */
function emitDeclarations(outdir: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-types-'));
  try {
    execFileSync('npx', ['tsc', '--project', 'tsconfig.build.json', '--outDir', folder], {
      stdio: 'inherit',
    });
    copyDeclarations(
      modules.map((module) => module.replace(/\.ts$/, '.d.ts')),
      { from: folder, to: outdir },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Builds the package into `dist/`, with the type declarations that the entry points of `exports` need; or only what
// `build/run.mjs` runs into another folder, with a list of its sources.
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  rmSync('dist', { recursive: true, force: true });
  await bundleModules([...modules, program, conformanceTests], 'dist');
  emitDeclarations('dist');
} else {
  const sources = await Promise.all([
    bundleProgram(join(folder, 'cli/main.cjs')),
    bundleModules([conformanceTests], folder),
  ]);
  const files = ['package.json', 'package-lock.json', 'build/main.ts', ...new Set(sources.flat())];
  writeFileSync(
    join(folder, 'inputs.json'),
    JSON.stringify(files.filter((file) => !file.startsWith('node_modules/'))),
  );
}
