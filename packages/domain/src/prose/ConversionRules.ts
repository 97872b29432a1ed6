import type { Equivalent } from "./Fact.ts"

type Conversion = readonly [from: RegExp, to: ReadonlyArray<string>, factor: number, offset?: number]

/** Conversions that hold whatever was measured. Those between mass and amount of substance need to know what, and are not here. */
const conversions: ReadonlyArray<Conversion> = [
  [/^°?\s?c(?:elsius)?$/i, ["°F", "F", "degrees Fahrenheit"], 1.8, 32],
  [/^°?\s?f(?:ahrenheit)?$/i, ["°C", "C", "degrees Celsius"], 1 / 1.8, -32 / 1.8],
  [/^kg$/i, ["lb", "lbs", "pounds"], 2.204_622_6],
  [/^lbs?$/i, ["kg", "kilograms"], 0.453_592_37],
  [/^cm$/i, ["m", "metres", "meters"], 0.01],
  [/^cm$/i, ["in", "inches"], 0.393_700_79],
  [/^in$/i, ["cm", "centimetres", "centimeters"], 2.54],
  [/^mm\s?hg$/i, ["kPa"], 0.133_322_39],
  [/^g\/dl$/i, ["g/L"], 10],
  [/^g\/l$/i, ["g/dL"], 0.1],
  [/^mg\/dl$/i, ["mg/L"], 10],
  [/^mg\/dl$/i, ["g/L"], 0.01],
  [/^mg\/l$/i, ["mg/dL"], 0.1],
  [/^mmol\/l$/i, ["μmol/L", "umol/L"], 1000],
  [/^[uμ]mol\/l$/i, ["mmol/L"], 0.001]
]

/** A value in the other units that people know it by. */
export const equivalentsOf = (value: number, unit: string): ReadonlyArray<Equivalent> =>
  conversions.flatMap(([from, to, factor, offset = 0]) =>
    from.test(unit.normalize("NFKC").trim()) ? to.map((unit) => ({ value: value * factor + offset, unit })) : []
  )
