import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import manifest from '../package.json' with { type: 'json' };
import { copyDeclarations } from './copy-declarations.ts';

/** The source of a file in `dist/`. */
const toSource = (path: string): string => path.replace(/^(?:\.\/)?dist\//, '').replace(/\.js$/, '.ts');

const modules = Object.values(manifest.exports).flatMap((entry) =>
  typeof entry === 'string' ? [] : [toSource(entry.default)],
);

/**
 * Builds ES modules with source maps for Node.js, in chunks that the entry points share. Dependencies, and files that
 * are read at run time, are not bundled. Returns the sources.
 */
async function bundle(outdir: string): Promise<string[]> {
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [...modules, toSource(manifest.bin['polar-conformance']), 'tests/conformance/*.test.ts'],
    ...{ outdir, outbase: '.', bundle: true, splitting: true, sourcemap: true },
    ...{ platform: 'node', format: 'esm', target: 'node20.19', packages: 'external' },
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
    ...{ logLevel: 'warning', logOverride: { 'suspicious-logical-operator': 'silent' } }, // `false && …` in a type predicate
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

// Builds the package into `dist/`, with the type declarations that the entry points of `exports` need; or only the
// modules into another folder, with a list of their sources.
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  await bundle('dist');
  emitDeclarations('dist');
} else {
  const sources = await bundle(folder);
  writeFileSync(join(folder, 'inputs.json'), JSON.stringify(['package.json', 'build/main.ts', ...sources]));
}
