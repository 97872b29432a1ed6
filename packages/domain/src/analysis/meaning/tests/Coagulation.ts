import { type CuratedTest, inBlood, measured } from "../CuratedTest.ts"

/** D-dimer has two units of mass that differ by a factor of two: only one that says which is coded. */
export const coagulation: ReadonlyArray<CuratedTest> = [
  inBlood(
    "INR",
    [
      "inr|pt inr|inr pt|international normalized ratio|international normalised ratio|prothrombin time inr",
      "inr|rin|razón normalizada internacional",
      "inr",
      "inr",
      "inr|rni"
    ],
    measured("6301-6", "INR in Platelet poor plasma by Coagulation assay", "INR PPP", {
      "": 1,
      "{ratio}": 1,
      "{INR}": 1
    })
  ),
  inBlood(
    "Prothrombin time",
    [
      "prothrombin time|pt|protime|prothrombin time pt",
      "tiempo de protrombina|tp",
      "prothrombinzeit",
      "temps de prothrombine|temps de quick",
      "tempo de protrombina|tp|tap"
    ],
    measured("5902-2", "Prothrombin time (PT)", "PT PPP", { s: 1 })
  ),
  inBlood(
    "aPTT",
    [
      "aptt|ptt|activated partial thromboplastin time|partial thromboplastin time|activated ptt",
      "ttpa|tiempo de tromboplastina parcial activado|tiempo de tromboplastina parcial|aptt",
      "aptt|ptt|aktivierte partielle thromboplastinzeit",
      "tca|temps de céphaline activée|temps de céphaline activateur",
      "ttpa|tempo de tromboplastina parcial ativada|tempo de tromboplastina parcial"
    ],
    measured("14979-9", "aPTT in Platelet poor plasma by Coagulation assay", "aPTT PPP", { s: 1 })
  ),
  inBlood(
    "Fibrinogen",
    ["fibrinogen", "fibrinógeno", "fibrinogen", "fibrinogène", "fibrinogênio"],
    measured("3255-7", "Fibrinogen [Mass/volume] in Platelet poor plasma by Coagulation assay", "Fibrinogen PPP-mCnc", {
      "mg/dL": 1,
      "g/L": 100
    })
  ),
  inBlood(
    "Fibrin D-dimer",
    ["d dimer|d dimers|d dimer quantitative", "dímero d", "d dimer|d dimere", "d dimères", "dímero d|d dímero"],
    measured("48065-7", "Fibrin D-dimer FEU [Mass/volume] in Platelet poor plasma", "D dimer FEU PPP-mCnc", {
      "ng/mL{FEU}": 1,
      "ug/mL{FEU}": 1000,
      "mg/L{FEU}": 1000,
      "ug/L{FEU}": 1
    }),
    measured("48066-5", "Fibrin D-dimer DDU [Mass/volume] in Platelet poor plasma", "D dimer DDU PPP-mCnc", {
      "ng/mL{DDU}": 2,
      "ug/mL{DDU}": 2000
    })
  )
]
