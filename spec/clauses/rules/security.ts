import { noProbe, type RuleDefinition } from './rule.ts';

/** Rules against attacks with texts that a server does not control: they arrive in requests or come from a database. */
export const securityRules: readonly RuleDefinition[] = [
  {
    name: 'robustness:missing-values',
    level: 'SHOULD',
    origin: 'CWE-704',
    description: 'no text or URL has `undefined`, `None` or the like in the place of a value',
    unverifiedReason: 'no response was JSON',
  },
  {
    name: 'robustness:forged-host',
    level: 'SHOULD',
    origin: 'OWASP WSTG-INPV-17',
    description: 'no URL of a response has the host of a forged `Host`, `X-Forwarded-Host` or `Forwarded`',
    unverifiedReason: 'no request with a forged host succeeded',
  },
  {
    name: 'robustness:cors',
    level: 'SHOULD',
    origin: 'OWASP WSTG-CLNT-07',
    description: 'an unknown `Origin` is not allowed to send credentials',
    unverifiedReason: noProbe,
  },
  {
    name: 'robustness:trace',
    level: 'SHOULD',
    rfc: 'RFC 9110 section 9.3.8',
    description: 'TRACE does not return the headers of the request',
    unverifiedReason: noProbe,
  },
  {
    name: 'robustness:injection',
    level: 'SHOULD',
    origin: 'OWASP WSTG-INPV',
    description: 'SQL, shell commands, templates, paths and markup in texts cause no server error',
    status: ['2XX', '3XX', '4XX'],
    unverifiedReason: 'no valid request has a text that may be any other',
  },
  {
    name: 'robustness:large-integer',
    level: 'SHOULD',
    appliesTo: 'numbers in the request',
    rfc: 'RFC 8259 section 6',
    description: 'very large integers cause no server error',
    status: ['2XX', '3XX', '4XX'],
    unverifiedReason: 'no valid request has a number without a maximum',
  },
  {
    name: 'robustness:header-injection',
    level: 'SHOULD',
    origin: 'CWE-113',
    description: 'a line break in a text adds no header to the response',
    unverifiedReason: 'no valid request has a text that may contain line breaks',
  },
];
