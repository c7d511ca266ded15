import { randomUUID } from 'node:crypto';

/** Whether the output is a log of GitHub Actions, whose runner executes commands in it. */
export const isGitHubActions = (): boolean => process.env.GITHUB_ACTIONS === 'true';

/**
 * Makes GitHub's runner ignore workflow commands until the returned function is called: text of the target that is
 * printed could contain some.
 */
export function stopWorkflowCommands(): () => void {
  const token = randomUUID();
  console.log(`::stop-commands::${token}`);
  return () => console.log(`::${token}::`);
}
