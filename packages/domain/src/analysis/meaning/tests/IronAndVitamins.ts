import { type CuratedTest, inBlood, measured } from "../CuratedTest.ts"

const iron = { mass: { "ug/dL": 1, "ug/L": 0.1 }, moles: { "umol/L": 5.585 } }

export const ironAndVitamins: ReadonlyArray<CuratedTest> = [
  inBlood(
    "Iron",
    [
      "iron|serum iron|iron serum|fe",
      "hierro|hierro sérico|sideremia",
      "eisen",
      "fer|fer sérique",
      "ferro|ferro sérico"
    ],
    measured("2498-4", "Iron [Mass/volume] in Serum or Plasma", "Iron SerPl-mCnc", iron.mass),
    measured("14798-3", "Iron [Moles/volume] in Serum or Plasma", "Iron SerPl-sCnc", iron.moles)
  ),
  inBlood(
    "Iron binding capacity",
    [
      "tibc|total iron binding capacity|iron binding capacity|iron binding capacity total",
      "capacidad total de fijación de hierro|ctfh|tibc",
      "eisenbindungskapazität|totale eisenbindungskapazität",
      "capacité totale de fixation|ctf",
      "capacidade total de ligação do ferro|ctlf"
    ],
    measured("2500-7", "Iron binding capacity [Mass/volume] in Serum or Plasma", "TIBC SerPl-mCnc", iron.mass),
    measured("14800-7", "Iron binding capacity [Moles/volume] in Serum or Plasma", "TIBC SerPl-sCnc", iron.moles)
  ),
  inBlood(
    "Iron binding capacity, unsaturated",
    ["uibc|unsaturated iron binding capacity", "uibc", "uibc|freie eisenbindungskapazität", "uibc", "uibc"],
    measured(
      "2501-5",
      "Iron binding capacity.unsaturated [Mass/volume] in Serum or Plasma",
      "UIBC SerPl-mCnc",
      iron.mass
    )
  ),
  inBlood(
    "Iron saturation",
    [
      "iron saturation|transferrin saturation|tsat",
      "saturación de transferrina|índice de saturación de transferrina",
      "transferrinsättigung",
      "saturation de la transferrine|coefficient de saturation de la transferrine",
      "saturação de transferrina|saturação da transferrina"
    ],
    measured("2502-3", "Iron saturation [Mass Fraction] in Serum or Plasma", "Iron Satn MFr SerPl", { "%": 1 })
  ),
  inBlood(
    "Transferrin",
    ["transferrin", "transferrina", "transferrin", "transferrine", "transferrina"],
    measured("3034-6", "Transferrin [Mass/volume] in Serum or Plasma", "Transferrin SerPl-mCnc", {
      "mg/dL": 1,
      "g/L": 100
    })
  ),
  inBlood(
    "Ferritin",
    ["ferritin|serum ferritin", "ferritina", "ferritin", "ferritine", "ferritina"],
    measured("2276-4", "Ferritin [Mass/volume] in Serum or Plasma", "Ferritin SerPl-mCnc", { "ng/mL": 1, "ug/L": 1 })
  ),
  inBlood(
    "Vitamin B12",
    [
      "vitamin b12|b12|cobalamin|vit b12",
      "vitamina b12|cobalamina",
      "vitamin b12|cobalamin",
      "vitamine b12|cobalamine",
      "vitamina b12"
    ],
    measured("2132-9", "Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma", "Vit B12 SerPl-mCnc", {
      "pg/mL": 1,
      "ng/L": 1
    }),
    measured("14685-2", "Cobalamin (Vitamin B12) [Moles/volume] in Serum or Plasma", "Vit B12 SerPl-sCnc", {
      "pmol/L": 1.3554
    })
  ),
  inBlood(
    "Folate",
    [
      "folate|folic acid|serum folate|folate serum",
      "folato|ácido fólico",
      "folsäure|folat",
      "folates|acide folique|folates sériques",
      "folato|ácido fólico"
    ],
    measured("2284-8", "Folate [Mass/volume] in Serum or Plasma", "Folate SerPl-mCnc", { "ng/mL": 1, "ug/L": 1 }),
    measured("14732-2", "Folate [Moles/volume] in Serum or Plasma", "Folate SerPl-sCnc", { "nmol/L": 0.4414 })
  ),
  inBlood(
    "25-Hydroxyvitamin D",
    [
      "25 oh vitamin d|vitamin d 25 hydroxy|vitamin d 25 oh|25 hydroxyvitamin d|25 hydroxy vitamin d|vitamin d total 25 hydroxy|25 oh vitamin d total|vitamin d 25 oh total",
      "25 oh vitamina d|vitamina d 25 oh|25 hidroxivitamina d|vitamina d 25 hidroxi",
      "25 oh vitamin d|vitamin d 25 oh|25 hydroxyvitamin d",
      "25 oh vitamine d|vitamine d 25 oh|25 hydroxyvitamine d",
      "25 oh vitamina d|vitamina d 25 oh|25 hidroxivitamina d|vitamina d 25 hidroxi"
    ],
    measured(
      "62292-8",
      "25-Hydroxyvitamin D3+25-Hydroxyvitamin D2 [Mass/volume] in Serum or Plasma",
      "25(OH)D2+25(OH)D3 SerPl-mCnc",
      { "ng/mL": 1, "ug/L": 1 }
    )
  ),
  inBlood(
    "25-Hydroxyvitamin D3",
    [
      "25 hydroxyvitamin d3|25 oh vitamin d3|vitamin d3 25 hydroxy|25 oh d3",
      "25 oh vitamina d3|25 hidroxivitamina d3",
      "25 oh vitamin d3",
      "25 oh vitamine d3",
      "25 oh vitamina d3"
    ],
    measured("1989-3", "25-hydroxyvitamin D3 [Mass/volume] in Serum or Plasma", "25(OH)D3 SerPl-mCnc", {
      "ng/mL": 1,
      "ug/L": 1
    })
  ),
  inBlood(
    "Homocysteine",
    ["homocysteine", "homocisteína", "homocystein", "homocystéine", "homocisteína"],
    measured("13965-9", "Homocysteine [Moles/volume] in Serum or Plasma", "Hcys SerPl-sCnc", { "umol/L": 1 })
  ),
  inBlood(
    "Zinc",
    ["zinc|serum zinc", "zinc|cinc", "zink", "zinc", "zinco"],
    measured("5763-8", "Zinc [Mass/volume] in Serum or Plasma", "Zinc SerPl-mCnc", { "ug/dL": 1, "ug/L": 0.1 })
  ),
  inBlood(
    "Copper",
    ["copper|serum copper", "cobre", "kupfer", "cuivre", "cobre"],
    measured("5631-7", "Copper [Mass/volume] in Serum or Plasma", "Copper SerPl-mCnc", { "ug/dL": 1, "ug/L": 0.1 })
  ),
  inBlood(
    "Haptoglobin",
    ["haptoglobin", "haptoglobina", "haptoglobin", "haptoglobine", "haptoglobina"],
    measured("4542-7", "Haptoglobin [Mass/volume] in Serum or Plasma", "Haptoglob SerPl-mCnc", {
      "mg/dL": 1,
      "g/L": 100
    })
  ),
  inBlood(
    "Ceruloplasmin",
    ["ceruloplasmin", "ceruloplasmina", "coeruloplasmin|caeruloplasmin", "céruloplasmine", "ceruloplasmina"],
    measured("2064-4", "Ceruloplasmin [Mass/volume] in Serum or Plasma", "Ceruloplasmin SerPl-mCnc", {
      "mg/dL": 1,
      "g/L": 100,
      "mg/L": 0.1
    })
  )
]
