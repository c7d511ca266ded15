import { detectSessionCookies } from '../../redaction/detect-secrets.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import type { SecurityScheme } from '../../spec/openapi/contract.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import type { HeaderList } from '../../spec/openapi/request.ts';
import { parseUrl } from '../../spec/parse-url.ts';

/** Shorter values are not replaced: they would also be replaced where they occur by chance. */
const MIN_SECRET_LENGTH = 8;

/**
 * Replaces the secrets of recorded exchanges by placeholders: credentials of the requests, and the secrets that responses
 * and payloads of deliveries contain.
 * @param schemes the security schemes of the contract, which name the headers and query parameters of API keys
 */
export function redactRecorded<Recorded extends RecordedExchange>(
  exchanges: readonly Recorded[],
  schemes: readonly SecurityScheme[],
  redactor: Redactor,
): Recorded[] {
  for (const { sent } of exchanges)
    for (const secret of listCredentials(sent, schemes))
      if (secret.length >= MIN_SECRET_LENGTH && !isPlaceholder(secret))
        redactor.addSecret('credential', secret);
  for (const { id, sent, response, delivery } of exchanges) {
    if (delivery)
      redactor.learnSecrets(
        id,
        { text: delivery.body.text, ...(delivery.body.json && { json: delivery.body.json.value }) },
        sent.url,
      );
    if (response)
      redactor.learnSecrets(
        id,
        {
          text: [response.body.text, ...response.headers.map(([, value]) => value)].join('\n'),
          cookies: detectSessionCookies(response.headers),
          ...(response.body.json && { json: response.body.json.value }),
        },
        [sent.url, sent.body ?? ''].join('\n'),
      );
  }
  return exchanges.map((exchange) => redactOne(exchange, redactor));
}

/** Whether a value was already replaced: recordings of this suite hold no secrets. */
const isPlaceholder = (text: string): boolean => /^‹.*›$/.test(text);

function listCredentials(
  { url, headers }: RecordedExchange['sent'],
  schemes: readonly SecurityScheme[],
): string[] {
  const keys = schemes.flatMap(({ parameter }) => parameter ?? []);
  const isSecret = (name: string): boolean =>
    keys.some((key) => key.toLowerCase() === name.toLowerCase()) || /auth|token|secret|api-?key/i.test(name);
  const query = [...(parseUrl(url)?.searchParams ?? [])].flatMap(([name, value]) =>
    isSecret(name) ? [value] : [],
  );
  const fields = headers.flatMap(([name, value]) => {
    if (name.toLowerCase() === 'cookie') return value.split(/; */).map((pair) => pair.replace(/^[^=]*=/, ''));
    // without the scheme of `Bearer abc`, which is no secret
    return isSecret(name) ? [value.replace(/^(?:bearer|basic)(?: +|$)/i, '')] : [];
  });
  return [...query, ...fields];
}

/** Replaces the secrets of one exchange, with one search in all its texts. */
function redactOne<Recorded extends RecordedExchange>(exchange: Recorded, redactor: Redactor): Recorded {
  const { sent, sentJson, response, comment, delivery } = exchange;
  const json = response?.body.json;
  const texts = [sent.url, sent.body ?? '', response?.body.text ?? '', comment ?? ''];
  const listValues = (headers: HeaderList = []) => headers.map(([, value]) => value);
  const [url = '', body = '', text = '', note = '', ...values] = redactor.redactTexts([
    ...texts,
    ...listValues(sent.headers),
    ...listValues(response?.headers),
  ]);
  const withValues = (headers: HeaderList, from: number): HeaderList =>
    headers.map(([name], index) => [name, values[from + index] ?? ''] as const);
  return {
    ...exchange,
    sent: { ...sent, url, headers: withValues(sent.headers, 0), ...(sent.body !== undefined && { body }) },
    ...(sentJson && { sentJson: { value: redactor.redactJson(sentJson.value, sent.body ?? '', body) } }),
    ...(response && {
      response: {
        ...response,
        headers: withValues(response.headers, sent.headers.length),
        body: {
          ...response.body,
          text,
          ...(json && { json: { value: redactor.redactJson(json.value, response.body.text, text) } }),
        },
      },
    }),
    ...(delivery && {
      delivery: {
        ...delivery,
        body: {
          ...delivery.body,
          text: body,
          ...(delivery.body.json && {
            json: { value: redactor.redactJson(delivery.body.json.value, sent.body ?? '', body) },
          }),
        },
      },
    }),
    ...(comment !== undefined && { comment: note }),
  };
}
