import { type CuratedTest, inBlood, measured } from "../CuratedTest.ts"

const units = { "m[IU]/mL": 1, "[IU]/L": 1 }

export const hormones: ReadonlyArray<CuratedTest> = [
  inBlood(
    "Thyrotropin",
    [
      "tsh|thyroid stimulating hormone|thyrotropin|tsh ultrasensitive|thyroid stimulating hormone tsh",
      "tsh|tirotropina|hormona estimulante de tiroides|hormona estimulante del tiroides",
      "tsh|tsh basal|thyreotropin",
      "tsh|tsh ultrasensible|thyréostimuline",
      "tsh|hormônio tireoestimulante|tsh ultrassensível"
    ],
    measured("3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "TSH SerPl-aCnc", {
      "m[IU]/L": 1,
      "u[IU]/mL": 1
    })
  ),
  inBlood(
    "Thyroxine, free",
    [
      "free t4|ft4|t4 free|free thyroxine|thyroxine free",
      "t4 libre|t4l|tiroxina libre",
      "ft4|freies t4|freies thyroxin|t4 frei",
      "t4 libre|t4l|ft4|thyroxine libre",
      "t4 livre|t4l|tiroxina livre"
    ],
    measured("3024-7", "Thyroxine (T4) free [Mass/volume] in Serum or Plasma", "T4 Free SerPl-mCnc", {
      "ng/dL": 1,
      "ng/L": 0.1,
      "pg/mL": 0.1
    }),
    measured("14920-3", "Thyroxine (T4) free [Moles/volume] in Serum or Plasma", "T4 Free SerPl-sCnc", {
      "pmol/L": 0.07769
    })
  ),
  inBlood(
    "Triiodothyronine, free",
    [
      "free t3|ft3|t3 free|free triiodothyronine|triiodothyronine free",
      "t3 libre|t3l|triyodotironina libre",
      "ft3|freies t3|t3 frei",
      "t3 libre|t3l|ft3",
      "t3 livre|t3l"
    ],
    measured("3051-0", "Triiodothyronine (T3) free [Mass/volume] in Serum or Plasma", "T3Free SerPl-mCnc", {
      "pg/mL": 1,
      "ng/L": 1
    }),
    measured("14928-6", "Triiodothyronine (T3) free [Moles/volume] in Serum or Plasma", "T3Free SerPl-sCnc", {
      "pmol/L": 0.651
    })
  ),
  inBlood(
    "Thyroxine",
    [
      "t4|total t4|t4 total|thyroxine|thyroxine total",
      "t4 total|tiroxina total|t4",
      "t4|t4 gesamt|thyroxin",
      "t4 totale|t4",
      "t4 total|t4"
    ],
    measured("3026-2", "Thyroxine (T4) [Mass/volume] in Serum or Plasma", "T4 SerPl-mCnc", { "ug/dL": 1 }),
    measured("14921-1", "Thyroxine (T4) [Moles/volume] in Serum or Plasma", "T4 SerPl-sCnc", { "nmol/L": 0.07769 })
  ),
  inBlood(
    "Triiodothyronine",
    [
      "t3|total t3|t3 total|triiodothyronine|triiodothyronine total",
      "t3 total|triyodotironina total|t3",
      "t3|t3 gesamt",
      "t3 totale|t3",
      "t3 total|t3"
    ],
    measured("3053-6", "Triiodothyronine (T3) [Mass/volume] in Serum or Plasma", "T3 SerPl-mCnc", {
      "ng/dL": 1,
      "ng/mL": 100
    }),
    measured("14930-2", "Triiodothyronine (T3) [Moles/volume] in Serum or Plasma", "T3 SerPl-sCnc", { "nmol/L": 65.1 })
  ),
  inBlood(
    "Thyroperoxidase antibody",
    [
      "anti tpo|tpo antibodies|thyroid peroxidase antibody|thyroid peroxidase antibodies|tpo ab|thyroid peroxidase tpo ab|anti thyroid peroxidase",
      "anti tpo|anticuerpos anti tpo|anticuerpos antiperoxidasa",
      "tpo antikörper|anti tpo|mak",
      "anti tpo|anticorps anti tpo|ac anti tpo",
      "anti tpo"
    ],
    measured("8099-4", "Thyroperoxidase Ab [Units/volume] in Serum or Plasma", "Thyroperoxidase Ab SerPl-aCnc", {
      "[IU]/mL": 1,
      "k[IU]/L": 1
    })
  ),
  inBlood(
    "Cortisol",
    [
      "cortisol|serum cortisol|cortisol am|cortisol morning",
      "cortisol|cortisol basal",
      "cortisol|kortisol",
      "cortisol",
      "cortisol"
    ],
    measured("2143-6", "Cortisol [Mass/volume] in Serum or Plasma", "Cortis SerPl-mCnc", {
      "ug/dL": 1,
      "ng/mL": 0.1,
      "ug/L": 0.1
    }),
    measured("14675-3", "Cortisol [Moles/volume] in Serum or Plasma", "Cortis SerPl-sCnc", { "nmol/L": 0.03625 })
  ),
  inBlood(
    "Insulin",
    [
      "insulin|fasting insulin|insulin fasting",
      "insulina|insulina basal",
      "insulin",
      "insuline|insulinémie",
      "insulina"
    ],
    measured("20448-7", "Insulin [Units/volume] in Serum or Plasma", "Insulin SerPl-aCnc", {
      "u[IU]/mL": 1,
      "m[IU]/L": 1
    })
  ),
  inBlood(
    "Parathyrin, intact",
    [
      "pth|intact pth|pth intact|parathyroid hormone|parathyroid hormone intact",
      "pth|paratohormona|pth intacta|hormona paratiroidea",
      "pth|parathormon|pth intakt",
      "pth|parathormone|pth intacte",
      "pth|paratormônio|pth intacto"
    ],
    measured("2731-8", "Parathyrin.intact [Mass/volume] in Serum or Plasma", "PTH-Intact SerPl-mCnc", {
      "pg/mL": 1,
      "ng/L": 1
    }),
    measured("14866-8", "Parathyrin.intact [Moles/volume] in Serum or Plasma", "PTH-Intact SerPl-sCnc", {
      "pmol/L": 9.43
    })
  ),
  inBlood(
    "Follitropin",
    [
      "fsh|follicle stimulating hormone",
      "fsh|hormona foliculoestimulante|hormona folículo estimulante",
      "fsh|follikelstimulierendes hormon",
      "fsh",
      "fsh|hormônio folículo estimulante"
    ],
    measured("15067-2", "Follitropin [Units/volume] in Serum or Plasma", "FSH SerPl-aCnc", units)
  ),
  inBlood(
    "Lutropin",
    [
      "lh|luteinizing hormone|luteinising hormone",
      "lh|hormona luteinizante",
      "lh|luteinisierendes hormon",
      "lh",
      "lh|hormônio luteinizante"
    ],
    measured("10501-5", "Lutropin [Units/volume] in Serum or Plasma", "LH SerPl-aCnc", units)
  ),
  inBlood(
    "Prolactin",
    ["prolactin|prl", "prolactina", "prolaktin", "prolactine", "prolactina"],
    measured("2842-3", "Prolactin [Mass/volume] in Serum or Plasma", "Prolactin SerPl-mCnc", { "ng/mL": 1, "ug/L": 1 })
  ),
  inBlood(
    "Estradiol",
    [
      "estradiol|oestradiol|e2|estradiol e2",
      "estradiol|17 beta estradiol",
      "estradiol|östradiol|17 beta estradiol",
      "estradiol|œstradiol",
      "estradiol"
    ],
    measured("2243-4", "Estradiol (E2) [Mass/volume] in Serum or Plasma", "Estradiol SerPl-mCnc", {
      "pg/mL": 1,
      "ng/L": 1
    }),
    measured("14715-7", "Estradiol (E2) [Moles/volume] in Serum or Plasma", "Estradiol SerPl-sCnc", {
      "pmol/L": 0.2724
    })
  ),
  inBlood(
    "Progesterone",
    ["progesterone", "progesterona", "progesteron", "progestérone", "progesterona"],
    measured("2839-9", "Progesterone [Mass/volume] in Serum or Plasma", "Progest SerPl-mCnc", {
      "ng/mL": 1,
      "ug/L": 1
    }),
    measured("14890-8", "Progesterone [Moles/volume] in Serum or Plasma", "Progest SerPl-sCnc", { "nmol/L": 0.3145 })
  ),
  inBlood(
    "Testosterone",
    [
      "testosterone|total testosterone|testosterone total",
      "testosterona|testosterona total",
      "testosteron|testosteron gesamt",
      "testostérone|testostérone totale",
      "testosterona|testosterona total"
    ],
    measured("2986-8", "Testosterone [Mass/volume] in Serum or Plasma", "Testost SerPl-mCnc", {
      "ng/dL": 1,
      "ng/mL": 100,
      "ug/L": 100
    }),
    measured("14913-8", "Testosterone [Moles/volume] in Serum or Plasma", "Testost SerPl-sCnc", { "nmol/L": 28.84 })
  ),
  inBlood(
    "Choriogonadotropin",
    [
      "beta hcg|hcg beta|b hcg|hcg quantitative|quantitative hcg|beta hcg quantitative",
      "beta hcg|hcg beta|β hcg",
      "beta hcg|β hcg",
      "beta hcg|β hcg|hcg totale",
      "beta hcg|β hcg"
    ],
    measured("21198-7", "Choriogonadotropin.beta subunit [Units/volume] in Serum or Plasma", "B-HCG SerPl-aCnc", units)
  )
]
