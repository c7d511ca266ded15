import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** Whether undocumented query parameters are rejected. */
  refusesUnknownParameters: boolean;
  /** Whether an empty list is null. */
  showsNullLists: boolean;
  /** Whether a job has an exit code before it has ended. */
  showsExitCode: boolean;
  /** Whether cancelling a cancelled job is rejected. */
  cancelsOnce: boolean;
  /** The status of an invalid request. */
  invalidStatus: number;
  /** Whether an error text ends with a line break, as with `http.Error`. */
  endsLines: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ refusesUnknownParameters: false, showsNullLists: true, showsExitCode: false },
  ...{ cancelsOnce: false, invalidStatus: 400, endsLines: true },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  {
    id: 'known-parameters',
    description: 'undocumented query parameters are rejected',
    settings: { refusesUnknownParameters: true },
  },
  {
    id: 'empty-lists',
    description: 'an empty list is an array instead of null',
    settings: { showsNullLists: false },
  },
  {
    id: 'exit-codes',
    description: 'jobs have an exit code before they have ended',
    settings: { showsExitCode: true },
  },
  {
    id: 'cancels-once',
    description: 'cancelling a cancelled job is rejected',
    settings: { cancelsOnce: true },
  },
  { id: 'invalid-422', description: 'invalid requests get 422', settings: { invalidStatus: 422 } },
  { id: 'open-lines', description: 'errors do not end with a line break', settings: { endsLines: false } },
  ...pickHttpVariants('rate-limited', 'text-404', 'newline', 'slash-redirected', 'options-405'),
];
