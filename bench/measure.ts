/** One number that the bench has measured. */
export interface Measure {
  name: string;
  value: number;
  unit: string;
  better: 'more' | 'less';
  /** Ratios of two things measured side by side hold on any machine; other numbers only on this one. */
  isRatio: boolean;
  /** What it has to reach, or to stay below. */
  goal?: number;
}

export interface BenchOptions {
  rounds: number;
  /** How many requests the long run sends. */
  runs: number;
  /** A large OpenAPI document, to see how cost grows with operations. */
  document?: string | undefined;
}

/** Some measures that belong together. */
export interface Section {
  name: string;
  says: string;
  measure(options: BenchOptions): Promise<Measure[]>;
}

const row =
  (isRatio: boolean) =>
  (name: string, value: number, unit: string, better: Measure['better'], goal?: number): Measure => ({
    ...{ name, value, unit, better, isRatio },
    ...(goal !== undefined && { goal }),
  });

/** A measure that holds on any machine. */
export const ratio = row(true);

/** A measure of this machine. */
export const absolute = row(false);
