// Runs the command line of this checkout: `node build/run.mjs [ARGUMENT…]`. The sources are bundled into `.build/` when
// they have changed, because loading some hundred files takes longer than most commands.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const builds = join(root, '.build');
const latest = join(builds, 'latest.json');

/** Identifies the contents of files by their sizes and times of change; undefined if one is missing. */
function identify(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const status = statSync(join(root, file), { throwIfNoEntry: false });
    if (!status) return undefined;
    hash.update(`${file} ${status.size} ${status.mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Returns the folder of the build of the current sources; undefined if there is none. */
function findBuild() {
  if (!existsSync(latest)) return undefined;
  const { files } = JSON.parse(readFileSync(latest, 'utf8'));
  const id = identify(files);
  const folder = join(builds, id ?? 'none');
  return existsSync(folder) ? folder : undefined;
}

/** Removes builds of sources that have changed since, unless another process may still load parts of them. */
function removeOldBuilds() {
  const hourMs = 60 * 60 * 1000;
  for (const name of readdirSync(builds)) {
    const status = statSync(join(builds, name), { throwIfNoEntry: false });
    if (status && Date.now() - status.mtimeMs > hourMs)
      rmSync(join(builds, name), { recursive: true, force: true });
  }
}

/** Bundles the sources. The folders are renamed when they are complete, so that several processes can build at once. */
function build() {
  const folder = join(builds, `new-${process.pid}`);
  mkdirSync(builds, { recursive: true });
  execFileSync(process.execPath, ['--import', 'tsx', 'build/main.ts', folder], {
    cwd: root,
    stdio: 'inherit',
  });
  const files = JSON.parse(readFileSync(join(folder, 'inputs.json'), 'utf8'));
  removeOldBuilds();
  const target = join(builds, identify(files));
  if (existsSync(target)) rmSync(folder, { recursive: true });
  else renameSync(folder, target);
  writeWhole(latest, JSON.stringify({ files }));
  return target;
}

/** Reads a file; undefined if it does not exist. */
const readIfExists = (file) => (existsSync(file) ? readFileSync(file) : undefined);

/**
 * Runs a CommonJS script. Its compiled code is saved in a file next to it, because compiling takes a fifth of the time of
 * `npm test`, and Node.js 20 has no `module.enableCompileCache`.
 */
function runScript(file) {
  const cache = `${file}.${process.version}-${process.arch}.cache`;
  const script = new Script(readFileSync(file, 'utf8'), {
    filename: file,
    cachedData: readIfExists(cache),
  });
  script.runInThisContext()(createRequire(file), pathToFileURL(file).href);
  if (existsSync(cache)) return;
  process.once('exit', () => {
    const hasRun = performance.now() > 1000; // else little of the code has been compiled
    if (hasRun && existsSync(file)) writeWhole(cache, script.createCachedData());
  });
}

/** Writes a file under a temporary name first, so that another process never reads a part of it. */
function writeWhole(file, content) {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

runScript(join(findBuild() ?? build(), 'cli/main.cjs'));
