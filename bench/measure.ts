export interface Measure {
  name: string;
  value: number;
  unit: string;
  better: 'more' | 'less';
  /**
   * Whether the value is the quotient of two things that were measured side by side. Such values are comparable between
   * machines.
   */
  isRatio: boolean;
  /** The goal for the value: a minimum if more is better, else a maximum. */
  goal?: number;
}

export interface BenchOptions {
  rounds: number;
  /** The number of requests of the long run. */
  runs: number;
  /** A large OpenAPI document, for measuring how cost grows with the number of operations. */
  document?: string | undefined;
}

/** A group of related measures. */
export interface Section {
  name: string;
  description: string;
  measure(options: BenchOptions): Promise<Measure[]>;
}

const createMeasure =
  (isRatio: boolean) =>
  (name: string, value: number, unit: string, better: Measure['better'], goal?: number): Measure => ({
    ...{ name, value, unit, better, isRatio },
    ...(goal !== undefined && { goal }),
  });

/** Creates a measure that is comparable between machines. */
export const ratio = createMeasure(true);

/** Creates a measure that is comparable only on one machine. */
export const absolute = createMeasure(false);
