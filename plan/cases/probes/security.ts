import { forgedHosts, forgedOrigin, injectedField, tracedValue } from '../../../spec/openapi/probe-values.ts';
import { createValidRequest, type Probe } from './probe.ts';

const [forgedHost, forwardedHost] = forgedHosts;

const injectionProbe = (rule: string, description: string, texts: readonly string[]): Probe => ({
  rules: [`robustness:${rule}`, ...(rule === 'injection' ? ['protocol:no-server-error'] : [])], // a MUST, so that it is sent before SHOULD cases
  description,
  createRequest: ({ createInjectedRequest }) => createInjectedRequest(texts),
});

/** Probes with texts that some servers take for their own. None has an effect beyond that of the operation. */
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
      if (!input.local) return undefined; // a proxy would send it to another server
      const request = createValidRequest(input);
      return { ...request, headers: [...request.headers, ['Host', forgedHost]] };
    },
  },
  {
    rules: ['robustness:trace'],
    description: 'TRACE instead of the declared method',
    createRequest: ({ template, declaredMethods }) =>
      declaredMethods.has('TRACE')
        ? undefined
        : {
            ...template.request,
            method: 'TRACE',
            headers: [['X-Conformance', tracedValue]],
            credentials: 'none', // RFC 9110 section 9.3.8: a client sends no sensitive data
          },
  },
  injectionProbe('injection', 'SQL, shell commands, templates, a path and markup in all texts', [
    `'";-- {{7*7}} \${7*7} <%= 7*7 %> | $(true) \`true\` ../../x <script>x</script>`,
    `'"; {{7*7}} \${7} $(true) ../x <script>`,
    `'{{7}} ../x`,
    `'`,
  ]),
  injectionProbe('injection', 'NUL in all texts', ['x\u0000y']),
  injectionProbe('header-injection', 'line breaks in all texts', [
    `x\r\n${injectedField}: 1\r\nX-Conformance: y`,
    'x\r\ny',
    'x\n',
  ]),
];
