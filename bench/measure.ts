export interface Measure {
  name: string;
  value: number;
  unit: string;
  better: 'more' | 'less';
  /** True if the value compares two things measured side by side. Ratios are comparable between machines. */
  isRatio: boolean;
  /** The minimum if more is better, otherwise the maximum. */
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

/** A measure that is comparable between machines. */
export const ratio = createMeasure(true);

/** A measure of the current machine. */
export const absolute = createMeasure(false);
