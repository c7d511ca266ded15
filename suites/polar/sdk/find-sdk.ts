import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../../spec/package-root.ts';
import type { Consumer } from '../../consumer.ts';
import type { ApiDocument } from '../../suite.ts';
import { apiVersions } from '../versions/api-versions.ts';

const scripts = join(packageRoot, 'suites/polar/sdk');
/** What the samples call. */
const call = { operation: 'customer-sessions:create', method: 'POST' };
const npmName = '@polar-sh/sdk';

/**
 * Finds Polar's SDK for TypeScript or Python.
 * @param folder the package `@polar-sh/sdk`, a folder that has it in `node_modules/`, or a virtual environment with
 *   `polar-sdk`
 */
export function findSdk(folder: string): Consumer | undefined {
  const directory = resolve(folder);
  return (
    findTypeScriptSdk(directory) ??
    findTypeScriptSdk(join(directory, 'node_modules', npmName)) ??
    findPythonSdk(directory)
  );
}

function findTypeScriptSdk(directory: string): Consumer | undefined {
  const manifest = readText(join(directory, 'package.json'));
  if (manifest === undefined) return undefined;
  const { name, version, exports } = JSON.parse(manifest);
  if (name !== npmName) return undefined;
  const hasVersions = Object.keys(exports).some((path) => /^\.\/\d{4}-\d{2}$/.test(path));
  const script = readFileSync(join(scripts, 'call-sdk.mjs'), 'utf8');
  return {
    name: `${name} ${version}`,
    ...call,
    // passed as text, so that it can import the SDK by name from the working directory
    createCommand: (document) => ({
      file: process.execPath,
      args: [
        ...['--input-type=module', '--eval', script, '--'],
        hasVersions ? `${npmName}/${selectVersion(document)}` : npmName,
      ],
      directory,
    }),
  };
}

function findPythonSdk(directory: string): Consumer | undefined {
  const python = ['bin/python', 'Scripts/python.exe'].map((path) => join(directory, path)).find(existsSync);
  const version = listPythonPackages(directory).flatMap(
    (name) => /^polar_sdk-(.+)\.dist-info$/.exec(name)?.[1] ?? [],
  )[0];
  if (python === undefined || version === undefined) return undefined;
  return {
    name: `polar-sdk ${version}`,
    ...call,
    createCommand: (document) => ({
      file: python,
      args: [
        ...['-I', join(scripts, 'call_sdk.py')],
        version.startsWith('0.') ? 'polar_sdk' : `polar.v${selectVersion(document).replace('-', '_')}`,
      ],
      directory,
    }),
  };
}

/** The installed packages of a virtual environment: `lib/python3.12/site-packages`, on Windows `Lib/site-packages`. */
function listPythonPackages(directory: string): string[] {
  const libraries = listFolder(join(directory, 'lib')).filter((name) => name.startsWith('python'));
  const folders = [...libraries.map((name) => join('lib', name)), 'Lib'];
  return folders.flatMap((folder) => listFolder(join(directory, folder, 'site-packages')));
}

/** The version of the API whose client is called: that of the document, by default the newest. */
const selectVersion = (document: ApiDocument): string =>
  apiVersions.findVersion(document) ?? apiVersions.versions.at(-1)?.name ?? '';

const listFolder = (path: string): string[] => (existsSync(path) ? readdirSync(path) : []);

const readText = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8') : undefined;
