import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import manifest from '../package.json' with { type: 'json' };
import { copyDeclarations } from './copy-declarations.ts';

/**
 * Builds the package into `dist/`: ES modules with source maps for Node.js, in chunks that the entry points share, and
 * the type declarations that the entry points of `exports` need. Dependencies, and files that are read at run time, are
 * not bundled.
 */
async function buildPackage(outdir: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  const modules = Object.values(manifest.exports).flatMap((entry) =>
    typeof entry === 'string' ? [] : [toSource(entry.default)],
  );
  await build({
    entryPoints: [...modules, toSource(manifest.bin['polar-conformance']), 'tests/conformance/*.test.ts'],
    ...{ outdir, outbase: '.', bundle: true, splitting: true, sourcemap: true },
    ...{ platform: 'node', format: 'esm', target: 'node20.19', packages: 'external' },
    chunkNames: 'chunks/[name]-[hash]',
    ...{ logLevel: 'warning', logOverride: { 'suspicious-logical-operator': 'silent' } }, // `false && …` in a type predicate
  });
  emitDeclarations(modules, outdir);
}

/** The source of a file in `dist/`. */
const toSource = (path: string): string => path.replace(/^(?:\.\/)?dist\//, '').replace(/\.js$/, '.ts');

/** Generates the declarations of all files with tsc, and keeps those that the entry points need. */
function emitDeclarations(modules: readonly string[], outdir: string): void {
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

await buildPackage('dist');
