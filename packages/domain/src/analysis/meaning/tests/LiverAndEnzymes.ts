import { activity, type CuratedTest, inBlood, measured } from "../CuratedTest.ts"

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

export const liverAndEnzymes: ReadonlyArray<CuratedTest> = [
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
  )
]
