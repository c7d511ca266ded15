import type { Exchange } from '../spec/openapi/exchange.ts';
import type { Binding } from '../spec/openapi/scenario.ts';
import { formatCurl, quoteShell } from './curl.ts';

/**
 * A shell script that sends the requests of a scenario in order. Ids that a response has are assigned to variables, for
 * which the script needs Node.js. Undefined if a request has no curl command.
 */
export function formatCurlScript(steps: readonly Exchange[]): string | undefined {
  const ordered = steps.toSorted((a, b) => a.id - b.id);
  const variables = nameVariables(ordered);
  const lines = ordered.map((exchange) => {
    const command = formatCurl(exchange);
    if (command === undefined) return undefined;
    const own = [...variables].filter(([{ source }]) => source === exchange.case.id);
    const bound = useVariables(command, exchange, variables);
    const [first] = own;
    if (!first) return bound;
    const [binding, name] = first;
    const member = binding.expression
      .replace('$response.body#/', '')
      .split('/')
      .map((token) => `[${JSON.stringify(token)}]`)
      .join('');
    const read = `node -pe 'encodeURIComponent(JSON.parse(require("fs").readFileSync(0))${member})'`;
    return `${name}=$(${bound.replace('curl -isS', 'curl -sS')} | ${read})`;
  });
  return lines.includes(undefined) ? undefined : lines.join('\n');
}

/** Names a variable for each value that a response body has. */
function nameVariables(steps: readonly Exchange[]): Map<Binding, string> {
  const names = new Map<Binding, string>();
  for (const binding of steps.flatMap((exchange) => exchange.case.step?.bindings ?? [])) {
    const isKnown = [...names.keys()].some(
      ({ source, name }) => source === binding.source && name === binding.name,
    );
    if (isKnown || binding.in === 'query' || !binding.expression.startsWith('$response.body#/')) continue;
    const name = binding.name.replace(/\W/g, '_');
    const count = [...names.values()].filter((each) => each.startsWith(name)).length;
    names.set(binding, count === 0 ? name : `${name}${count + 1}`);
  }
  return names;
}

/** Replaces the values of the URL's path by their variables. */
function useVariables(
  command: string,
  { sent, case: { step } }: Exchange,
  variables: ReadonlyMap<Binding, string>,
): string {
  let url = sent.url;
  for (const { source, name, value } of step?.bindings ?? []) {
    const variable = [...variables].find(
      ([binding]) => binding.source === source && binding.name === name,
    )?.[1];
    if (variable !== undefined) url = replaceSegment(url, encodeURIComponent(value), `\${${variable}}`);
  }
  return url === sent.url || /["`\\]/.test(url) ? command : command.replace(quoteShell(sent.url), `"${url}"`);
}

/** Replaces a segment of the path of a URL. */
function replaceSegment(url: string, segment: string, replacement: string): string {
  const [before = '', ...query] = url.split('?');
  const segments = before
    .split('/')
    .map((each, index) => (index > 2 && each === segment ? replacement : each));
  return [segments.join('/'), ...query].join('?');
}
