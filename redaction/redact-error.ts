import { createRedactor } from './redactor.ts';

/** Matches names of environment variables that hold secrets. */
const secretVariable = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|CONFORMANCE_(HEADER|PROXY)/i;

/**
 * Returns the text of an unexpected error without the secrets that the environment and the arguments contain. For
 * errors outside a client, where no redactor exists.
 */
export function redactError(text: string, env: NodeJS.ProcessEnv, argv: readonly string[]): string {
  const redactor = createRedactor();
  for (const [name, value] of Object.entries(env))
    if (value && value.length >= 8 && secretVariable.test(name)) addSecretAndParts(`$${name}`, value);
  argv.forEach((argument, index) => {
    const [, name, value = argv[index + 1]] =
      /^--(header|proxy|credential|access-token|webhook-secret)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name && value) addSecretAndParts(`--${name}`, value);
  });
  return redactor.redactText(text);

  function addSecretAndParts(label: string, value: string): void {
    redactor.addSecret(label, value);
    for (const part of value.split(/:\s*|[@=;\s]|\/\//))
      if (part.length >= 8) redactor.addSecret(label, part);
  }
}
