import type { Language } from "./Wording.ts"

/** One way laboratories report a test: a unit, and the adult interval usual for it. One bound is a one-sided interval. */
export interface Form {
  /** By language; `en` stands for those not named. Several spellings are parted by `|`. */
  readonly unit: { readonly en: string } & Partial<Record<Language, string>>
  readonly low?: number
  readonly high?: number
  readonly decimals: number
}

export type Panel = "haematology" | "chemistry" | "lipids" | "hormones" | "coagulation" | "urine" | "serology"

/** A test as a generator prints it. Names and units are written here on their own, so that a gap in our tables shows. */
export interface Analyte {
  readonly panel: Panel
  readonly names: Readonly<Record<Language, string>>
  readonly forms: ReadonlyArray<Form>
  /** Results in words: what is expected, and whether the other outcome is `positive`. */
  readonly words?: boolean
}

const names = (en: string, es: string, de: string, fr: string, pt: string): Analyte["names"] => ({ en, es, de, fr, pt })

const form = (unit: Form["unit"] | string, decimals: number, low?: number, high?: number): Form => ({
  unit: typeof unit === "string" ? { en: unit } : unit,
  decimals,
  ...(low !== undefined && { low }),
  ...(high !== undefined && { high })
})

const test = (panel: Panel, own: Analyte["names"], ...forms: ReadonlyArray<Form>): Analyte => ({
  panel,
  names: own,
  forms
})
const word = (panel: Panel, own: Analyte["names"]): Analyte => ({ panel, names: own, forms: [], words: true })

const perThousand = {
  en: "10^3/uL|x10^9/L|K/uL|10*3/µL",
  es: "10^3/µL|x10^3/uL",
  de: "/nl|Tsd/µl|G/l",
  fr: "G/L|10^9/L",
  pt: "10^3/µL|mil/mm³"
}
const perMillion = {
  en: "10^6/uL|x10^12/L|M/uL",
  es: "10^6/µL|mill/mm³",
  de: "/pl|Mio/µl|T/l",
  fr: "T/L|10^12/L",
  pt: "milhões/mm³|10^6/µL"
}
const gramsPerDecilitre = { en: "g/dL|gm/dL", de: "g/dl", fr: "g/dL" }
const milligrams = { en: "mg/dL", de: "mg/dl" }
const enzyme = { en: "U/L|IU/L", es: "U/L|UI/L", de: "U/l", fr: "UI/L|U/L", pt: "U/L" }
const milliThyroid = {
  en: "mIU/L|uIU/mL|µIU/mL",
  es: "µUI/mL|mUI/L",
  de: "mU/l|µU/ml",
  fr: "mUI/L|µUI/mL",
  pt: "µUI/mL|mUI/L"
}
const millimoles = { en: "mmol/L|mEq/L", es: "mmol/L|mEq/L", de: "mmol/l", fr: "mmol/L", pt: "mmol/L|mEq/L" }

