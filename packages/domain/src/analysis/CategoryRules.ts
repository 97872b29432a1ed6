import type { LabResult } from "./LabResult.ts"

type Category = LabResult["category"]

const imaging =
  /\b(?:echo(?:cardio)?\w*|ultraso\w+|radiolog\w+|x-?ray|mri|ct scan|tomograph\w+|mammogra\w+|dexa|doppler|electrocardiogra\w+)\b/i
const urine =
  /\b(?:urin(?:e|es|a|alysis|ary|aire|ario|stat\w*|sediment\w*|analyse|ebezinksel|estatus)?|urine\w*|uroan[aá]lisis|orina|eas|harn(?!stoff|s[äa]ure)\w*)\b/i
const other =
  /\b(?:stool|faeces|feces|semen|sperma|sputum|saliva\w*|salivair|swab|csf|cerebrospina\w*|lumbaalvocht|liquor|pleura\w*|ascites\w*|synovial|punctievocht|pericard\w*|neusvocht|fluid|vochten|biops\w+|smear|pcr|microbiolog\w+|culture|cultuur|kweek)\b/i

/** Where a result comes from, by its own name and else by the heading it stands under; blood when neither says. */
export const categoryOf = (name: string, section: string): Category => {
  for (const text of [name, section]) {
    if (/urinezuur|uric/i.test(text)) continue
    if (urine.test(text)) return "urine"
    if (other.test(text)) return "other"
    if (imaging.test(text)) return "imaging"
  }
  return "blood"
}

/** Whether a document says in its first lines that it reports pictures of the body: its numbers are no laboratory results. */
export const isImagingReport = (headings: ReadonlyArray<string>): boolean =>
  headings.some((text) => text.length < 80 && imaging.test(text))
