import type { Layout } from "./Layout.ts"
import { blocks, cards, labelLines, leaders, sideBySide, typewriter } from "./layouts/Forms.ts"
import { capitals, interpreted, twoUnits, unheaded, wavering } from "./layouts/Hard.ts"
import {
  cumulative,
  fiveColumns,
  flushRight,
  inAndOut,
  lowAndHigh,
  markBefore,
  numberedRows,
  statusWords,
  unitsInName,
  unitsInRange,
  unitsInResult,
  wrappedNames
} from "./layouts/Tables.ts"

/** Every layout by its name. */
export const layouts: Readonly<Record<string, Layout>> = {
  fiveColumns,
  flushRight,
  markBefore,
  unitsInRange,
  unitsInResult,
  lowAndHigh,
  statusWords,
  wrappedNames,
  numberedRows,
  cumulative,
  inAndOut,
  unitsInName,
  leaders,
  blocks,
  labelLines,
  cards,
  typewriter,
  sideBySide,
  twoUnits,
  interpreted,
  wavering,
  unheaded,
  capitals
}
