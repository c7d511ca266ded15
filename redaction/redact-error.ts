import { createRedactor } from './redactor.ts';

/** Matches names of environment variables that hold secrets. */
const secretVariable = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|CONFORMANCE_(HEADER|PROXY)/i;

/**
 * Returns the secret of `SCHEME=VALUE` or `NAME: VALUE`: without the name. What follows a separator in a secret without a
 * name, such as the padding of base64, is too short for one.
 */
const omitName = (text: string): string => /^[^:=]+[:=]\s*(.{8,})$/s.exec(text)?.[1] ?? text;

/**
 * Returns the text of an unexpected error without the secrets that the environment and the arguments contain. For
 * errors outside a client, where no redactor exists.
 */
export function redactError(text: string, env: NodeJS.ProcessEnv, argv: readonly string[]): string {
  const redactor = createRedactor();
  for (const [name, value] of Object.entries(env))
    if (value && value.length >= 8 && secretVariable.test(name))
      addSecretAndParts(`$${name}`, /^CONFORMANCE_(OTHER_)?CREDENTIAL$/.test(name) ? omitName(value) : value);
  argv.forEach((argument, index) => {
    const [, name, value = argv[index + 1]] =
      /^--(header|proxy|(?:other-)?credential|access-token|webhook-secret)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name && value)
      addSecretAndParts(`--${name}`, /^header|credential$/.test(name) ? omitName(value) : value);
  });
  return redactor.redactText(text);

  function addSecretAndParts(label: string, value: string): void {
    redactor.addSecret(label, value);
    for (const part of value.split(/:\s*|[@=;\s]|\/\//))
      if (part.length >= 8) redactor.addSecret(label, part);
  }
}
