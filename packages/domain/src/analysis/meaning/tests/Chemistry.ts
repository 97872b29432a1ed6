import { activity, type CuratedTest, inBlood, measured } from "../CuratedTest.ts"

const molar = { "mmol/L": 1, "meq/L": 1 }
const grams = { "g/dL": 1, "g/L": 0.1 }

const enzyme = (
  name: string,
  names: Parameters<typeof inBlood>[1],
  loinc: string,
  longName: string,
  shortName: string
): CuratedTest =>
  inBlood(
    name,
    names,
    measured(loinc, `${longName} [Enzymatic activity/volume] in Serum or Plasma`, shortName, activity)
  )

/** Serum and plasma chemistry. Factors follow from molar masses; each is the number of first units in one of that unit. */
export const chemistry: ReadonlyArray<CuratedTest> = [
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
    "Sodium",
    ["sodium|na|serum sodium|sodium na", "sodio|na", "natrium|na", "sodium|natrémie", "sódio|na"],
    measured("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "Sodium SerPl-sCnc", molar)
  ),
  inBlood(
    "Potassium",
    ["potassium|k|serum potassium|potassium k", "potasio|k", "kalium|k", "potassium|kaliémie", "potássio|k"],
    measured("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "Potassium SerPl-sCnc", molar)
  ),
  inBlood(
    "Chloride",
    [
      "chloride|cl|serum chloride|chloride cl",
      "cloro|cloruro|cl",
      "chlorid|cl",
      "chlore|chlorures|chlorure|cl",
      "cloro|cloreto|cl"
    ],
    measured("2075-0", "Chloride [Moles/volume] in Serum or Plasma", "Chloride SerPl-sCnc", molar)
  ),
  inBlood(
    "Carbon dioxide",
    [
      "co2|carbon dioxide|total co2|carbon dioxide total|tco2",
      "co2|co2 total|dióxido de carbono",
      "co2 gesamt",
      "co2 total|co2",
      "co2 total"
    ],
    measured("2028-9", "Carbon dioxide, total [Moles/volume] in Serum or Plasma", "CO2 SerPl-sCnc", molar)
  ),
  inBlood(
    "Bicarbonate",
    ["bicarbonate|hco3", "bicarbonato", "bicarbonat|hco3", "bicarbonates|bicarbonate", "bicarbonato"],
    measured("1963-8", "Bicarbonate [Moles/volume] in Serum or Plasma", "HCO3 SerPl-sCnc", molar)
  ),
  inBlood(
    "Anion gap",
    ["anion gap", "anión gap|brecha aniónica", "anionenlücke", "trou anionique", "ânion gap|hiato aniônico"],
    measured("33037-3", "Anion gap in Serum or Plasma", "Anion Gap SerPl-sCnc", molar)
  ),
  inBlood(
    "Calcium",
    [
      "calcium|total calcium|calcium total|ca|serum calcium",
      "calcio|calcio total|ca",
      "calcium|kalzium|calcium gesamt|ca",
      "calcium|calcémie|calcium total",
      "cálcio|cálcio total"
    ],
    measured("17861-6", "Calcium [Mass/volume] in Serum or Plasma", "Calcium SerPl-mCnc", { "mg/dL": 1, "mg/L": 0.1 }),
    measured("2000-8", "Calcium [Moles/volume] in Serum or Plasma", "Calcium SerPl-sCnc", { "mmol/L": 4.008 })
  ),
  inBlood(
    "Magnesium",
    ["magnesium|mg|serum magnesium", "magnesio", "magnesium", "magnésium", "magnésio"],
    measured("19123-9", "Magnesium [Mass/volume] in Serum or Plasma", "Magnesium SerPl-mCnc", {
      "mg/dL": 1,
      "mg/L": 0.1
    }),
    measured("2601-3", "Magnesium [Moles/volume] in Serum or Plasma", "Magnesium SerPl-sCnc", { "mmol/L": 2.431 })
  ),
  inBlood(
    "Phosphate",
    [
      "phosphate|phosphorus|inorganic phosphorus|phosphorus inorganic|phos|serum phosphorus",
      "fósforo|fosfato|fósforo inorgánico",
      "phosphat|phosphat anorganisch|phosphor",
      "phosphore|phosphates|phosphate|phosphorémie",
      "fósforo|fosfato"
    ],
    measured("2777-1", "Phosphate [Mass/volume] in Serum or Plasma", "Phosphate SerPl-mCnc", {
      "mg/dL": 1,
      "mg/L": 0.1
    }),
    measured("14879-1", "Phosphate [Moles/volume] in Serum or Plasma", "Phosphate SerPl-sCnc", { "mmol/L": 3.097 })
  ),
  inBlood(
    "Protein",
    [
      "total protein|protein total|protein|serum protein total",
      "proteínas totales|proteína total",
      "gesamteiweiß|gesamteiweiss|gesamtprotein|protein gesamt|eiweiß gesamt",
      "protéines totales|protides totaux|protéines|protidémie",
      "proteínas totais|proteína total"
    ],
    measured("2885-2", "Protein [Mass/volume] in Serum or Plasma", "Prot SerPl-mCnc", grams)
  ),
  inBlood(
    "Albumin",
    ["albumin|serum albumin", "albúmina", "albumin", "albumine", "albumina"],
    measured("1751-7", "Albumin [Mass/volume] in Serum or Plasma", "Albumin SerPl-mCnc", grams)
  ),
  inBlood(
    "Globulin",
    ["globulin|globulins|globulin total", "globulina|globulinas", "globuline", "globulines", "globulina|globulinas"],
    measured("10834-0", "Globulin [Mass/volume] in Serum by calculation", "Globulin Ser Calc-mCnc", grams)
  ),
  inBlood(
    "Albumin/Globulin",
    [
      "a g ratio|albumin globulin ratio|ag ratio",
      "relación albúmina globulina|cociente a g",
      "albumin globulin quotient",
      "rapport albumine globuline",
      "relação albumina globulina"
    ],
    measured("1759-0", "Albumin/Globulin [Mass Ratio] in Serum or Plasma", "Albumin/Glob SerPl", {
      "": 1,
      "{ratio}": 1
    })
  ),
  inBlood(
    "Bilirubin, total",
    [
      "total bilirubin|bilirubin total|bilirubin|t bilirubin|tbil",
      "bilirrubina total|bilirrubina",
      "bilirubin gesamt|gesamtbilirubin|bilirubin",
      "bilirubine totale|bilirubine",
      "bilirrubina total"
    ],
    measured("1975-2", "Bilirubin.total [Mass/volume] in Serum or Plasma", "Bilirub SerPl-mCnc", {
      "mg/dL": 1,
      "mg/L": 0.1
    }),
    measured("14631-6", "Bilirubin.total [Moles/volume] in Serum or Plasma", "Bilirub SerPl-sCnc", {
      "umol/L": 0.05847
    })
  ),
  inBlood(
    "Bilirubin, direct",
    [
      "direct bilirubin|bilirubin direct|conjugated bilirubin|bilirubin conjugated",
      "bilirrubina directa|bilirrubina conjugada",
      "bilirubin direkt|direktes bilirubin",
      "bilirubine directe|bilirubine conjuguée",
      "bilirrubina direta"
    ],
    measured("1968-7", "Bilirubin.direct [Mass/volume] in Serum or Plasma", "Bilirub Direct SerPl-mCnc", {
      "mg/dL": 1,
      "mg/L": 0.1
    }),
    measured("14629-0", "Bilirubin.direct [Moles/volume] in Serum or Plasma", "Bilirub Direct SerPl-sCnc", {
      "umol/L": 0.05847
    })
  ),
  inBlood(
    "Bilirubin, indirect",
    [
      "indirect bilirubin|bilirubin indirect|unconjugated bilirubin|bilirubin unconjugated",
      "bilirrubina indirecta|bilirrubina no conjugada",
      "bilirubin indirekt|indirektes bilirubin",
      "bilirubine indirecte|bilirubine libre|bilirubine non conjuguée",
      "bilirrubina indireta"
    ],
    measured("1971-1", "Bilirubin.indirect [Mass/volume] in Serum or Plasma", "Bilirub Indirect SerPl-mCnc", {
      "mg/dL": 1,
      "mg/L": 0.1
    }),
    measured("14630-8", "Bilirubin.indirect [Moles/volume] in Serum or Plasma", "Bilirub Indirect SerPl-sCnc", {
      "umol/L": 0.05847
    })
  ),
  enzyme(
    "Alanine aminotransferase",
    [
      "alt|alt sgpt|sgpt|alanine aminotransferase|alanine transaminase|sgpt alt",
      "alt|gpt|alt gpt|alanina aminotransferasa|tgp|alt tgp|transaminasa gpt",
      "alt|gpt|gpt alt|alat|alt gpt",
      "alat|tgp|alat tgp|alt|transaminases tgp",
      "tgp|alt|tgp alt|alt tgp"
    ],
    "1742-6",
    "Alanine aminotransferase",
    "ALT SerPl-cCnc"
  ),
  enzyme(
    "Aspartate aminotransferase",
    [
      "ast|ast sgot|sgot|aspartate aminotransferase|aspartate transaminase|sgot ast",
      "ast|got|ast got|aspartato aminotransferasa|tgo|ast tgo|transaminasa got",
      "ast|got|got ast|asat|ast got",
      "asat|tgo|asat tgo|ast|transaminases tgo",
      "tgo|ast|tgo ast|ast tgo"
    ],
    "1920-8",
    "Aspartate aminotransferase",
    "AST SerPl-cCnc"
  ),
  enzyme(
    "Alkaline phosphatase",
    [
      "alkaline phosphatase|alp|alk phos",
      "fosfatasa alcalina|fa",
      "alkalische phosphatase|ap",
      "phosphatases alcalines|phosphatase alcaline|pal",
      "fosfatase alcalina"
    ],
    "6768-6",
    "Alkaline phosphatase",
    "ALP SerPl-cCnc"
  ),
  enzyme(
    "Gamma glutamyl transferase",
    [
      "ggt|gamma gt|gamma glutamyl transferase|gamma glutamyltransferase|ggtp",
      "ggt|gamma gt|gamma glutamil transferasa|gamma glutamiltransferasa",
      "ggt|gamma gt|γ gt",
      "gamma gt|ggt|gamma glutamyl transférase",
      "gama gt|ggt|gama glutamil transferase"
    ],
    "2324-2",
    "Gamma glutamyl transferase",
    "GGT SerPl-cCnc"
  ),
  enzyme(
    "Lactate dehydrogenase",
    [
      "ldh|lactate dehydrogenase|lactic dehydrogenase|ld",
      "ldh|lactato deshidrogenasa",
      "ldh|laktatdehydrogenase",
      "ldh|lactate déshydrogénase",
      "ldh|dhl|desidrogenase lática|desidrogenase láctica"
    ],
    "2532-0",
    "Lactate dehydrogenase",
    "LDH SerPl-cCnc"
  ),
  enzyme(
    "Creatine kinase",
    [
      "ck|cpk|creatine kinase|creatine phosphokinase|ck total|total ck",
      "ck|cpk|creatina quinasa|creatinquinasa|ck total",
      "ck|kreatinkinase|creatinkinase|ck gesamt",
      "cpk|ck|créatine kinase|créatine phosphokinase",
      "ck|cpk|creatina quinase|creatinofosfoquinase|ck total"
    ],
    "2157-6",
    "Creatine kinase",
    "CK SerPl-cCnc"
  ),
  enzyme(
    "Amylase",
    ["amylase|serum amylase", "amilasa", "amylase", "amylase|amylasémie", "amilase"],
    "1798-8",
    "Amylase",
    "Amylase SerPl-cCnc"
  ),
  enzyme(
    "Lipase",
    ["lipase|serum lipase", "lipasa", "lipase", "lipase", "lipase"],
    "3040-3",
    "Lipase",
    "Lipase SerPl-cCnc"
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
  ),
  inBlood(
    "Lactate",
    [
      "lactate|lactic acid",
      "lactato|ácido láctico",
      "laktat|lactat",
      "lactate|lactates|acide lactique",
      "lactato|ácido lático"
    ],
    measured("2524-7", "Lactate [Moles/volume] in Serum or Plasma", "Lactate SerPl-sCnc", { "mmol/L": 1 })
  ),
  inBlood(
    "Osmolality",
    ["osmolality|serum osmolality", "osmolalidad", "osmolalität", "osmolalité", "osmolalidade"],
    measured("2692-2", "Osmolality of Serum or Plasma", "Osmolality SerPl", { "mosm/kg": 1 })
  )
]