export const analytes: ReadonlyArray<Analyte> = [
  test(
    "haematology",
    names("Hemoglobin|Haemoglobin (Hb)|HGB", "Hemoglobina", "Hämoglobin|Hb", "Hémoglobine", "Hemoglobina"),
    form(gramsPerDecilitre, 1, 12, 15.5),
    form("g/L", 0, 120, 155)
  ),
  test(
    "haematology",
    names("Hematocrit|HCT|Packed Cell Volume (PCV)", "Hematocrito", "Hämatokrit", "Hématocrite", "Hematócrito"),
    form("%", 1, 36, 46)
  ),
  test(
    "haematology",
    names(
      "Red Blood Cells|RBC Count|Erythrocytes",
      "Hematíes|Eritrocitos",
      "Erythrozyten",
      "Hématies|Globules rouges",
      "Hemácias|Eritrócitos"
    ),
    form(perMillion, 2, 3.8, 5.1)
  ),
  test(
    "haematology",
    names("White Blood Cells|WBC|Leukocytes", "Leucocitos", "Leukozyten", "Leucocytes|Globules blancs", "Leucócitos"),
    form(perThousand, 1, 4, 11)
  ),
  test(
    "haematology",
    names("Platelets|Platelet Count|PLT", "Plaquetas", "Thrombozyten", "Plaquettes", "Plaquetas"),
    form(perThousand, 0, 150, 400)
  ),
  test(
    "haematology",
    names("MCV|Mean Corpuscular Volume (MCV)", "VCM|Volumen corpuscular medio", "MCV", "VGM", "VCM"),
    form("fL", 1, 80, 98)
  ),
  test("haematology", names("MCH", "HCM", "MCH|HbE", "TCMH", "HCM"), form("pg", 1, 27, 33)),
  test("haematology", names("MCHC", "CHCM", "MCHC", "CCMH", "CHCM"), form(gramsPerDecilitre, 1, 32, 36)),
  test(
    "haematology",
    names("RDW|Red Cell Distribution Width", "ADE|RDW", "RDW|EVB", "IDR", "RDW"),
    form("%", 1, 11.5, 14.5)
  ),
  test(
    "haematology",
    names("Neutrophils", "Neutrófilos", "Neutrophile", "Polynucléaires neutrophiles", "Neutrófilos"),
    form("%", 1, 40, 75),
    form(perThousand, 2, 1.8, 7.5)
  ),
  test(
    "haematology",
    names("Lymphocytes", "Linfocitos", "Lymphozyten", "Lymphocytes", "Linfócitos"),
    form("%", 1, 20, 45),
    form(perThousand, 2, 1, 4)
  ),
  test("haematology", names("Monocytes", "Monocitos", "Monozyten", "Monocytes", "Monócitos"), form("%", 1, 2, 10)),
  test(
    "haematology",
    names("Eosinophils", "Eosinófilos", "Eosinophile", "Polynucléaires éosinophiles", "Eosinófilos"),
    form("%", 1, 0, 6)
  ),
  test(
    "haematology",
    names(
      "ESR|Erythrocyte Sedimentation Rate",
      "VSG|Velocidad de sedimentación",
      "BSG|Blutsenkung",
      "Vitesse de sédimentation",
      "VHS"
    ),
    form({ en: "mm/hr|mm/h", es: "mm/h", de: "mm/h", fr: "mm", pt: "mm/h" }, 0, undefined, 20)
  ),
  test(
    "chemistry",
    names(
      "Glucose|Fasting Glucose|Glucose, Fasting",
      "Glucosa|Glucosa en ayunas",
      "Glukose|Glucose nüchtern",
      "Glycémie à jeun|Glucose",
      "Glicose|Glicemia de jejum"
    ),
    form(milligrams, 0, 70, 99),
    form("mmol/L", 1, 3.9, 5.5)
  ),
  test(
    "chemistry",
    names("Urea|Blood Urea", "Urea", "Harnstoff", "Urée", "Ureia"),
    form(milligrams, 0, 15, 43),
    form("mmol/L", 1, 2.5, 7.8)
  ),
  test(
    "chemistry",
    names("Creatinine|Serum Creatinine", "Creatinina", "Kreatinin", "Créatinine", "Creatinina"),
    form(milligrams, 2, 0.5, 1.1),
    form({ en: "umol/L|µmol/L", de: "µmol/l", fr: "µmol/L", es: "µmol/L" }, 0, 49, 97)
  ),
  test(
    "chemistry",
    names(
      "eGFR|Estimated GFR",
      "Filtrado glomerular estimado",
      "eGFR (CKD-EPI)|GFR",
      "DFG estimé",
      "Taxa de filtração glomerular"
    ),
    form(
      {
        en: "mL/min/1.73m2|mL/min/1.73 m²",
        de: "ml/min/1,73m²",
        fr: "mL/min/1,73m²",
        es: "mL/min/1,73m²",
        pt: "mL/min/1,73m²"
      },
      0,
      60
    )
  ),
  test(
    "chemistry",
    names("Uric Acid", "Ácido úrico", "Harnsäure", "Acide urique", "Ácido úrico"),
    form(milligrams, 1, 2.6, 6)
  ),
  test("chemistry", names("Sodium", "Sodio", "Natrium", "Sodium", "Sódio"), form(millimoles, 0, 136, 145)),
  test("chemistry", names("Potassium", "Potasio", "Kalium", "Potassium", "Potássio"), form(millimoles, 1, 3.5, 5.1)),
  test("chemistry", names("Chloride", "Cloro|Cloruro", "Chlorid", "Chlorures", "Cloro"), form(millimoles, 0, 98, 107)),
  test(
    "chemistry",
    names("Calcium|Calcium, Total", "Calcio", "Calcium", "Calcium", "Cálcio"),
    form(milligrams, 1, 8.6, 10.2),
    form("mmol/L", 2, 2.15, 2.55)
  ),
  test(
    "chemistry",
    names("Magnesium", "Magnesio", "Magnesium", "Magnésium", "Magnésio"),
    form(milligrams, 1, 1.7, 2.4),
    form("mmol/L", 2, 0.7, 1)
  ),
  test(
    "chemistry",
    names("Phosphorus|Phosphate", "Fósforo", "Phosphat", "Phosphore", "Fósforo"),
    form(milligrams, 1, 2.5, 4.5)
  ),
  test(
    "chemistry",
    names("Total Protein|Protein, Total", "Proteínas totales", "Gesamteiweiß", "Protéines totales", "Proteínas totais"),
    form(gramsPerDecilitre, 1, 6.4, 8.3),
    form("g/L", 0, 64, 83)
  ),
  test(
    "chemistry",
    names("Albumin", "Albúmina", "Albumin", "Albumine", "Albumina"),
    form(gramsPerDecilitre, 1, 3.5, 5.2)
  ),
  test(
    "chemistry",
    names(
      "Bilirubin, Total|Total Bilirubin",
      "Bilirrubina total",
      "Bilirubin gesamt",
      "Bilirubine totale",
      "Bilirrubina total"
    ),
    form(milligrams, 1, 0.2, 1.2)
  ),
  test(
    "chemistry",
    names("AST (SGOT)|AST", "AST (GOT)|GOT", "GOT (AST)|AST", "ASAT (TGO)|ASAT", "TGO (AST)|AST (TGO)"),
    form(enzyme, 0, undefined, 40)
  ),
  test(
    "chemistry",
    names("ALT (SGPT)|ALT", "ALT (GPT)|GPT", "GPT (ALT)|ALT", "ALAT (TGP)|ALAT", "TGP (ALT)|ALT (TGP)"),
    form(enzyme, 0, 7, 41)
  ),
  test(
    "chemistry",
    names("GGT|Gamma GT", "GGT|Gamma GT", "Gamma-GT|GGT", "Gamma GT", "Gama GT"),
    form(enzyme, 0, undefined, 55)
  ),
  test(
    "chemistry",
    names(
      "Alkaline Phosphatase|ALP",
      "Fosfatasa alcalina",
      "Alkalische Phosphatase",
      "Phosphatases alcalines",
      "Fosfatase alcalina"
    ),
    form(enzyme, 0, 40, 130)
  ),
  test("chemistry", names("LDH", "LDH", "LDH", "LDH", "Desidrogenase lática"), form(enzyme, 0, 135, 225)),
  test(
    "chemistry",
    names(
      "C-Reactive Protein|CRP",
      "Proteína C reactiva|PCR",
      "CRP|C-reaktives Protein",
      "CRP|Protéine C réactive",
      "Proteína C reativa"
    ),
    form("mg/L", 1, undefined, 5)
  ),
  test(
    "chemistry",
    names("Ferritin", "Ferritina", "Ferritin", "Ferritine", "Ferritina"),
    form({ en: "ng/mL", de: "ng/ml|µg/l", fr: "µg/L|ng/mL" }, 0, 13, 150)
  ),
  test(
    "chemistry",
    names("Iron|Serum Iron", "Hierro|Hierro sérico", "Eisen", "Fer sérique", "Ferro sérico"),
    form({ en: "ug/dL|µg/dL", de: "µg/dl", es: "µg/dL", pt: "µg/dL", fr: "µg/dL" }, 0, 50, 170)
  ),
  test(
    "lipids",
    names(
      "Cholesterol, Total|Total Cholesterol",
      "Colesterol total",
      "Cholesterin gesamt|Cholesterin",
      "Cholestérol total",
      "Colesterol total"
    ),
    form(milligrams, 0, undefined, 200),
    form("mmol/L", 2, undefined, 5.2)
  ),
  test(
    "lipids",
    names("HDL Cholesterol|HDL-C", "Colesterol HDL", "HDL-Cholesterin", "HDL-cholestérol", "Colesterol HDL"),
    form(milligrams, 0, 40)
  ),
  test(
    "lipids",
    names(
      "LDL Cholesterol|LDL Cholesterol (calculated)",
      "Colesterol LDL",
      "LDL-Cholesterin",
      "LDL-cholestérol",
      "Colesterol LDL"
    ),
    form(milligrams, 0, undefined, 130)
  ),
  test(
    "lipids",
    names(
      "Triglycerides",
      "Triglicéridos",
      "Triglyzeride|Triglyceride",
      "Triglycérides",
      "Triglicerídeos|Triglicérides"
    ),
    form(milligrams, 0, undefined, 150)
  ),
  test(
    "hormones",
    names("TSH|Thyroid Stimulating Hormone", "TSH", "TSH basal|TSH", "TSH", "TSH"),
    form(milliThyroid, 2, 0.4, 4)
  ),
  test(
    "hormones",
    names("Free T4|FT4", "T4 libre", "fT4|Freies T4", "T4 libre", "T4 livre"),
    form({ en: "ng/dL", de: "ng/dl" }, 2, 0.9, 1.7),
    form({ en: "pmol/L" }, 1, 12, 22)
  ),
  test(
    "hormones",
    names(
      "Vitamin D, 25-Hydroxy|25-OH Vitamin D",
      "25-OH Vitamina D|Vitamina D (25-OH)",
      "25-OH-Vitamin D",
      "25-OH-vitamine D",
      "25-OH Vitamina D"
    ),
    form({ en: "ng/mL", de: "ng/ml" }, 1, 30, 100)
  ),
  test(
    "hormones",
    names("Vitamin B12", "Vitamina B12", "Vitamin B12", "Vitamine B12", "Vitamina B12"),
    form({ en: "pg/mL", de: "pg/ml" }, 0, 197, 771)
  ),
  test(
    "hormones",
    names(
      "Hemoglobin A1c|HbA1c",
      "Hemoglobina glicosilada (HbA1c)|HbA1c",
      "HbA1c",
      "HbA1c|Hémoglobine glyquée",
      "Hemoglobina glicada (HbA1c)|HbA1c"
    ),
    form("%", 1, 4, 5.6),
    form("mmol/mol", 0, 20, 38)
  ),
  test("coagulation", names("INR", "INR", "INR", "INR", "INR"), form("", 2, 0.8, 1.2)),
  test(
    "coagulation",
    names(
      "Prothrombin Time|Prothrombin Time (PT)",
      "Tiempo de protrombina",
      "Thromboplastinzeit",
      "Temps de Quick",
      "Tempo de protrombina"
    ),
    form({ en: "sec|seconds", es: "s", de: "s", fr: "s", pt: "s" }, 1, 11, 13.5)
  ),
  test(
    "coagulation",
    names("aPTT|APTT", "TTPA", "aPTT|PTT", "TCA", "TTPA"),
    form({ en: "sec", es: "s", de: "s", fr: "s", pt: "s" }, 1, 25, 36)
  ),
  test(
    "coagulation",
    names("Fibrinogen", "Fibrinógeno", "Fibrinogen", "Fibrinogène", "Fibrinogênio"),
    form({ en: "mg/dL", de: "mg/dl" }, 0, 200, 400),
    form("g/L", 2, 2, 4)
  ),
  test(
    "urine",
    names("Urine pH|pH", "pH (orina)|pH", "pH (Urin)|pH-Wert", "pH urinaire|pH", "pH (urina)|pH"),
    form("", 1, 5, 8)
  ),
  test(
    "urine",
    names("Specific Gravity", "Densidad", "Spezifisches Gewicht", "Densité", "Densidade"),
    form("", 3, 1.005, 1.03)
  ),
  word("urine", names("Nitrite|Nitrites", "Nitritos", "Nitrit", "Nitrites", "Nitrito")),
  word("urine", names("Ketones", "Cuerpos cetónicos", "Ketonkörper", "Corps cétoniques", "Corpos cetônicos")),
  word(
    "urine",
    names(
      "Leukocyte Esterase",
      "Esterasa leucocitaria",
      "Leukozytenesterase",
      "Leucocyte estérase",
      "Esterase leucocitária"
    )
  ),
  word(
    "serology",
    names(
      "HIV 1/2 Antibody|HIV 1 & 2 Antibodies",
      "Anti-VIH 1/2",
      "HIV 1/2 Antikörper",
      "Sérologie VIH 1 et 2",
      "Anti-HIV 1 e 2"
    )
  ),
  word("serology", names("Hepatitis B Surface Antigen|HBsAg", "HBsAg", "HBsAg", "Antigène HBs", "HBsAg")),
  word("serology", names("Hepatitis C Antibody|Anti-HCV", "Anti-VHC", "Anti-HCV", "Anticorps anti-VHC", "Anti-HCV"))
]

export const panelTitles: Readonly<Record<Panel, Readonly<Record<Language, string>>>> = {
  haematology: names("Complete Blood Count", "Hemograma", "Blutbild", "Hémogramme", "Hemograma"),
  chemistry: names("Biochemistry", "Bioquímica", "Klinische Chemie", "Biochimie", "Bioquímica"),
  lipids: names("Lipid Profile", "Perfil lipídico", "Lipidstatus", "Bilan lipidique", "Perfil lipídico"),
  hormones: names("Hormones and Vitamins", "Hormonas", "Hormone und Vitamine", "Hormonologie", "Hormônios"),
  coagulation: names("Coagulation", "Coagulación", "Gerinnung", "Hémostase", "Coagulação"),
  urine: names("Urinalysis", "Análisis de orina", "Urinstatus", "Examen des urines", "Urina tipo I"),
  serology: names("Serology", "Serología", "Serologie", "Sérologie", "Sorologia")
}
