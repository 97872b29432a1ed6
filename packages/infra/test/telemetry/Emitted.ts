import { readFileSync } from "node:fs"
import { join } from "node:path"

interface Directive {
  readonly Namespace: string
  readonly Dimensions: ReadonlyArray<ReadonlyArray<string>>
  readonly Metrics: ReadonlyArray<{ readonly Name: string }>
}

interface Line {
  readonly _aws: { readonly CloudWatchMetrics: ReadonlyArray<Directive> }
  readonly [member: string]: unknown
}

/** One value, and the series that it belongs to. */
export interface Sample {
  readonly series: string
  readonly name: string
  readonly value: number
}

/** Names a series; what is queried and what is emitted are the same series only if this is the same. */
export const seriesOf = (namespace: string, name: string, dimensions: Readonly<Record<string, unknown>>): string =>
  [
    namespace,
    name,
    ...Object.entries(dimensions)
      .map(([key, value]) => `${key}=${String(value)}`)
      .toSorted()
  ].join(" ")

const numbersIn = (value: unknown): ReadonlyArray<number> =>
  (Array.isArray(value) ? value : [value]).filter((one): one is number => typeof one === "number")

const samplesIn = (line: Line): ReadonlyArray<Sample> =>
  line._aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics, Namespace }) =>
    Dimensions.flatMap((keys) =>
      Metrics.flatMap(({ Name }) =>
        numbersIn(line[Name]).map((value) => ({
          series: seriesOf(Namespace, Name, Object.fromEntries(keys.map((key) => [key, line[key]]))),
          name: Name,
          value
        }))
      )
    )
  )

/** What the real handlers print in each of their scenes: `packages/handlers/test/telemetry` writes it and holds it to the code. */
const lines: Readonly<Record<string, ReadonlyArray<Line>>> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../handlers/test/telemetry/Emitted.snap"), "utf8")
)

/** What CloudWatch takes out of it, scene by scene. */
export const scenes: Readonly<Record<string, ReadonlyArray<Sample>>> = Object.fromEntries(
  Object.entries(lines).map(([scene, of]) => [scene, of.flatMap(samplesIn)])
)
