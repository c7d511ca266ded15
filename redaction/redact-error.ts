import { createRedactor } from './redactor.ts';

/** What an environment calls its secrets. */
const secretName = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|CONFORMANCE_(HEADER|PROXY)/i;

/**
 * A text of unknown origin, fit to be printed: without the secrets of the environment and of the arguments. For what goes
 * wrong where no client knows them yet.
 */
export function withoutSecrets(text: string, env: NodeJS.ProcessEnv, argv: readonly string[]): string {
  const redactor = createRedactor();
  for (const [name, value] of Object.entries(env))
    if (value && value.length >= 8 && secretName.test(name)) concealEach(`$${name}`, value);
  argv.forEach((word, at) => {
    const [, name, value = argv[at + 1]] = /^--(header|proxy)(?:=(.*))?$/s.exec(word) ?? [];
    if (name && value) concealEach(`--${name}`, value);
  });
  return redactor.text(text);

  function concealEach(label: string, value: string): void {
    redactor.conceal(label, value);
    for (const part of value.split(/:\s*|[@\s]|\/\//)) if (part.length >= 8) redactor.conceal(label, part);
  }
}
