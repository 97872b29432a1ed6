import { type CuratedTest, inBlood, measured } from "../CuratedTest.ts"

const molar = { "mmol/L": 1, "meq/L": 1 }

/** Salts, acids and bases. Factors follow from molar masses: how many first units one of that unit is. */
export const electrolytes: ReadonlyArray<CuratedTest> = [
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
    "Osmolality",
    ["osmolality|serum osmolality", "osmolalidad", "osmolalität", "osmolalité", "osmolalidade"],
    measured("2692-2", "Osmolality of Serum or Plasma", "Osmolality SerPl", { "mosm/kg": 1 })
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
  )
]
