import type { Drawing } from "./Drawing.ts"
import type { Seeded } from "./Seeded.ts"
import type { Sheet } from "./Sheet.ts"
import type { TrueRow } from "./Truth.ts"

/** A way to set results on paper, as some laboratory does it. Returns what it printed. */
export type Layout = (sheet: Sheet, drawing: Drawing, random: Seeded) => ReadonlyArray<TrueRow>

/** Short marks, in the forms laboratories use; none for what lies inside. */
export const marks = {
  letters: { low: "L", high: "H", abnormal: "A" },
  stars: { low: "*", high: "*", abnormal: "*" },
  arrows: { low: "↓", high: "↑", abnormal: "*" },
  signs: { low: "-", high: "+", abnormal: "*" }
} as const

export type Marks = Readonly<Record<"low" | "high" | "abnormal", string>>
