import { type CuratedTest, inBlood, measured, worded } from "../CuratedTest.ts"

export const serology: ReadonlyArray<CuratedTest> = [
  inBlood(
    "HIV 1+2 antibody",
    [
      "hiv 1 2 antibody|hiv 1 2 antibodies|hiv 1 and 2 antibodies|hiv 1 and 2 antibody|anti hiv 1 2|hiv 1 2 ab",
      "anti vih 1 2|anticuerpos vih 1 2|anticuerpos anti vih 1 2|anti vih 1 y 2",
      "hiv 1 2 antikörper|anti hiv 1 2",
      "anticorps anti vih 1 2|anticorps anti vih 1 et 2",
      "anti hiv 1 e 2|anti hiv 1 2"
    ],
    worded("7918-6", "HIV 1+2 Ab [Presence] in Serum", "HIV 1+2 Ab Ser Ql")
  ),
  inBlood(
    "HIV 1+2 antibody and p24 antigen",
    [
      "hiv ag ab combo|hiv 1 2 ag ab|hiv ag ab|hiv 1 2 antigen antibody|hiv antigen antibody|hiv 1 2 antigen and antibodies",
      "vih ag ac|vih 1 2 ag ac|antígeno anticuerpo vih",
      "hiv ag ak|hiv 1 2 ag ak|hiv suchtest ag ak",
      "vih ag ac combiné",
      "hiv ag ac|hiv 1 2 ag ac"
    ],
    worded(
      "56888-1",
      "HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay",
      "HIV1+2 Ab+HIV1p24 Ag SerPl Ql IA"
    )
  ),
  inBlood(
    "Hepatitis B surface antigen",
    [
      "hbsag|hepatitis b surface antigen|hbs antigen|hepatitis b surface ag|hepatitis b surface antigen hbsag",
      "hbsag|antígeno de superficie hepatitis b|ag hbs|antígeno de superficie de hepatitis b",
      "hbsag|hbs antigen|hbs ag",
      "antigène hbs|ag hbs|hbsag",
      "hbsag|antígeno hbs"
    ],
    worded("5195-3", "Hepatitis B virus surface Ag [Presence] in Serum", "HBV surface Ag Ser Ql")
  ),
  inBlood(
    "Hepatitis B surface antibody",
    [
      "anti hbs|hepatitis b surface antibody|hbsab|hbs antibody|hepatitis b surface ab",
      "anti hbs|anticuerpos anti hbs",
      "anti hbs|hbs antikörper",
      "anticorps anti hbs|ac anti hbs|anti hbs",
      "anti hbs"
    ],
    worded("22322-2", "Hepatitis B virus surface Ab [Presence] in Serum", "HBV surface Ab Ser Ql"),
    measured("16935-9", "Hepatitis B virus surface Ab [Units/volume] in Serum", "HBV surface Ab Ser-aCnc", {
      "m[IU]/mL": 1,
      "[IU]/L": 1
    })
  ),
  inBlood(
    "Hepatitis B core antibody",
    [
      "anti hbc|hepatitis b core antibody|hepatitis b core antibody total|anti hbc total|hbcab",
      "anti hbc|anti hbc total|anticuerpos anti hbc",
      "anti hbc|hbc antikörper",
      "anticorps anti hbc|ac anti hbc|anti hbc",
      "anti hbc|anti hbc total"
    ],
    worded("16933-4", "Hepatitis B virus core Ab [Presence] in Serum", "HBV core Ab Ser Ql")
  ),
  inBlood(
    "Hepatitis C antibody",
    [
      "anti hcv|hepatitis c antibody|hcv antibody|hcv ab|hepatitis c virus antibody",
      "anti vhc|anti hcv|anticuerpos anti vhc|anticuerpos vhc",
      "anti hcv|hcv antikörper",
      "anticorps anti vhc|ac anti vhc|anti vhc",
      "anti hcv"
    ],
    worded("16128-1", "Hepatitis C virus Ab [Presence] in Serum", "HCV Ab Ser Ql")
  ),
  inBlood(
    "Reagin antibody",
    ["rpr|rapid plasma reagin", "rpr", "rpr", "rpr", "rpr"],
    worded("20507-0", "Reagin Ab [Presence] in Serum by RPR", "RPR Ser Ql")
  ),
  inBlood(
    "Helicobacter pylori antibody",
    [
      "h pylori antibody|helicobacter pylori antibody|h pylori ab",
      "anticuerpos helicobacter pylori",
      "helicobacter pylori antikörper",
      "anticorps helicobacter pylori|sérologie helicobacter pylori",
      "anticorpos helicobacter pylori"
    ],
    worded("22310-7", "Helicobacter pylori Ab [Presence] in Serum", "H pylori Ab Ser Ql")
  ),
  inBlood(
    "Pregnancy test in serum",
    [
      "serum pregnancy test|hcg qualitative serum|pregnancy test serum",
      "prueba de embarazo en sangre",
      "schwangerschaftstest serum",
      "test de grossesse sanguin",
      "teste de gravidez sangue"
    ],
    worded("2118-8", "Choriogonadotropin (pregnancy test) [Presence] in Serum or Plasma", "HCG Preg SerPl Ql")
  )
]
