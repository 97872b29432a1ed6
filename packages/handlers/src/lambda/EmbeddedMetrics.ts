import type { Measurement } from "@serenya/domain/telemetry/Meter"
import { type Unit, unitOf } from "@serenya/domain/telemetry/MetricUnits"

/** A line of the log is also a document of CloudWatch's embedded metric format, which may list so many values of one metric. */
const maxValues = 100

type Target = string | number | Array<number>

/** What one line tells: members of the root that a directive refers to, and the directives. */
interface Line {
  readonly members: Record<string, Target>
  readonly directives: Map<string, { readonly keys: ReadonlyArray<string>; readonly names: Array<string> }>
}

/** The metrics of one deployment stand apart from another's: `serenya-prod-auth` belongs to `serenya-prod`. */
export const namespaceOf = (functionName: string): string => functionName.split("-").slice(0, 2).join("-")

const isAdded = (unit: Unit) => unit === "Count" || unit === "None"

const keysOf = (dimensions: Measurement["dimensions"]) => Object.keys(dimensions).toSorted()

const isTold = ({ directives }: Line, { dimensions, name }: Measurement) =>
  directives.get(keysOf(dimensions).join(" "))?.names.includes(name) === true

/** One name has one value in a line: what differs in a dimension, or is full, goes to another. */
const fits = (line: Line, measured: Measurement): boolean => {
  const { dimensions, name } = measured
  const held = line.members[name]
  const agrees = Object.entries(dimensions).every(([key, value]) => (line.members[key] ?? value) === value)
  if (!agrees || (held !== undefined && !isTold(line, measured))) return false
  return !Array.isArray(held) || held.length < maxValues
}

const tell = (line: Line, { dimensions, name, value }: Measurement) => {
  const held = line.members[name]
  if (isAdded(unitOf(name))) line.members[name] = (typeof held === "number" ? held : 0) + value
  else if (Array.isArray(held)) held.push(value)
  else line.members[name] = [value]
  if (held !== undefined) return
  Object.assign(line.members, dimensions)
  const keys = keysOf(dimensions)
  const id = keys.join(" ")
  const directive = line.directives.get(id)
  if (directive === undefined) line.directives.set(id, { keys, names: [name] })
  else directive.names.push(name)
}

/** Everything that was measured in one invocation, in as few lines as can tell it: counts are added, the rest is listed. */
const linesOf = (measured: ReadonlyArray<Measurement>): ReadonlyArray<Line> => {
  const lines: Array<Line> = []
  for (const one of measured) {
    let line = lines.find((candidate) => fits(candidate, one))
    if (line === undefined) lines.push((line = { members: {}, directives: new Map() }))
    tell(line, one)
  }
  return lines
}

const metadataOf = ({ directives }: Line, Namespace: string, Timestamp: number) => ({
  Timestamp,
  CloudWatchMetrics: Array.from(directives.values(), ({ keys, names }) => ({
    Namespace,
    Dimensions: [keys],
    Metrics: names.map((Name) => ({ Name, Unit: unitOf(Name) }))
  }))
})

/** The lines as JSON; `properties` stand beside the metrics in each, for whoever searches the log. */
export const write = (
  measured: ReadonlyArray<Measurement>,
  namespace: string,
  at: number,
  properties: Readonly<Record<string, unknown>>
): ReadonlyArray<string> =>
  linesOf(measured).map((line) =>
    JSON.stringify({ ...properties, ...line.members, _aws: metadataOf(line, namespace, at) })
  )
