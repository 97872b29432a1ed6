import { Context, Effect } from "effect"
import type { DimensionsOf, MetricName } from "./MetricCatalogue.ts"

/** One value of one metric. */
export interface Measurement {
  readonly name: MetricName
  readonly value: number
  readonly dimensions: Readonly<Record<string, string>>
}

/** Dimensions may be left out where there are none; the value, where one is counted. */
type Told<Name extends MetricName> =
  {} extends DimensionsOf<Name>
    ? readonly [dimensions?: {}, value?: number]
    : readonly [dimensions: DimensionsOf<Name>, value?: number]

/** A measurement that the catalogue knows; a name, a dimension or a value of one that it does not know does not compile. */
export const measurement = <Name extends MetricName>(
  name: Name,
  ...[dimensions, value = 1]: Told<Name>
): Measurement => ({ name, value, dimensions: { ...dimensions } })

/** Port: hears what is counted. Never fails, and holds nobody up. Where nobody provides it, nothing is counted. */
export const Meter = Context.Reference<{ record(measured: Measurement): void }>("@serenya/domain/telemetry/Meter", {
  defaultValue: () => ({ record: () => undefined })
})

/** Tells whoever listens to this fiber. */
export const record = (measured: Measurement): Effect.Effect<void> =>
  Effect.map(Meter, (meter) => meter.record(measured))

/** Counts, or measures, what the catalogue knows by this name. */
export const count = <Name extends MetricName>(name: Name, ...told: Told<Name>): Effect.Effect<void> =>
  record(measurement(name, ...told))
