import type { Line } from "./LineRules.ts"
import { nameOf } from "./NameRules.ts"
import { unitOfRange } from "./RangeRules.ts"
import { unitInName } from "./UnitRules.ts"
import type { PrintedValue } from "./ValueRules.ts"

/** A result or vital sign as printed, and the lines it was read from. */
export interface Row {
  readonly name: string
  readonly valueText: string
  readonly unit: string
  readonly reference: string
  readonly flag: string
  readonly section: string
  readonly kind: "number" | "word"
  /** Whether a table's heading said what each part is; otherwise the wording of the line did. */
  readonly tabled: boolean
  readonly lines: ReadonlyArray<Line>
}

export const rowOf = (
  name: string,
  value: PrintedValue,
  section: string,
  lines: ReadonlyArray<Line>,
  tabled: boolean
): Row => ({
  name: nameOf(name),
  valueText: value.text,
  unit: [value.unit, unitOfRange(value.reference), unitInName(nameOf(name))].find((unit) => unit !== "") ?? "",
  reference: value.reference,
  flag: value.flag,
  section,
  kind: value.kind,
  tabled,
  lines
})
