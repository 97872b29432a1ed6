import { ResultDto } from "@serenya/api/ResultDto"
import { Schema } from "effect"

const decode = Schema.decodeUnknownSync(Schema.toCodecJson(ResultDto))

const row = {
  category: "blood",
  computed_flag: "N",
  flags_agree: true,
  specimen_date: "2026-11-17",
  page: 1,
  grounding: "verified",
  confidence: 0.97
} as const

const lab_results = [
  {
    ...row,
    id: "r1",
    test_name: "Haemoglobin",
    value: 11.2,
    value_text: "11.2",
    unit: "g/dL",
    reference: { low: 12, high: 15.5, text: "12.0 - 15.5" },
    printed_flag: "L",
    computed_flag: "L",
    quote: "Haemoglobin        11.2 L   g/dL     12.0 - 15.5"
  },
  {
    ...row,
    id: "r2",
    test_name: "WBC",
    test_name_normalized: "White blood cells",
    value: 6.4,
    value_text: "6.4",
    unit: "10^9/L",
    reference: { low: 4, high: 10 },
    quote: "WBC                6.4      10^9/L   4.0 - 10.0"
  },
  {
    ...row,
    id: "r3",
    test_name: "C-reactive protein (CRP)",
    value: 48,
    value_text: "48",
    unit: "mg/L",
    reference: { high: 5, text: "< 5" },
    computed_flag: "H",
    quote: "C-reactive protein (CRP)   48   mg/L   < 5"
  },
  {
    ...row,
    id: "r4",
    test_name: "Potassium",
    value: 6.9,
    value_text: "6.9",
    unit: "mmol/L",
    reference: { low: 3.5, high: 5.1 },
    printed_flag: "HH",
    computed_flag: "HH",
    page: 2,
    quote: "Potassium    6.9 HH   mmol/L   3.5-5.1"
  },
  {
    ...row,
    id: "r5",
    test_name: "TSH",
    value: 0.01,
    comparator: "<",
    value_text: "< 0.01",
    unit: "mIU/L",
    reference: { low: 0.4, high: 4 },
    printed_flag: "H",
    computed_flag: "L",
    flags_agree: false,
    page: 2,
    grounding: "quote_only",
    quote: "TSH   see note   mIU/L   0.40 - 4.00"
  },
  {
    ...row,
    id: "r6",
    test_name: "Hepatitis B surface antibody, quantitative, chemiluminescent immunoassay",
    value: null,
    value_text: "not detected",
    unit: "",
    reference: {},
    computed_flag: null,
    page: 2,
    grounding: "unverified",
    specimen_date: "2026-11-16",
    quote: ""
  },
  {
    ...row,
    id: "r7",
    test_name: "Urine nitrite",
    category: "urine",
    value: null,
    value_text: "positive",
    unit: "",
    reference: { text: "negative" },
    computed_flag: "A",
    page: 2,
    quote: "Nitrite (urine)   positive   negative"
  }
]

const narrative_markdown = `## What stands out

Your **haemoglobin** is 11.2 g/dL, a little below the range that this laboratory prints.
A low value can have many causes.

- Your potassium of 6.9 mmol/L is far above the range.
- Your **CRP \\(mg/L\\)** is raised (reference: \\<5, \\*printed\\*).
- <b>No *markup*</b> [runs](https://example.test).

## What to ask

1. Should the potassium be measured again?
2. What may explain the low haemoglobin?`

/** The kind of result that the service gives, as JSON, with one of everything; changed where a test says so. */
export const sampleResult = (job_id: string, changes: { readonly testName?: string } = {}) => {
  const result = {
    job_id,
    kind: "result",
    generated_at: "2026-11-20T09:30:00.000Z",
    document: { file_type: "pdf", pages: 2, language: "en" },
    title: "Blood count and chemistry of 17 November 2026",
    summary:
      "Seven results were read. Potassium is critically high; haemoglobin is slightly low. Most others lie within the printed ranges.",
    lab_results: lab_results.map((fact, index) =>
      index === 0 && changes.testName !== undefined ? { ...fact, test_name: changes.testName } : fact
    ),
    vitals: [
      {
        id: "v1",
        vital_type: "blood_pressure",
        values: [138, 86],
        unit: "mmHg",
        computed_flag: "H",
        page: 1,
        quote: "BP 138/86 mmHg",
        grounding: "verified",
        confidence: 0.9
      },
      {
        id: "v2",
        vital_type: "heart_rate",
        values: [72],
        unit: "/min",
        computed_flag: "N",
        page: 1,
        quote: "Pulse 72/min",
        grounding: "verified",
        confidence: 0.9
      }
    ],
    medical_flags: [
      { code: "CRITICAL_VALUE", message: "Potassium is critically high. Speak to a doctor today.", result_ids: ["r4"] }
    ],
    confidence_score: 6,
    confidence_reasons: [
      "One value was not found in the line it came from.",
      "One line was not found on the page.",
      "A third reason.",
      "A fourth reason."
    ],
    warnings: [{ code: "FLAGS_DISAGREE", message: "One flag differs from what the laboratory printed." }],
    narrative_markdown,
    disclaimers: [
      "This is information, not medical advice.",
      "Talk to a healthcare professional before you act on it.",
      "In an emergency call the emergency services.",
      "Artificial intelligence may miss nuances."
    ],
    provenance: { model: "rules", prompt_version: "none", rules_version: "2026-11-20" }
  }
  decode(result)
  return result
}
