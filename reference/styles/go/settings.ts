import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** True if a query with other parameters than the document's is refused. */
  refusesUnknownParameters: boolean;
  /** True if an empty list is null. */
  showsNullLists: boolean;
  /** True if a job has an exit code before it has ended. */
  showsExitCode: boolean;
  /** True if a job that was cancelled cannot be cancelled again. */
  cancelsOnce: boolean;
  /** The status of an invalid request. */
  invalidStatus: number;
  /** True if an error ends with a line break, as `http.Error` writes it. */
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
    description: 'other query parameters than the document has are refused',
    settings: { refusesUnknownParameters: true },
  },
  { id: 'empty-lists', description: 'an empty list is not null', settings: { showsNullLists: false } },
  { id: 'exit-codes', description: 'jobs have an exit code', settings: { showsExitCode: true } },
  {
    id: 'cancels-once',
    description: 'a cancelled job cannot be cancelled',
    settings: { cancelsOnce: true },
  },
  { id: 'invalid-422', description: 'invalid requests get 422', settings: { invalidStatus: 422 } },
  { id: 'open-lines', description: 'errors have no line break', settings: { endsLines: false } },
  ...pickHttpVariants('rate-limited', 'text-404', 'newline', 'slash-redirected', 'options-405'),
];
