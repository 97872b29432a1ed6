import { type CuratedTest, inBlood, measured, perVolume } from "../CuratedTest.ts"

const cells = (
  name: string,
  names: Parameters<typeof inBlood>[1],
  count: readonly [loinc: string, shortName: string],
  share: readonly [loinc: string, shortName: string]
): CuratedTest =>
  inBlood(
    name,
    names,
    measured(count[0], `${name} [#/volume] in Blood`, count[1], perVolume),
    measured(share[0], `${name}/100 leukocytes in Blood`, share[1], { "%": 1 })
  )

/** The blood count. Codes without a method: paper seldom says whether a machine counted. */
export const haematology: ReadonlyArray<CuratedTest> = [
  inBlood(
    "Hemoglobin",
    ["hemoglobin|haemoglobin|hb|hgb", "hemoglobina", "hämoglobin|haemoglobin", "hémoglobine", "hemoglobina"],
    measured("718-7", "Hemoglobin [Mass/volume] in Blood", "Hgb Bld-mCnc", { "g/dL": 1, "g/L": 0.1 }),
    measured("59260-0", "Hemoglobin [Moles/volume] in Blood", "Hgb Bld-sCnc", { "mmol/L": 1.6114 })
  ),
  inBlood(
    "Hematocrit",
    [
      "hematocrit|haematocrit|hct|packed cell volume|pcv|ht",
      "hematocrito|hto",
      "hämatokrit|haematokrit|hkt",
      "hématocrite|ht",
      "hematócrito"
    ],
    measured("20570-8", "Hematocrit [Volume Fraction] of Blood", "Hct VFr Bld", { "%": 1, "L/L": 100 })
  ),
  inBlood(
    "Erythrocytes",
    [
      "erythrocytes|red blood cells|red blood cell count|red blood cell|red cell count|rbc|rbc count|total rbc count|erythrocyte count",
      "hematíes|eritrocitos|glóbulos rojos|recuento de hematíes|recuento de eritrocitos|recuento de glóbulos rojos",
      "erythrozyten|erythrocyten|ery",
      "hématies|érythrocytes|globules rouges",
      "hemácias|eritrócitos|glóbulos vermelhos"
    ],
    measured("26453-1", "Erythrocytes [#/volume] in Blood", "RBC # Bld", { "10*12/L": 1, "10*6/uL": 1 })
  ),
  inBlood(
    "Leukocytes",
    [
      "leukocytes|leucocytes|white blood cells|white blood cell count|white blood cell|white cell count|wbc|wbc count|total wbc count|total leukocyte count|total leucocyte count|tlc|leukocyte count",
      "leucocitos|glóbulos blancos|recuento de leucocitos|recuento de glóbulos blancos",
      "leukozyten|leukocyten|leuko",
      "leucocytes|globules blancs",
      "leucócitos|glóbulos brancos"
    ],
    measured("26464-8", "Leukocytes [#/volume] in Blood", "WBC # Bld", perVolume)
  ),
  inBlood(
    "Platelets",
    [
      "platelets|platelet count|plt|platelet|thrombocytes",
      "plaquetas|recuento de plaquetas|trombocitos",
      "thrombozyten|thrombocyten|thrombo",
      "plaquettes|thrombocytes",
      "plaquetas|contagem de plaquetas"
    ],
    measured("26515-7", "Platelets [#/volume] in Blood", "Platelet # Bld", perVolume)
  ),
  inBlood(
    "MCV",
    [
      "mcv|mean corpuscular volume|mean cell volume",
      "vcm|volumen corpuscular medio",
      "mcv|mittleres zellvolumen",
      "vgm|volume globulaire moyen",
      "vcm|volume corpuscular médio"
    ],
    measured("30428-7", "MCV [Entitic mean volume] in Red Blood Cells", "MCV RBC", { fL: 1 })
  ),
  inBlood(
    "MCH",
    [
      "mch|mean corpuscular hemoglobin|mean corpuscular haemoglobin|mean cell hemoglobin|mean cell haemoglobin",
      "hcm|hemoglobina corpuscular media",
      "mch|hbe",
      "tcmh|teneur corpusculaire moyenne en hémoglobine",
      "hcm|hemoglobina corpuscular média"
    ],
    measured("28539-5", "MCH [Entitic mass]", "MCH RBC Qn", { pg: 1 })
  ),
  inBlood(
    "MCHC",
    [
      "mchc|mean corpuscular hemoglobin concentration|mean corpuscular haemoglobin concentration|mean cell hemoglobin concentration|mean cell haemoglobin concentration",
      "chcm|chbcm|concentración de hemoglobina corpuscular media",
      "mchc",
      "ccmh|concentration corpusculaire moyenne en hémoglobine",
      "chcm|concentração de hemoglobina corpuscular média"
    ],
    measured("28540-3", "MCHC [Mass/volume]", "MCHC RBC-mCnc", { "g/dL": 1, "g/L": 0.1 })
  ),
  inBlood(
    "RDW",
    [
      "rdw|rdw cv|red cell distribution width|red blood cell distribution width",
      "rdw|ade|ancho de distribución eritrocitaria|amplitud de distribución eritrocitaria",
      "rdw|evb|erythrozytenverteilungsbreite",
      "idr|indice de distribution des rouges",
      "rdw"
    ],
    measured("30385-9", "Erythrocyte distribution width [Ratio]", "RDW RBC-Rto", { "%": 1 })
  ),
  inBlood(
    "Mean platelet volume",
    [
      "mpv|mean platelet volume",
      "vpm|volumen plaquetario medio|vmp",
      "mpv|mittleres thrombozytenvolumen",
      "vpm|volume plaquettaire moyen|vmp",
      "vpm|volume plaquetário médio"
    ],
    measured("28542-9", "Platelet [Entitic mean volume] in Blood", "PMV Bld", { fL: 1 })
  ),
  cells(
    "Neutrophils",
    [
      "neutrophils|neutrophil|neutrophil count|absolute neutrophil count|absolute neutrophils|anc|segmented neutrophils|polymorphs",
      "neutrófilos|neutrófilos segmentados",
      "neutrophile|neutrophile granulozyten|segmentkernige granulozyten",
      "polynucléaires neutrophiles|neutrophiles",
      "neutrófilos|neutrófilos segmentados"
    ],
    ["26499-4", "Neutrophils # Bld"],
    ["26511-6", "Neutrophils NFr Bld"]
  ),
  cells(
    "Lymphocytes",
    [
      "lymphocytes|lymphocyte|lymphocyte count|absolute lymphocyte count|absolute lymphocytes|lymphs",
      "linfocitos",
      "lymphozyten",
      "lymphocytes",
      "linfócitos"
    ],
    ["26474-7", "Lymphocytes # Bld"],
    ["26478-8", "Lymphocytes NFr Bld"]
  ),
  cells(
    "Monocytes",
    [
      "monocytes|monocyte|absolute monocyte count|absolute monocytes",
      "monocitos",
      "monozyten",
      "monocytes",
      "monócitos"
    ],
    ["26484-6", "Monocytes # Bld"],
    ["26485-3", "Monocytes NFr Bld"]
  ),
  cells(
    "Eosinophils",
    [
      "eosinophils|eosinophil|absolute eosinophil count|absolute eosinophils|eos",
      "eosinófilos",
      "eosinophile|eosinophile granulozyten",
      "polynucléaires éosinophiles|éosinophiles",
      "eosinófilos"
    ],
    ["26449-9", "Eosinophil # Bld"],
    ["26450-7", "Eosinophil NFr Bld"]
  ),
  cells(
    "Basophils",
    [
      "basophils|basophil|absolute basophil count|absolute basophils|basos",
      "basófilos",
      "basophile|basophile granulozyten",
      "polynucléaires basophiles|basophiles",
      "basófilos"
    ],
    ["26444-0", "Basophils # Bld"],
    ["30180-4", "Basophils NFr Bld"]
  ),
  inBlood(
    "Erythrocyte sedimentation rate",
    [
      "esr|erythrocyte sedimentation rate|sedimentation rate|sed rate",
      "vsg|velocidad de sedimentación|velocidad de sedimentación globular|eritrosedimentación",
      "bsg|bks|blutsenkung|blutkörperchensenkungsgeschwindigkeit",
      "vs|vitesse de sédimentation",
      "vhs|velocidade de hemossedimentação"
    ],
    measured("30341-2", "Erythrocyte sedimentation rate", "ESR Bld Qn", { "mm/h": 1 })
  )
]
