import { type CuratedTest, inUrine, measured, onlyInUrine, worded } from "../CuratedTest.ts"

export const urine: ReadonlyArray<CuratedTest> = [
  inUrine(
    "pH of urine",
    [
      "ph|urine ph|ph urine",
      "ph|ph orina|ph urinario",
      "ph|ph wert|ph urin|urin ph",
      "ph|ph urinaire",
      "ph|ph urina|ph urinário"
    ],
    measured("2756-5", "pH of Urine", "pH Ur", { "": 1, "[pH]": 1 })
  ),
  {
    ...onlyInUrine(
      "Specific gravity of urine",
      [
        "specific gravity|urine specific gravity|sp gravity|specific gravity urine|sg",
        "densidad|densidad urinaria|gravedad específica",
        "spezifisches gewicht|urindichte|relative dichte",
        "densité|densité urinaire",
        "densidade|densidade urinária|gravidade específica"
      ],
      measured("2965-2", "Specific gravity of Urine", "Sp Gr Ur", { "": 1 })
    ),
    possible: [1, 1.1]
  },
  inUrine(
    "Glucose in urine",
    [
      "glucose|urine glucose|sugar|glucose urine|urine sugar",
      "glucosa|glucosuria|glucosa en orina",
      "glukose|glucose|glukose im urin",
      "glucose|glycosurie",
      "glicose|glicosúria"
    ],
    worded("2349-9", "Glucose [Presence] in Urine", "Glucose Ur Ql"),
    measured("2350-7", "Glucose [Mass/volume] in Urine", "Glucose Ur-mCnc", { "mg/dL": 1, "g/L": 100 }),
    measured("15076-3", "Glucose [Moles/volume] in Urine", "Glucose Ur-sCnc", { "mmol/L": 18.016 })
  ),
  inUrine(
    "Protein in urine",
    [
      "protein|urine protein|protein urine",
      "proteínas|proteína|proteinuria|proteínas en orina",
      "protein|eiweiß|eiweiss|protein im urin",
      "protéines|protéinurie",
      "proteínas|proteína|proteinúria"
    ],
    worded("2887-8", "Protein [Presence] in Urine", "Prot Ur Ql"),
    measured("2888-6", "Protein [Mass/volume] in Urine", "Prot Ur-mCnc", { "mg/dL": 1, "g/L": 100, "mg/L": 0.1 })
  ),
  inUrine(
    "Ketones in urine",
    [
      "ketones|urine ketones|ketone|ketone bodies|acetone",
      "cetonas|cuerpos cetónicos",
      "ketonkörper|ketone|keton",
      "corps cétoniques|cétones|acétone",
      "cetonas|corpos cetônicos"
    ],
    worded("33903-6", "Ketones [Presence] in Urine", "Ketones Ur Ql")
  ),
  onlyInUrine(
    "Nitrite in urine",
    ["nitrite|nitrites|urine nitrite", "nitritos|nitrito", "nitrit", "nitrites", "nitrito|nitritos"],
    worded("32710-6", "Nitrite [Presence] in Urine", "Nitrite Ur Ql")
  ),
  onlyInUrine(
    "Leukocyte esterase in urine",
    [
      "leukocyte esterase|leucocyte esterase|wbc esterase|urine leukocyte esterase",
      "esterasa leucocitaria",
      "leukozytenesterase|leukozyten esterase",
      "leucocyte estérase|estérase leucocytaire",
      "esterase leucocitária"
    ],
    worded("5799-2", "Leukocyte esterase [Presence] in Urine by Test strip", "Leukocyte esterase Ur Ql Strip")
  ),
  inUrine(
    "Bilirubin in urine",
    ["bilirubin|urine bilirubin", "bilirrubina", "bilirubin", "bilirubine", "bilirrubina"],
    worded("1977-8", "Bilirubin.total [Presence] in Urine", "Bilirub Ur Ql")
  ),
  inUrine(
    "Hemoglobin in urine",
    [
      "blood|occult blood|urine blood|hemoglobin|haemoglobin",
      "sangre|hemoglobina|sangre oculta",
      "blut|hämoglobin",
      "sang|hémoglobine",
      "sangue|hemoglobina"
    ],
    worded("5794-3", "Hemoglobin [Presence] in Urine by Test strip", "Hgb Ur Ql Strip")
  ),
  inUrine(
    "Color of urine",
    ["color|colour|urine color", "color", "farbe", "couleur", "cor"],
    worded("5778-6", "Color of Urine", "Color Ur")
  ),
  inUrine(
    "Appearance of urine",
    ["appearance|clarity|urine appearance", "aspecto", "aussehen|trübung", "aspect", "aspecto"],
    worded("5767-9", "Appearance of Urine", "Appearance Ur")
  ),
  inUrine(
    "Creatinine in urine",
    [
      "creatinine|urine creatinine|creatinine urine",
      "creatinina|creatinina en orina|creatinina urinaria",
      "kreatinin|kreatinin im urin",
      "créatinine|créatininurie|créatinine urinaire",
      "creatinina|creatinina urinária"
    ],
    measured("2161-8", "Creatinine [Mass/volume] in Urine", "Creat Ur-mCnc", { "mg/dL": 1, "g/L": 100 }),
    measured("14683-7", "Creatinine [Moles/volume] in Urine", "Creat Ur-sCnc", { "mmol/L": 11.31 })
  ),
  onlyInUrine(
    "Albumin in urine",
    [
      "microalbumin|urine albumin|urine microalbumin|microalbumin urine|albumin urine",
      "microalbuminuria|microalbúmina|albúmina en orina|albuminuria",
      "mikroalbumin|albumin im urin",
      "microalbuminurie|albuminurie|microalbumine",
      "microalbuminúria|microalbumina|albuminúria"
    ],
    measured("14957-5", "Microalbumin [Mass/volume] in Urine", "Microalbumin Ur-mCnc", {
      "mg/L": 1,
      "mg/dL": 10,
      "ug/mL": 1
    })
  ),
  onlyInUrine(
    "Albumin/Creatinine in urine",
    [
      "albumin creatinine ratio|acr|uacr|urine albumin creatinine ratio|microalbumin creatinine ratio|albumin creat ratio",
      "cociente albúmina creatinina|relación albúmina creatinina|índice albúmina creatinina",
      "albumin kreatinin quotient|albumin kreatinin ratio",
      "rapport albumine créatinine|albumine créatinine",
      "relação albumina creatinina"
    ],
    measured("9318-7", "Albumin/Creatinine [Mass Ratio] in Urine", "Albumin/Creat Ur", { "mg/g{creat}": 1 })
  ),
  inUrine(
    "Sodium in urine",
    [
      "sodium|urine sodium|sodium urine",
      "sodio|sodio en orina",
      "natrium|natrium im urin",
      "sodium|natriurèse",
      "sódio|sódio urinário"
    ],
    measured("2955-3", "Sodium [Moles/volume] in Urine", "Sodium Ur-sCnc", { "mmol/L": 1, "meq/L": 1 })
  ),
  inUrine(
    "Potassium in urine",
    [
      "potassium|urine potassium|potassium urine",
      "potasio|potasio en orina",
      "kalium|kalium im urin",
      "potassium|kaliurèse",
      "potássio|potássio urinário"
    ],
    measured("2828-2", "Potassium [Moles/volume] in Urine", "Potassium Ur-sCnc", { "mmol/L": 1, "meq/L": 1 })
  )
]
