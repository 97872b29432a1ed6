import { Schema } from "effect"

/** One row as a report prints it, every part a string; the format of `truth/*.json` beside the sample reports. */
export const TrueRow = Schema.Struct({
  name: Schema.String,
  value: Schema.String,
  unit: Schema.String,
  reference_low: Schema.NullOr(Schema.String),
  reference_high: Schema.NullOr(Schema.String),
  flag: Schema.String,
  reference_text: Schema.String,
  section: Schema.optionalKey(Schema.String),
  kind: Schema.Literals(["lab", "vital"]),
  note: Schema.optionalKey(Schema.String)
})
export type TrueRow = typeof TrueRow.Type

/** A truth file: every result that a report prints, and nothing else. */
export const Truth = Schema.fromJsonString(Schema.Array(TrueRow))
