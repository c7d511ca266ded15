import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** Whether properties without a value are null, instead of absent. */
  showsNulls: boolean;
  /** Whether `id` and `createdAt` in a request are ignored, instead of rejected (OpenAPI 3.0.4 section 4.7.24.2). */
  ignoresReadOnly: boolean;
  /** The status of an invalid request. */
  invalidStatus: number;
  /** Whether the field of an error is null. */
  hidesFields: boolean;
  /** Whether a contact can be created without a body. The server then generates its name. */
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
  { id: 'hidden-fields', description: 'the field of an error is null', settings: { hidesFields: true } },
  { id: 'no-empty', description: 'a request without a body gets 400', settings: { namesContacts: false } },
  ...pickHttpVariants('float-integers', 'newline', 'options-200', 'slash-redirected', 'rate-limit-headers'),
];
