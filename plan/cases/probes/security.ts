import { forgedHosts, forgedOrigin, injectedField, tracedValue } from '../../../spec/openapi/probe-values.ts';
import type { InjectedParts } from './inject-text.ts';
import { createValidRequest, type Probe } from './probe.ts';

const [forgedHost, forwardedHost] = forgedHosts;

const injectionProbe = (
  rule: string,
  description: string,
  texts: readonly string[],
  parts: InjectedParts = 'query and body',
): Probe => ({
  // `no-server-error` is a MUST clause: without it the probe would be sent after all cases of MUST clauses
  rules: [`robustness:${rule}`, ...(rule === 'injection' ? ['protocol:no-server-error'] : [])],
  description,
  createRequest: ({ createInjectedRequest }) => createInjectedRequest(texts, parts),
});

/** Texts that an unsafe server interprets, the most comprehensive first. */
const code = [
  `'";-- {{7*7}} \${7*7} <%= 7*7 %> | $(true) \`true\` ../../x <script>x</script>`,
  `'"; {{7*7}} \${7} $(true) ../x <script>`,
  `'{{7}} ../x`,
  `'`,
];
const codeDescription = 'SQL, shell commands, templates, a path and markup in all texts';
const lineBreaks = [`x\r\n${injectedField}: 1\r\nX-Conformance: y`, 'x\r\ny', 'x\n'];

/**
 * Probes whose texts an unsafe server interprets, for example as SQL or HTML. None of them changes or deletes data if
 * it is interpreted.
 */
export const securityProbes: readonly Probe[] = [
  {
    rules: ['robustness:forged-host', 'robustness:cors'],
    description: 'forged `X-Forwarded-Host`, `Forwarded` and `Origin`',
    createRequest: (input) => {
      const request = createValidRequest(input);
      const forged = [
        ['X-Forwarded-Host', forwardedHost],
        ['Forwarded', `host=${forwardedHost}`],
        ['Origin', forgedOrigin],
      ] as const;
      return { ...request, headers: [...request.headers, ...forged] };
    },
  },
  {
    rules: ['robustness:forged-host'],
    description: 'a forged `Host`',
    createRequest: (input) => {
      // a proxy would interpret the header and forward the request to another server
      if (!input.local) return undefined;
      const request = createValidRequest(input);
      return { ...request, headers: [...request.headers, ['Host', forgedHost]] };
    },
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
  injectionProbe('injection', 'NUL in all texts', ['x\u0000y']),
  injectionProbe('header-injection', 'line breaks in all texts', lineBreaks),
  injectionProbe('injection', `${codeDescription} of the path`, code, 'path'),
  injectionProbe('header-injection', 'line breaks in all texts of the path', lineBreaks, 'path'),
  injectionProbe('injection', `${codeDescription} of header fields and cookies`, code, 'header'),
];
