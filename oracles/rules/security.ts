import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { forgedHosts, forgedOrigin, injectedField, tracedValue } from '../../spec/openapi/probe-values.ts';
import { getHeader, type Oracle } from '../check-context.ts';

/** Matches the texts that languages print for a missing value, as a whole string or as a part of a URL. */
const missingValue =
  /"(?:None|null|undefined|NaN)"(?!\s*:)|"(?:https?:)?\/[^"\s]*[/=](?:None|null|undefined|NaN)(?=["/?&#])|\[object \w+\]/;
const missingInUrl = /[/=](?:None|null|undefined|NaN)(?=[>/?&#]|$)|\[object \w+\]/;
const words = /None|null|undefined|NaN|\[object \w+\]/;

/** Whether the text occurs in the document, for example in an enum, so that it is not printed by mistake. */
function isDocumented({ responses }: OperationModel, text: string): boolean {
  const [root] = responses.values();
  return root !== undefined && printDocument(root.message.contract).includes(`"${text}"`);
}

/** Returns the document as JSON, without the names of types: one of them is `null`. */
const printDocument = memoize(({ document }: Contract): string =>
  JSON.stringify(document).replace(/"type":(?:\[[^\]]*\]|"[^"]*")/g, ''),
);

/**
 * Removes the value null from a JSON text, where it is correct, but not the text "null". An error may print it: "Input tag
 * 'None' found".
 */
const withoutNull = (text: string): string => text.replace(/(?<!")\bnull\b(?!")/g, '');

/** The oracles of rules about texts that a server does not control. */
export const security: Readonly<Record<string, Oracle>> = {
  'robustness:missing-values': ({ response, exchange, model }) => {
    const isOurs = (match: string): boolean => {
      const { url, body = '' } = exchange.sent;
      const word = words.exec(match)?.[0] ?? match;
      const isPrintedNull =
        response.status >= 400 && ['None', 'null'].includes(word) && withoutNull(body) !== body;
      return isPrintedNull || `${url} ${withoutNull(body)}`.includes(word) || isDocumented(model, word);
    };
    for (const name of ['location', 'link'] as const) {
      const value = getHeader(response, name).join(', ');
      if (missingInUrl.test(value) && !isOurs(missingInUrl.exec(value)?.[0] ?? ''))
        return {
          location: `header ${name}`,
          expected: 'a URL with all its values',
          received: { words: value.slice(0, 200) },
        };
    }
    const match = response.body.json && missingValue.exec(response.body.text)?.[0];
    if (!match || isOurs(match)) return response.body.json ? 'pass' : undefined;
    return {
      location: 'body',
      expected: 'a value, null, or no property',
      received: { words: match.slice(0, 200) },
    };
  },

  'robustness:forged-host': ({ response, exchange }) => {
    if (exchange.case.role !== 'robustness:forged-host' || response.status >= 400) return undefined;
    const texts = [...response.headers.map(([, value]) => value), response.body.text];
    const host = forgedHosts.find((each) =>
      texts.some((text) => text.replaceAll('\\/', '/').includes(`//${each}`)),
    );
    if (host === undefined) return 'pass';
    return {
      location: 'body',
      expected: 'URLs of the server',
      received: { words: `a URL of the forged host ${host}` },
    };
  },

  'robustness:cors': ({ response, exchange }) => {
    const [origin] = getHeader(response, 'access-control-allow-origin');
    const isForged = exchange.case.role === 'robustness:forged-host';
    const hasCredentials = getHeader(response, 'access-control-allow-credentials')[0] === 'true';
    if (hasCredentials && (origin === 'null' || (isForged && origin === forgedOrigin)))
      return {
        location: 'header access-control-allow-origin',
        expected: 'no unknown origin together with credentials',
        received: { words: origin },
      };
    return isForged ? 'pass' : undefined;
  },

  'robustness:trace': ({ response, exchange }) => {
    if (exchange.case.role !== 'robustness:trace') return undefined;
    const isEchoed = response.status < 300 && response.body.text.includes(tracedValue);
    if (!isEchoed) return 'pass';
    return { location: 'body', expected: 'no header of the request', received: { words: tracedValue } };
  },

  'robustness:header-injection': ({ response, exchange }) => {
    if (exchange.case.role !== 'robustness:header-injection') return undefined;
    const [value] = getHeader(response, injectedField.toLowerCase());
    if (value === undefined) return 'pass';
    return {
      location: `header ${injectedField.toLowerCase()}`,
      expected: 'no header from the text of a request',
      received: { words: value },
    };
  },
};
