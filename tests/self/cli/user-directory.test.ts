import { expect, test } from 'vitest';
import { findUserDirectory } from '../../../cli/user-directory.ts';

const npm = { npm_lifecycle_event: 'test', INIT_CWD: '/home/ada/shop' };

test.each<[string, Record<string, string>, string, string | undefined]>([
  ['npm runs the script in the package for a user elsewhere', npm, '/opt/suite', '/home/ada/shop'],
  ['the user is in the package', { ...npm, INIT_CWD: '/opt/suite/' }, '/opt/suite', undefined],
  ['a process inherits the variables elsewhere', npm, '/tmp/other', undefined],
  ['no script of npm runs', { INIT_CWD: '/home/ada/shop' }, '/opt/suite', undefined],
  ['npm does not give the folder', { npm_lifecycle_event: 'test' }, '/opt/suite', undefined],
])('the folder of the user: %s', (_, env, directory, expected) => {
  expect(findUserDirectory(env, directory, '/opt/suite')).toBe(expected);
});
