import { isRepository } from '../spec/package-root.ts';

/** How a user starts a subcommand: with the scripts of the repository, or with the program of the package. */
export function getInvocation(subcommand?: 'reference' | 'compare'): string {
  if (isRepository) return subcommand === undefined ? 'npm test --' : `npm run ${subcommand} --`;
  return ['npx polar-conformance', ...(subcommand === undefined ? [] : [subcommand])].join(' ');
}
