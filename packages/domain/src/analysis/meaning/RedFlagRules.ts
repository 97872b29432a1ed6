import type { MedicalFlag } from "../AnalysisResult.ts"
import type { LabResult } from "../LabResult.ts"
import { meaningOf } from "../WordRules.ts"
import { sources } from "./CriticalLimits.ts"

interface Finding {
  readonly code: string
  readonly name: RegExp
  readonly message: string
  readonly source: string
}

const atOnce =
  "Laboratories tell a doctor about this at once. Ask a doctor today; if you feel seriously unwell, call emergency services."

/** Findings that laboratories tell a doctor at once, in the words they are printed in. */
const findings: ReadonlyArray<Finding> = [
  {
    code: "blasts_present",
    name: /^(?:(?:peripheral |circulating )?blasts?(?: cells?)?|blastos|blasten|blastes)\b(?!.*(?:transformation|cyst))/i,
    message: `The document reports blast cells in the blood. ${atOnce}`,
    source: sources.kost
  },
  {
    code: "positive_blood_culture",
    name: /blood cultures?\b|h[ae]*moculti?v?\w*|blutkultur|h[ée]moculture|hemocultura/i,
    message: `The document reports growth in a blood culture. ${atOnce}`,
    source: sources.kost
  },
  {
    code: "positive_csf",
    name: /(?:\bcsf\b|cerebrospinal|liquor|\blcr\b|l[íi]quido cefalorraqu[íi]deo).*(?:gram|culture|cultivo|kultur|cultura)|(?:gram|culture|cultivo|kultur|cultura).*(?:\bcsf\b|cerebrospinal|liquor|\blcr\b)/i,
    message: `The document reports germs in the fluid around the brain and spinal cord. ${atOnce}`,
    source: sources.kost
  },
  {
    code: "malaria_positive",
    name: /malaria|plasmodium|paludism/i,
    message: `The document reports malaria. ${atOnce}`,
    source: sources.heft
  }
]

const grown =
  /^(?!.*\b(?:no|sin|kein|keine|aucune?|sem|ausencia|absence)\b).*\b(?:growth of|isolated|seen|bacilli|cocci|gram[- ](?:negative|positive)|aislad[oa]|isolad[oa]|isol[ée]e?|nachgewiesen)\b/i

/** A result in words that says something was found, or a count above none. */
const isFound = ({ value, valueText }: LabResult): boolean =>
  value === null ? meaningOf(valueText) === "positive" || grown.test(valueText) : value > 0

const said =
  /\b(?:critical|panic|alert) (?:value|result|level)s?\b[^.]{0,80}\b(?:called|phoned|telephoned|notified|communicated|reported|read[- ]?back)\b[^.]{0,80}(?:\bdr\b|doctor|physician|nurse|\d{1,2}[:.h]\d{2})|\b(?:valor(?:es)? cr[íi]tico?s?|resultado cr[íi]tico)\b[^.]{0,80}\b(?:avisad[oa]|comunicad[oa]|notificad[oa]|informad[oa])\b|\b(?:kritischer? (?:wert|befund))\b[^.]{0,80}\b(?:telefonisch|mitgeteilt|durchgegeben)\b|\b(?:valeur|r[ée]sultat) critique\b[^.]{0,80}\b(?:appel|t[ée]l[ée]phon|communiqu|transmis)/i

/** What the document reports that a doctor must know at once: by rules over what is printed, whatever a model says of it. */
export const redFlagsOf = (
  results: ReadonlyArray<LabResult>,
  lines: ReadonlyArray<string>
): ReadonlyArray<MedicalFlag> => {
  const found = findings.flatMap(({ code, message, name, source }): ReadonlyArray<MedicalFlag> => {
    const own = results.filter((result) => name.test(result.testName) && isFound(result))
    return own.length === 0 ? [] : [{ code, message, source, resultIds: own.map(({ id }) => id) }]
  })
  const isTold = lines.some((line) => said.test(line))
  const message =
    "The laboratory says in this document that it told a doctor about a critical value. Ask a doctor today."
  return isTold ? [...found, { code: "laboratory_alert", message, resultIds: [] }] : found
}
