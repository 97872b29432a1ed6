import type { CuratedTest } from "./CuratedTest.ts"
import { coagulation } from "./tests/Coagulation.ts"
import { electrolytes } from "./tests/Electrolytes.ts"
import { glucoseAndKidney } from "./tests/GlucoseAndKidney.ts"
import { haematology } from "./tests/Haematology.ts"
import { hormones } from "./tests/Hormones.ts"
import { ironAndVitamins } from "./tests/IronAndVitamins.ts"
import { lipids } from "./tests/Lipids.ts"
import { liverAndEnzymes } from "./tests/LiverAndEnzymes.ts"
import { markersAndImmunology } from "./tests/MarkersAndImmunology.ts"
import { serology } from "./tests/Serology.ts"
import { urine } from "./tests/Urine.ts"

/** The tests we know, with their codes from LOINC; `LOINC-NOTICE.md` beside this file is the notice its licence asks for. */
export const loincSubset: ReadonlyArray<CuratedTest> = [
  ...haematology,
  ...glucoseAndKidney,
  ...electrolytes,
  ...liverAndEnzymes,
  ...lipids,
  ...ironAndVitamins,
  ...hormones,
  ...markersAndImmunology,
  ...coagulation,
  ...urine,
  ...serology
]
