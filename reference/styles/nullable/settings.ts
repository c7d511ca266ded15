import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** True if properties without a value are null; else they are absent. */
  showsNulls: boolean;
  /** True if `id` and `createdAt` of a request are ignored; else they are refused (OpenAPI 3.0.4 section 4.7.24.2). */
  ignoresReadOnly: boolean;
  /** The status of an invalid request. */
  invalidStatus: number;
  /** True if errors name no field, with null. */
  hidesFields: boolean;
  /** True if a contact without a body is one without a name, which the server makes up. */
  namesContacts: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ showsNulls: true, ignoresReadOnly: true, invalidStatus: 400 },
  ...{ hidesFields: false, namesContacts: true },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  { id: 'no-nulls', description: 'properties without a value are absent', settings: { showsNulls: false } },
  {
    id: 'read-only',
    description: 'read-only properties are refused',
    settings: { ignoresReadOnly: false },
  },
  { id: 'hidden-fields', description: 'errors name no field', settings: { hidesFields: true } },
  { id: 'no-empty', description: 'a request without a body gets 400', settings: { namesContacts: false } },
  ...pickHttpVariants('float-integers', 'newline', 'options-200', 'slash-redirected', 'rate-limit-headers'),
];
