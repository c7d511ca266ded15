import { isObject, type Json } from '../spec/json.ts';
import type { Parameter } from '../spec/openapi/contract.ts';

const text = (value: Json): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value === null ? '' : String(value);

/** Everything but the unreserved characters of RFC 3986 section 2.3: safe in a path segment and in a query. */
export const encoded = (value: string): string =>
  encodeURIComponent(value).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

type Style = (parameter: Parameter, value: Json) => string;

/** The value's parts: its items, or its names and values, or itself. */
function parts(
  value: Json,
  encode: (part: string) => string,
): { list?: string[]; pairs?: [string, string][]; one: string } {
  if (Array.isArray(value)) return { list: value.map((item) => encode(text(item))), one: '' };
  if (isObject(value)) {
    return {
      pairs: Object.entries(value).map(([name, inner]) => [encode(name), encode(text(inner as Json))]),
      one: '',
    }; // JSON
  }
  return { one: encode(text(value)) };
}

const separated =
  (separator: string): Style =>
  ({ name, explode }, value) => {
    const { list, pairs, one } = parts(value, encoded);
    const key = encoded(name);
    if (list)
      return explode ? list.map((item) => `${key}=${item}`).join('&') : `${key}=${list.join(separator)}`;
    if (pairs && explode) return pairs.map((pair) => pair.join('=')).join('&');
    return `${key}=${pairs ? pairs.flat().join(separator) : one}`;
  };

const inPath =
  (prefix: (name: string) => string, between: (name: string) => string): Style =>
  ({ name, explode }, value) => {
    const { list, pairs, one } = parts(value, encoded);
    const joint = explode ? between(name) : ',';
    if (list) return prefix(name) + list.join(joint);
    if (pairs === undefined) return prefix(name) + one;
    return explode && between(name).startsWith(';')
      ? pairs.map((pair) => `;${pair.join('=')}`).join('')
      : prefix(name) + pairs.map((pair) => pair.join(explode ? '=' : ',')).join(explode ? joint : ',');
  };

/** How a parameter's value is written (OpenAPI 3.1.1, 4.8.12.3), by style. */
const styles: Readonly<Record<string, Style>> = {
  simple: inPath(
    () => '',
    () => ',',
  ),
  label: inPath(
    () => '.',
    () => '.',
  ),
  matrix: inPath(
    (name) => `;${encoded(name)}=`,
    (name) => `;${encoded(name)}=`,
  ),
  form: separated(','),
  spaceDelimited: separated('%20'),
  pipeDelimited: separated('%7C'),
  deepObject: ({ name }, value) =>
    (parts(value, encoded).pairs ?? [])
      .map(([key, inner]) => `${encoded(name)}%5B${key}%5D=${inner}`)
      .join('&'),
};

/** A parameter as it stands in the path or query, by its style; of `form`, its name included. */
export function written(parameter: Parameter, value: Json): string {
  const style = styles[parameter.style] ?? styles.form;
  return style === undefined ? '' : style(parameter, value);
}

/** A header's value (`simple` style), not percent-encoded. */
export function headerText(value: Json, explode: boolean): string {
  const { list, pairs, one } = parts(value, (part) => part);
  return list?.join(',') ?? pairs?.map((pair) => pair.join(explode ? '=' : ',')).join(',') ?? one;
}
