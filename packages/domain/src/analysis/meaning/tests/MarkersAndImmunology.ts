import { type CuratedTest, inBlood, measured } from "../CuratedTest.ts"

const nanograms = { "ng/mL": 1, "ug/L": 1 }
const immunoglobulin = { "mg/dL": 1, "g/L": 100, "mg/L": 0.1 }

/** The heart's markers, tumour markers and immunology. */
export const markersAndImmunology: ReadonlyArray<CuratedTest> = [
  inBlood(
    "Troponin I, cardiac",
    ["troponin i|cardiac troponin i", "troponina i", "troponin i", "troponine i", "troponina i"],
    measured("10839-9", "Troponin I.cardiac [Mass/volume] in Serum or Plasma", "Troponin I SerPl-mCnc", {
      "ng/mL": 1,
      "ug/L": 1,
      "ng/L": 0.001,
      "pg/mL": 0.001
    })
  ),
  inBlood(
    "Troponin T, cardiac",
    ["troponin t|cardiac troponin t", "troponina t", "troponin t", "troponine t", "troponina t"],
    measured("6598-7", "Troponin T.cardiac [Mass/volume] in Serum or Plasma", "Troponin T SerPl-mCnc", {
      "ng/mL": 1,
      "ug/L": 1
    })
  ),
  inBlood(
    "Troponin T, cardiac, high sensitivity",
    [
      "hs troponin t|high sensitivity troponin t|troponin t hs|troponin t high sensitivity",
      "troponina t ultrasensible|troponina t us",
      "troponin t hs|hs troponin t|troponin t hochsensitiv",
      "troponine t us|troponine t ultrasensible|troponine t hs",
      "troponina t ultrassensível"
    ],
    measured(
      "67151-1",
      "Troponin T.cardiac [Mass/volume] in Serum or Plasma by High sensitivity method",
      "Troponin T SerPl HS-mCnc",
      { "ng/L": 1, "pg/mL": 1 }
    )
  ),
  inBlood(
    "Creatine kinase MB",
    ["ck mb|ck mb mass|creatine kinase mb", "ck mb masa", "ck mb masse", "ck mb masse", "ck mb massa"],
    measured("13969-1", "Creatine kinase.MB [Mass/volume] in Serum or Plasma", "CK MB SerPl-mCnc", nanograms)
  ),
  inBlood(
    "Natriuretic peptide B",
    [
      "bnp|b type natriuretic peptide|brain natriuretic peptide",
      "bnp|péptido natriurético cerebral",
      "bnp",
      "bnp",
      "bnp|peptídeo natriurético cerebral"
    ],
    measured("30934-4", "Natriuretic peptide B [Mass/volume] in Serum or Plasma", "BNP SerPl-mCnc", {
      "pg/mL": 1,
      "ng/L": 1
    })
  ),
  inBlood(
    "Natriuretic peptide B prohormone N-terminal",
    [
      "nt probnp|nt pro bnp|n terminal probnp",
      "nt probnp|nt pro bnp",
      "nt probnp|nt pro bnp",
      "nt probnp|nt pro bnp",
      "nt probnp|nt pro bnp"
    ],
    measured(
      "33762-6",
      "Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma",
      "NT-proBNP SerPl-mCnc",
      { "pg/mL": 1, "ng/L": 1 }
    )
  ),
  inBlood(
    "Procalcitonin",
    ["procalcitonin|pct", "procalcitonina|pct", "procalcitonin|pct", "procalcitonine|pct", "procalcitonina|pct"],
    measured("33959-8", "Procalcitonin [Mass/volume] in Serum or Plasma", "Procalcitonin SerPl-mCnc", nanograms)
  ),
  inBlood(
    "Prostate specific antigen",
    [
      "psa|total psa|psa total|prostate specific antigen|prostate specific antigen total",
      "psa|psa total|antígeno prostático específico",
      "psa|psa gesamt|prostataspezifisches antigen",
      "psa|psa total|antigène prostatique spécifique",
      "psa|psa total|antígeno prostático específico"
    ],
    measured("2857-1", "Prostate specific Ag [Mass/volume] in Serum or Plasma", "PSA SerPl-mCnc", nanograms)
  ),
  inBlood(
    "Prostate specific antigen, free",
    ["free psa|psa free", "psa libre", "freies psa|psa frei", "psa libre", "psa livre"],
    measured("10886-0", "Prostate Specific Ag Free [Mass/volume] in Serum or Plasma", "PSA Free SerPl-mCnc", nanograms)
  ),
  inBlood(
    "Alpha-1-fetoprotein",
    [
      "afp|alpha fetoprotein|alpha 1 fetoprotein",
      "afp|alfafetoproteína|alfa fetoproteína",
      "afp|alpha fetoprotein",
      "afp|alpha fœtoprotéine|alpha foetoprotéine",
      "afp|alfafetoproteína"
    ],
    measured("1834-1", "Alpha-1-Fetoprotein [Mass/volume] in Serum or Plasma", "AFP SerPl-mCnc", nanograms)
  ),
  inBlood(
    "Carcinoembryonic antigen",
    [
      "cea|carcinoembryonic antigen",
      "cea|antígeno carcinoembrionario",
      "cea",
      "ace|antigène carcino embryonnaire",
      "cea|antígeno carcinoembrionário"
    ],
    measured("2039-6", "Carcinoembryonic Ag [Mass/volume] in Serum or Plasma", "CEA SerPl-mCnc", nanograms)
  ),
  inBlood(
    "Cancer antigen 125",
    ["ca 125|cancer antigen 125|ca125", "ca 125|ca125", "ca 125|ca125", "ca 125|ca125", "ca 125|ca125"],
    measured("10334-1", "Cancer Ag 125 [Units/volume] in Serum or Plasma", "Cancer Ag125 SerPl-aCnc", {
      "U/mL": 1,
      "k[IU]/L": 1,
      "kU/L": 1
    })
  ),
  inBlood(
    "Cancer antigen 19-9",
    ["ca 19 9|cancer antigen 19 9|ca19 9", "ca 19 9|ca19 9", "ca 19 9|ca19 9", "ca 19 9|ca19 9", "ca 19 9|ca19 9"],
    measured("24108-3", "Cancer Ag 19-9 [Units/volume] in Serum or Plasma", "Cancer Ag19-9 SerPl-aCnc", {
      "U/mL": 1,
      "kU/L": 1
    })
  ),
  inBlood(
    "Cancer antigen 15-3",
    ["ca 15 3|cancer antigen 15 3|ca15 3", "ca 15 3|ca15 3", "ca 15 3|ca15 3", "ca 15 3|ca15 3", "ca 15 3|ca15 3"],
    measured("6875-9", "Cancer Ag 15-3 [Units/volume] in Serum or Plasma", "Cancer Ag15-3 SerPl-aCnc", {
      "U/mL": 1,
      "kU/L": 1
    })
  ),
  inBlood(
    "Rheumatoid factor",
    [
      "rheumatoid factor|rf|ra factor",
      "factor reumatoide|fr",
      "rheumafaktor|rf",
      "facteur rhumatoïde",
      "fator reumatoide"
    ],
    measured("11572-5", "Rheumatoid factor [Units/volume] in Serum or Plasma", "Rheumatoid fact SerPl-aCnc", {
      "[IU]/mL": 1,
      "k[IU]/L": 1
    })
  ),
  inBlood(
    "Streptolysin O antibody",
    [
      "aso|antistreptolysin o|anti streptolysin o|aslo|aso titer",
      "aso|antiestreptolisina o|aslo",
      "asl|antistreptolysin|antistreptolysin titer",
      "aslo|antistreptolysine o",
      "aslo|antiestreptolisina o"
    ],
    measured("5370-2", "Streptolysin O Ab [Units/volume] in Serum or Plasma", "ASO Ab SerPl-aCnc", { "[IU]/mL": 1 })
  ),
  inBlood(
    "Immunoglobulin A",
    [
      "iga|immunoglobulin a",
      "iga|inmunoglobulina a",
      "iga|immunglobulin a",
      "iga|immunoglobulines a",
      "iga|imunoglobulina a"
    ],
    measured("2458-8", "IgA [Mass/volume] in Serum or Plasma", "IgA SerPl-mCnc", immunoglobulin)
  ),
  inBlood(
    "Immunoglobulin G",
    [
      "igg|immunoglobulin g",
      "igg|inmunoglobulina g",
      "igg|immunglobulin g",
      "igg|immunoglobulines g",
      "igg|imunoglobulina g"
    ],
    measured("2465-3", "IgG [Mass/volume] in Serum or Plasma", "IgG SerPl-mCnc", immunoglobulin)
  ),
  inBlood(
    "Immunoglobulin M",
    [
      "igm|immunoglobulin m",
      "igm|inmunoglobulina m",
      "igm|immunglobulin m",
      "igm|immunoglobulines m",
      "igm|imunoglobulina m"
    ],
    measured("2472-9", "IgM [Mass/volume] in Serum or Plasma", "IgM SerPl-mCnc", immunoglobulin)
  ),
  inBlood(
    "Immunoglobulin E",
    [
      "ige|total ige|ige total|immunoglobulin e",
      "ige|ige total|inmunoglobulina e",
      "ige|ige gesamt|gesamt ige",
      "ige totales|ige|ige totale",
      "ige|ige total|imunoglobulina e"
    ],
    measured("19113-0", "IgE [Units/volume] in Serum or Plasma", "IgE SerPl-aCnc", {
      "[IU]/mL": 1,
      "k[IU]/L": 1,
      "U/mL": 1,
      "kU/L": 1
    })
  ),
  inBlood(
    "Complement C3",
    ["c3|complement c3", "c3|complemento c3", "c3|komplement c3", "c3|complément c3", "c3|complemento c3"],
    measured("4485-9", "Complement C3 [Mass/volume] in Serum or Plasma", "C3 SerPl-mCnc", immunoglobulin)
  ),
  inBlood(
    "Complement C4",
    ["c4|complement c4", "c4|complemento c4", "c4|komplement c4", "c4|complément c4", "c4|complemento c4"],
    measured("4498-2", "Complement C4 [Mass/volume] in Serum or Plasma", "C4 SerPl-mCnc", immunoglobulin)
  )
]
