import { type CuratedTest, inBlood, measured } from "../CuratedTest.ts"

/** Sugar, kidney and inflammation. Factors follow from molar masses: how many first units one of that unit is. */
export const glucoseAndKidney: ReadonlyArray<CuratedTest> = [
  inBlood(
    "Glucose",
    [
      "glucose|blood glucose|blood sugar|glucose random|random glucose|serum glucose|plasma glucose",
      "glucosa|glucemia|glicemia",
      "glukose|glucose|blutzucker",
      "glucose|glycémie",
      "glicose|glicemia"
    ],
    measured("2345-7", "Glucose [Mass/volume] in Serum or Plasma", "Glucose SerPl-mCnc", { "mg/dL": 1, "g/L": 100 }),
    measured("14749-6", "Glucose [Moles/volume] in Serum or Plasma", "Glucose SerPl-sCnc", { "mmol/L": 18.016 })
  ),
  inBlood(
    "Fasting glucose",
    [
      "fasting glucose|glucose fasting|fasting blood glucose|fasting blood sugar|fbs|fasting plasma glucose|glucose fasting plasma",
      "glucosa en ayunas|glucosa basal|glucemia en ayunas|glicemia en ayunas",
      "glukose nüchtern|glucose nüchtern|nüchternglukose|nüchternblutzucker",
      "glycémie à jeun|glucose à jeun",
      "glicemia de jejum|glicose em jejum|glicose jejum"
    ],
    measured("1558-6", "Fasting glucose [Mass/volume] in Serum or Plasma", "Glucose p fast SerPl-mCnc", {
      "mg/dL": 1,
      "g/L": 100
    }),
    measured("14771-0", "Fasting glucose [Moles/volume] in Serum or Plasma", "Glucose p fast SerPl-sCnc", {
      "mmol/L": 18.016
    })
  ),
  inBlood(
    "Hemoglobin A1c",
    [
      "hba1c|hemoglobin a1c|haemoglobin a1c|a1c|glycated hemoglobin|glycated haemoglobin|glycosylated hemoglobin|glycosylated haemoglobin",
      "hemoglobina glicosilada|hemoglobina glucosilada|hemoglobina glicada|hemoglobina a1c|hemoglobina glicosilada a1c",
      "hba1c|glykohämoglobin|glykiertes hämoglobin",
      "hémoglobine glyquée|hémoglobine glyquée a1c|hémoglobine a1c",
      "hemoglobina glicada|hemoglobina glicosilada"
    ],
    measured("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "HbA1c MFr Bld", { "%": 1 }),
    measured("59261-8", "Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol", "HbA1c MFr Bld IFCC", {
      "mmol/mol": [0.09148, 2.152]
    })
  ),
  inBlood(
    "Urea",
    ["urea|blood urea|serum urea", "urea", "harnstoff", "urée", "ureia"],
    measured("3091-6", "Urea [Mass/volume] in Serum or Plasma", "Urea SerPl-mCnc", { "mg/dL": 1, "g/L": 100 }),
    measured("22664-7", "Urea [Moles/volume] in Serum or Plasma", "Urea SerPl-sCnc", { "mmol/L": 6.006 })
  ),
  inBlood(
    "Urea nitrogen",
    [
      "bun|blood urea nitrogen|urea nitrogen",
      "bun|nitrógeno ureico|nitrógeno ureico en sangre",
      "bun|harnstoff n|harnstoff stickstoff",
      "azote uréique",
      "nitrogênio ureico"
    ],
    measured("3094-0", "Urea nitrogen [Mass/volume] in Serum or Plasma", "BUN SerPl-mCnc", { "mg/dL": 1 }),
    measured("14937-7", "Urea nitrogen [Moles/volume] in Serum or Plasma", "BUN SerPl-sCnc", { "mmol/L": 2.801 })
  ),
  inBlood(
    "Creatinine",
    [
      "creatinine|serum creatinine|creatinine serum|creat",
      "creatinina|creatinina sérica|creatinina en suero",
      "kreatinin|creatinin",
      "créatinine|créatininémie",
      "creatinina|creatinina sérica"
    ],
    measured("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "Creat SerPl-mCnc", { "mg/dL": 1, "mg/L": 0.1 }),
    measured("14682-9", "Creatinine [Moles/volume] in Serum or Plasma", "Creat SerPl-sCnc", { "umol/L": 0.01131 })
  ),
  inBlood(
    "Glomerular filtration rate",
    [
      "egfr|estimated gfr|gfr|gfr estimated|estimated glomerular filtration rate|glomerular filtration rate",
      "filtrado glomerular|filtrado glomerular estimado|fge|tasa de filtración glomerular|tfg|tfge",
      "egfr|gfr|glomeruläre filtrationsrate",
      "dfg|dfg estimé|débit de filtration glomérulaire",
      "taxa de filtração glomerular|tfg|rfg|ritmo de filtração glomerular"
    ],
    measured(
      "69405-9",
      "Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood",
      "GFR/BSA.pred SerPlBld",
      { "mL/min/{1.73_m2}": 1 }
    )
  ),
  inBlood(
    "Urate",
    ["uric acid|urate|serum uric acid", "ácido úrico|uricemia", "harnsäure", "acide urique|uricémie", "ácido úrico"],
    measured("3084-1", "Urate [Mass/volume] in Serum or Plasma", "Urate SerPl-mCnc", { "mg/dL": 1, "mg/L": 0.1 }),
    measured("14933-6", "Urate [Moles/volume] in Serum or Plasma", "Urate SerPl-sCnc", {
      "umol/L": 0.016811,
      "mmol/L": 16.811
    })
  ),
  inBlood(
    "C reactive protein",
    [
      "crp|c reactive protein|c-reactive protein",
      "pcr|proteína c reactiva",
      "crp|c reaktives protein",
      "crp|protéine c réactive",
      "pcr|proteína c reativa"
    ],
    measured("1988-5", "C reactive protein [Mass/volume] in Serum or Plasma", "CRP SerPl-mCnc", {
      "mg/L": 1,
      "mg/dL": 10,
      "ug/mL": 1
    })
  ),
  inBlood(
    "C reactive protein, high sensitivity",
    [
      "hs crp|hscrp|high sensitivity crp|high sensitivity c reactive protein|crp high sensitivity|cardio crp",
      "pcr ultrasensible|proteína c reactiva ultrasensible|pcr us",
      "hs crp|hochsensitives crp",
      "crp ultrasensible|crp us",
      "pcr ultrassensível|proteína c reativa ultrassensível"
    ],
    measured(
      "30522-7",
      "C reactive protein [Mass/volume] in Serum or Plasma by High sensitivity method",
      "CRP SerPl HS-mCnc",
      { "mg/L": 1, "mg/dL": 10 }
    )
  )
]
