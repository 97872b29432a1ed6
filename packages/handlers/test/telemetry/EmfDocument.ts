import { Schema } from "effect"

const text = (maximum: number) => Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(maximum))

const Definition = Schema.Struct({
  Name: text(1024),
  Unit: Schema.Literals(["Count", "Milliseconds", "Seconds", "None"])
})

const Directive = Schema.Struct({
  Namespace: text(1024),
  /** A set may be empty, and then the metric has no dimension. */
  Dimensions: Schema.Array(Schema.Array(text(250)).check(Schema.isMaxLength(30))).check(Schema.isMinLength(1)),
  Metrics: Schema.Array(Definition).check(Schema.isMaxLength(100))
})

const Metadata = Schema.Struct({ Timestamp: Schema.Int, CloudWatchMetrics: Schema.Array(Directive) })

const decode = Schema.decodeUnknownSync(Metadata, { onExcessProperty: "error" })

export interface Sample {
  readonly namespace: string
  readonly name: string
  readonly unit: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly values: ReadonlyArray<number>
}

const isNumbers = (value: unknown): value is ReadonlyArray<number> =>
  Array.isArray(value) && value.length >= 1 && value.length <= 100 && value.every((one) => Number.isFinite(one))

const valuesAt = (line: Readonly<Record<string, unknown>>, name: string): ReadonlyArray<number> => {
  const value = line[name]
  if (typeof value === "number" && Number.isFinite(value)) return [value]
  if (isNumbers(value)) return value
  throw new Error(`${name} is no number, and no list of 1 to 100`)
}

const dimensionAt = (line: Readonly<Record<string, unknown>>, key: string): string => {
  const value = line[key]
  if (typeof value === "string" && value.length >= 1 && value.length <= 1024) return value
  throw new Error(`${key} is no text`)
}

/**
 * What CloudWatch takes out of a line: a reading of the embedded metric format's specification and its JSON schema
 * (docs.aws.amazon.com, "Specification: Embedded metric format") that throws where the line breaks it.
 */
export const samplesIn = (line: Readonly<Record<string, unknown>>): ReadonlyArray<Sample> =>
  decode(line["_aws"]).CloudWatchMetrics.flatMap(({ Dimensions, Metrics, Namespace }) =>
    Dimensions.flatMap((keys) =>
      Metrics.map(({ Name, Unit }) => ({
        namespace: Namespace,
        name: Name,
        unit: Unit,
        dimensions: Object.fromEntries(keys.map((key) => [key, dimensionAt(line, key)])),
        values: valuesAt(line, Name)
      }))
    )
  )
