import type { SchemaPointer } from '../json.ts';

/** A line of a file, printed as `spec/openapi.yaml:57`. Lines count from 1. */
export interface SourceLine {
  file: string;
  line: number;
  /**
   * The pointer in the original file. Set if the document was converted from another version, which moved the value.
   */
  pointer?: SchemaPointer;
}

/** Returns the line of the value at a pointer, or of its closest ancestor that has a line. */
export type Locate = (pointer: SchemaPointer) => SourceLine;

/** A defect of a document. The description is a predicate: "is not a JSON value". */
export interface Defect {
  schemaPointer: SchemaPointer;
  source: SourceLine;
  description: string;
}

export type UnlocatedDefect = Omit<Defect, 'source'>;

export const locateDefect = (defect: UnlocatedDefect, locate: Locate): Defect => ({
  ...defect,
  source: locate(defect.schemaPointer),
});
