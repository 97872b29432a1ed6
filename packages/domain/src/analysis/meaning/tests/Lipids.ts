import { type CuratedTest, inBlood, measured } from "../CuratedTest.ts"

/** Molar mass of cholesterol 386.65 g/mol; of triglycerides, by convention as triolein, 885.4 g/mol. */
const cholesterol = { mass: { "mg/dL": 1, "g/L": 100 }, moles: { "mmol/L": 38.67 } }

export const lipids: ReadonlyArray<CuratedTest> = [
  inBlood(
    "Cholesterol",
    [
      "cholesterol|total cholesterol|cholesterol total|serum cholesterol",
      "colesterol|colesterol total",
      "cholesterin|cholesterin gesamt|gesamtcholesterin|cholesterol gesamt",
      "cholestérol|cholestérol total",
      "colesterol|colesterol total"
    ],
    measured("2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", "Cholest SerPl-mCnc", cholesterol.mass),
    measured("14647-2", "Cholesterol [Moles/volume] in Serum or Plasma", "Cholest SerPl-sCnc", cholesterol.moles)
  ),
  inBlood(
    "Cholesterol in HDL",
    [
      "hdl|hdl cholesterol|hdl c|cholesterol hdl|hdl chol",
      "hdl|colesterol hdl|hdl colesterol|c hdl",
      "hdl|hdl cholesterin|hdl cholesterol",
      "hdl|hdl cholestérol|cholestérol hdl",
      "hdl|colesterol hdl|hdl colesterol"
    ],
    measured("2085-9", "Cholesterol in HDL [Mass/volume] in Serum or Plasma", "HDLc SerPl-mCnc", cholesterol.mass),
    measured("14646-4", "Cholesterol in HDL [Moles/volume] in Serum or Plasma", "HDLc SerPl-sCnc", cholesterol.moles)
  ),
  inBlood(
    "Cholesterol in LDL",
    [
      "ldl|ldl cholesterol|ldl c|cholesterol ldl|ldl chol",
      "ldl|colesterol ldl|ldl colesterol|c ldl",
      "ldl|ldl cholesterin|ldl cholesterol",
      "ldl|ldl cholestérol|cholestérol ldl",
      "ldl|colesterol ldl|ldl colesterol"
    ],
    measured("2089-1", "Cholesterol in LDL [Mass/volume] in Serum or Plasma", "LDLc SerPl-mCnc", cholesterol.mass),
    measured("22748-8", "Cholesterol in LDL [Moles/volume] in Serum or Plasma", "LDLc SerPl-sCnc", cholesterol.moles)
  ),
  inBlood(
    "Cholesterol in LDL, calculated",
    [
      "ldl cholesterol calculated|ldl calculated|calculated ldl|ldl cholesterol calc|ldl calc|ldl c calculated",
      "ldl calculado|colesterol ldl calculado",
      "ldl berechnet|ldl cholesterin berechnet",
      "ldl calculé|ldl cholestérol calculé",
      "ldl calculado|colesterol ldl calculado"
    ],
    measured(
      "13457-7",
      "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation",
      "LDLc SerPl Calc-mCnc",
      cholesterol.mass
    ),
    measured(
      "39469-2",
      "Cholesterol in LDL [Moles/volume] in Serum or Plasma by calculation",
      "LDLc SerPl Calc-sCnc",
      cholesterol.moles
    )
  ),
  inBlood(
    "Cholesterol in LDL, direct",
    [
      "ldl direct|direct ldl|ldl cholesterol direct|direct ldl cholesterol",
      "ldl directo|colesterol ldl directo",
      "ldl direkt",
      "ldl direct",
      "ldl direto|colesterol ldl direto"
    ],
    measured(
      "18262-6",
      "Cholesterol in LDL [Mass/volume] in Serum or Plasma by Direct assay",
      "LDLc SerPl Direct-mCnc",
      cholesterol.mass
    )
  ),
  inBlood(
    "Cholesterol in VLDL",
    [
      "vldl|vldl cholesterol|cholesterol vldl",
      "vldl|colesterol vldl",
      "vldl|vldl cholesterin",
      "vldl|vldl cholestérol",
      "vldl|colesterol vldl"
    ],
    measured("2091-7", "Cholesterol in VLDL [Mass/volume] in Serum or Plasma", "VLDLc SerPl-mCnc", cholesterol.mass)
  ),
  inBlood(
    "Cholesterol, non-HDL",
    [
      "non hdl cholesterol|non hdl|cholesterol non hdl|non hdl c",
      "colesterol no hdl|no hdl",
      "non hdl cholesterin|non hdl",
      "cholestérol non hdl",
      "colesterol não hdl|não hdl"
    ],
    measured("43396-1", "Cholesterol non HDL [Mass/volume] in Serum or Plasma", "NonHDLc SerPl-mCnc", cholesterol.mass)
  ),
  inBlood(
    "Triglyceride",
    [
      "triglycerides|triglyceride|trigs|tg",
      "triglicéridos",
      "triglyzeride|triglyceride",
      "triglycérides",
      "triglicerídeos|triglicérides"
    ],
    measured("2571-8", "Triglyceride [Mass/volume] in Serum or Plasma", "Trigl SerPl-mCnc", { "mg/dL": 1, "g/L": 100 }),
    measured("14927-8", "Triglyceride [Moles/volume] in Serum or Plasma", "Trigl SerPl-sCnc", { "mmol/L": 88.54 })
  ),
  inBlood(
    "Apolipoprotein A-I",
    [
      "apolipoprotein a1|apolipoprotein a i|apo a1|apo a i",
      "apolipoproteína a1|apo a1",
      "apolipoprotein a1",
      "apolipoprotéine a1",
      "apolipoproteína a1"
    ],
    measured("1869-7", "Apolipoprotein A-I [Mass/volume] in Serum or Plasma", "Apo A-I SerPl-mCnc", {
      "mg/dL": 1,
      "g/L": 100
    })
  ),
  inBlood(
    "Apolipoprotein B",
    ["apolipoprotein b|apo b", "apolipoproteína b|apo b", "apolipoprotein b", "apolipoprotéine b", "apolipoproteína b"],
    measured("1884-6", "Apolipoprotein B [Mass/volume] in Serum or Plasma", "Apo B SerPl-mCnc", {
      "mg/dL": 1,
      "g/L": 100
    })
  )
]
