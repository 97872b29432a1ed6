import { type DimensionsOf, type Metric, type MetricName, metrics } from "@serenya/domain/telemetry/MetricCatalogue"

/** What the functions of one deployment tell CloudWatch in their logs; the beginning of their names is its namespace. */
export const Metrics = {
  catalogue: metrics satisfies Readonly<Record<string, Metric>>,
  namespaceOf: (stage: string): string => `serenya-${stage}`,
  /** Which function it was, where a metric is told apart by that. */
  functionDimension: "function"
} as const

/** A metric of ours by its name, and the values that pick one of its series. */
export type Name = MetricName
export type Values<N extends Name> = DimensionsOf<N>
