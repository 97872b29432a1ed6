import type { Measurement } from "./Measurement.ts"
import type { Trend } from "./Trend.ts"

/** What a report is about: all that is computed from the device's data. */
export interface History {
  readonly trends: ReadonlyArray<Trend>
  readonly measurements: ReadonlyArray<Measurement>
  /** How many entries say what another one says. */
  readonly repeated: number
  /** What has values in units that cannot become each other. */
  readonly apart: ReadonlyArray<string>
}
