import { forgedHosts, forgedOrigin, injectedField, tracedValue } from '../../../spec/openapi/probe-values.ts';
import type { HeaderList, RequestSpec } from '../../../spec/openapi/request.ts';
import type { InjectedParts, InjectedValues } from './inject-text.ts';
import { createValidRequest, type Probe, type ProbeInput } from './probe.ts';

const [forgedHost, forwardedHost] = forgedHosts;

const injectionProbe = (
  rule: string,
  description: string,
  values: InjectedValues,
  parts: InjectedParts = 'query and body',
): Probe => ({
  // `no-server-error` is a MUST clause: without it the probe would be sent after all cases of MUST clauses
  rules: [`robustness:${rule}`, ...(rule === 'header-injection' ? [] : ['protocol:no-server-error'])],
  description,
  createRequest: ({ createInjectedRequest }) => createInjectedRequest(values, parts),
});

/** Texts that an unsafe server interprets, the most comprehensive first. */
const code = [
  `'";-- {{7*7}} \${7*7} <%= 7*7 %> | $(true) \`true\` ../../x <script>x</script>`,
  `'"; {{7*7}} \${7} $(true) ../x <script>`,
  `'{{7}} ../x`,
  `'`,
];
const codeDescription = 'SQL, shell commands, templates, a path and markup in all texts';
/** Beyond the range of 64 bits, and within it for numbers that the schema limits to it. */
const largeIntegers = [1e20, 2 ** 62];
const largeDescription = 'a very large integer in all numbers';
const lineBreaks = [`x\r\n${injectedField}: 1\r\nX-Conformance: y`, 'x\r\ny', 'x\n'];

const forwarded: HeaderList = [
  ['X-Forwarded-Host', forwardedHost],
  ['Forwarded', `host=${forwardedHost}`],
  ['Origin', forgedOrigin],
];

const withHeaders = (input: ProbeInput, headers: HeaderList): RequestSpec => {
  const request = createValidRequest(input);
  return { ...request, headers: [...request.headers, ...headers] };
};

/**
 * Probes whose texts an unsafe server interprets, for example as SQL or HTML. None of them changes or deletes data if
 * it is interpreted.
 */
export const securityProbes: readonly Probe[] = [
  {
    rules: ['robustness:forged-host', 'robustness:cors'],
    description: 'forged `Host`, `X-Forwarded-Host`, `Forwarded` and `Origin`',
    // a proxy would interpret `Host` and forward the request to another server
    createRequest: (input) =>
      input.local ? withHeaders(input, [...forwarded, ['Host', forgedHost]]) : undefined,
  },
  {
    // some servers reject a forged `Host`
    rules: ['robustness:forged-host', 'robustness:cors'],
    description: 'forged `X-Forwarded-Host`, `Forwarded` and `Origin`',
    createRequest: (input) => withHeaders(input, forwarded),
  },
  {
    rules: ['robustness:trace'],
    description: 'TRACE instead of the declared method',
    createRequest: ({ template, isDeclared }) =>
      isDeclared('TRACE', template.request.path)
        ? undefined
        : {
            ...template.request,
            method: 'TRACE',
            headers: [['X-Conformance', tracedValue]],
            credentials: 'none', // RFC 9110 section 9.3.8: a TRACE request must not contain sensitive data
          },
  },
  injectionProbe('injection', codeDescription, code),
  injectionProbe('large-integer', largeDescription, largeIntegers),
  injectionProbe('large-integer', `${largeDescription} of the path`, largeIntegers, 'path'),
  injectionProbe('injection', 'NUL in all texts', ['x\u0000y']),
  injectionProbe('header-injection', 'line breaks in all texts', lineBreaks),
  injectionProbe('injection', `${codeDescription} of the path`, code, 'path'),
  injectionProbe('header-injection', 'line breaks in all texts of the path', lineBreaks, 'path'),
  injectionProbe('injection', `${codeDescription} of header fields and cookies`, code, 'header'),
];
