/** What a curated test measures, and why doctors look at it: by its name, in one or two sentences without a number. */
export const glossary: Readonly<Record<string, string>> = {
  // Blood cells
  Hemoglobin:
    "Hemoglobin is the protein in red blood cells that carries oxygen. It is looked at when anemia is suspected, or too many red cells.",
  Hematocrit: "Hematocrit is the share of the blood's volume that red blood cells take up. It moves with hemoglobin.",
  Erythrocytes: "Erythrocytes are red blood cells, which carry oxygen from the lungs to the body.",
  Leukocytes:
    "Leukocytes are white blood cells, the body's defense. Their number changes with infections, inflammation, medicines and diseases of the bone marrow.",
  Platelets:
    "Platelets are the cell fragments that help blood to clot. Few of them make bleeding more likely, many can come with inflammation or lack of iron.",
  MCV: "MCV is the average size of red blood cells. Small cells often come with lack of iron, large ones with lack of certain vitamins.",
  MCH: "MCH is the average amount of hemoglobin in a red blood cell.",
  MCHC: "MCHC is how densely red blood cells are filled with hemoglobin.",
  RDW: "RDW tells how much red blood cells differ in size. It helps to find out where an anemia comes from.",
  "Mean platelet volume": "The mean platelet volume is the average size of platelets. Young platelets are larger.",
  Neutrophils: "Neutrophils are the most common white blood cells, and the first to come where bacteria are.",
  Lymphocytes: "Lymphocytes are white blood cells that fight viruses and remember germs.",
  Monocytes: "Monocytes are white blood cells that clean up after infections and inflammation.",
  Eosinophils: "Eosinophils are white blood cells that are more common with allergies and parasites.",
  Basophils: "Basophils are rare white blood cells that take part in allergic reactions.",
  "Erythrocyte sedimentation rate":
    "The sedimentation rate tells how fast red blood cells sink in a tube. It rises with many kinds of inflammation, and with age.",
  // Sugar and kidneys
  Glucose:
    "Glucose is the sugar in the blood, the body's main fuel. When it was measured, before or after eating, matters.",
  "Fasting glucose":
    "Fasting glucose is the sugar in the blood after a night without food. It is looked at for diabetes.",
  "Hemoglobin A1c":
    "This tells how much sugar was in the blood over the last few months. It is used to find and to follow diabetes.",
  Urea: "Urea is what the liver makes of protein and the kidneys pass out. It depends on the kidneys, on drinking and on food.",
  "Urea nitrogen":
    "Urea nitrogen is a way to measure urea, which the kidneys pass out. It depends on the kidneys, on drinking and on food.",
  Creatinine:
    "Creatinine comes from muscles and leaves through the kidneys. It rises when the kidneys filter less, and is higher in people with much muscle.",
  "Glomerular filtration rate":
    "The glomerular filtration rate estimates how much blood the kidneys clean. It is computed from creatinine, age and sex.",
  Urate:
    "Urate, or uric acid, comes from the breakdown of cells and of some foods. High values can lead to gout and kidney stones.",
  Insulin: "Insulin is the hormone that lets sugar into cells. It is usually judged together with glucose.",
  // Salts
  Sodium: "Sodium is the main salt outside the cells. It tells about the balance of water in the body.",
  Potassium:
    "Potassium is a salt that heart and muscles need to work evenly. Kidneys and some medicines change it; both low and high values can matter to the heart.",
  Chloride: "Chloride is a salt that goes along with sodium and helps to keep the blood's acidity even.",
  "Carbon dioxide": "Carbon dioxide in the blood is mostly bicarbonate, and tells about the balance of acids.",
  Bicarbonate: "Bicarbonate keeps the blood from becoming acid. Lungs and kidneys hold it steady.",
  "Anion gap": "The anion gap is computed from salts in the blood, and helps to find out why blood has become acid.",
  Calcium:
    "Calcium is needed by bones, nerves and muscles. Part of it travels with albumin, so it is judged together with that.",
  Magnesium: "Magnesium is needed by muscles, nerves and the heart's rhythm.",
  Phosphate: "Phosphate is a part of bones and of the cells' energy. Kidneys and parathyroid glands hold it steady.",
  Osmolality: "Osmolality tells how concentrated the blood is, and helps to judge the balance of water.",
  Lactate: "Lactate rises when tissue gets too little oxygen, and after hard exercise.",
  // Liver, pancreas, enzymes
  Protein: "Total protein is all protein in the blood, mostly albumin and antibodies.",
  Albumin:
    "Albumin is the most common protein in the blood. The liver makes it; it falls with some diseases of liver, kidney or gut.",
  Globulin: "Globulins are the blood's other proteins besides albumin, among them the antibodies.",
  "Albumin/Globulin": "The ratio of albumin to globulin tells whether the blood's proteins are in their usual balance.",
  "Bilirubin, total":
    "Bilirubin is what becomes of old red blood cells. It rises when the liver or bile ducts are troubled, or when many cells break down, and can turn skin yellow.",
  "Bilirubin, direct": "Direct bilirubin is the part that the liver has already prepared to pass out with the bile.",
  "Bilirubin, indirect":
    "Indirect bilirubin is the part on its way to the liver. Harmless inherited variants raise it.",
  "Alanine aminotransferase":
    "Alanine aminotransferase, or ALT, is an enzyme of liver cells. It rises when liver cells are damaged.",
  "Aspartate aminotransferase":
    "Aspartate aminotransferase, or AST, is an enzyme of liver, heart and muscles. It is judged together with ALT.",
  "Alkaline phosphatase":
    "Alkaline phosphatase is an enzyme of bile ducts and bones. It is higher in growing children and in pregnancy.",
  "Gamma glutamyl transferase":
    "Gamma glutamyl transferase, or GGT, is an enzyme of the liver and bile ducts. Alcohol and some medicines raise it.",
  "Lactate dehydrogenase": "Lactate dehydrogenase is an enzyme of nearly all cells. It rises when cells break down.",
  "Creatine kinase":
    "Creatine kinase is an enzyme of muscles. It rises after hard exercise, injuries and muscle diseases.",
  "Creatine kinase MB": "Creatine kinase MB is the form of the enzyme that is common in heart muscle.",
  Amylase: "Amylase is an enzyme of the pancreas and the salivary glands. It rises when the pancreas is inflamed.",
  Lipase: "Lipase is an enzyme of the pancreas. It rises when the pancreas is inflamed.",
  // Lipids
  Cholesterol:
    "Cholesterol is a fat that the body makes and needs. How it is shared between LDL and HDL matters more than the total.",
  "Cholesterol in HDL": "HDL carries cholesterol back to the liver. It is often called the good cholesterol.",
  "Cholesterol in LDL":
    "LDL carries cholesterol to the body. Over years, high values can narrow the arteries; the goal depends on a person's other risks.",
  "Cholesterol in LDL, calculated":
    "This is LDL cholesterol, computed from the other fats. Over years, high values can narrow the arteries.",
  "Cholesterol in LDL, direct":
    "This is LDL cholesterol, measured itself. Over years, high values can narrow the arteries.",
  "Cholesterol in VLDL": "VLDL carries mostly triglycerides from the liver.",
  "Cholesterol, non-HDL":
    "Non-HDL cholesterol is all cholesterol that can settle in the arteries: the total without HDL.",
  Triglyceride: "Triglycerides are the fats that store energy. They rise after meals, and with alcohol and sugar.",
  "Apolipoprotein A-I": "Apolipoprotein A-I is the main protein of HDL.",
  "Apolipoprotein B": "Apolipoprotein B counts the particles that can carry cholesterol into the arteries.",
  Homocysteine: "Homocysteine is an amino acid that rises with lack of certain vitamins.",
  // Iron and vitamins
  Iron: "Iron in the blood is iron on its way. It changes within a day, so it is judged together with ferritin.",
  "Iron binding capacity":
    "The iron binding capacity tells how much iron the blood could carry. It rises when iron is lacking.",
  "Iron saturation": "The iron saturation is the share of transferrin that carries iron.",
  Transferrin: "Transferrin is the protein that carries iron. The body makes more of it when iron is lacking.",
  Ferritin: "Ferritin tells how much iron is stored. It is low when iron is lacking, and also rises with inflammation.",
  "Vitamin B12": "This vitamin is needed for blood cells and nerves. It comes from animal foods or supplements.",
  Folate: "Folate is a vitamin that is needed to make blood cells. It comes from green vegetables and beans.",
  "25-Hydroxyvitamin D":
    "This is the form in which vitamin D is stored. It comes from sunlight on the skin, and from some foods.",
  Zinc: "Zinc is a trace element that many enzymes, wounds and the body's defense need.",
  Copper: "Copper is a trace element that travels with a protein of the liver.",
  // Hormones
  Thyrotropin:
    "Thyrotropin, or TSH, is the signal that tells the thyroid gland to work. It is high when the gland does too little, and low when it does too much.",
  "Thyroxine, free": "Free thyroxine is the active part of the thyroid gland's main hormone.",
  "Triiodothyronine, free": "Free triiodothyronine is the stronger of the thyroid hormones.",
  Thyroxine: "Thyroxine is the thyroid gland's main hormone; most of it travels bound to proteins.",
  "Thyroperoxidase antibody":
    "These antibodies are directed against the thyroid gland, and common with its inflammation.",
  Cortisol: "Cortisol is a hormone of the adrenal glands. It is highest in the morning and rises with stress.",
  "Parathyrin, intact": "Parathyrin is the hormone that holds calcium steady.",
  Follitropin: "Follitropin, or FSH, is a signal to ovaries or testicles.",
  Lutropin: "Lutropin, or LH, is a signal to ovaries or testicles.",
  Prolactin: "Prolactin is the hormone of breast feeding. Stress and some medicines raise it.",
  Estradiol: "Estradiol is the main female sex hormone. It changes over the cycle.",
  Progesterone: "Progesterone is a hormone of the cycle's later half and of pregnancy.",
  Testosterone: "Testosterone is the main male sex hormone. It is highest in the morning.",
  Choriogonadotropin: "Choriogonadotropin, or hCG, is the hormone that pregnancy tests look for.",
  // Inflammation, heart, immune system
  "C reactive protein":
    "C reactive protein, or CRP, is made by the liver and rises within hours of an inflammation or infection.",
  "C reactive protein, high sensitivity":
    "This is CRP measured finely enough to say something about the heart's risk. An infection hides that.",
  Procalcitonin: "Procalcitonin rises above all with severe infections by bacteria.",
  "Troponin I, cardiac": "Troponin comes from heart muscle. It rises when heart muscle is damaged.",
  "Troponin T, cardiac": "Troponin comes from heart muscle. It rises when heart muscle is damaged.",
  "Troponin T, cardiac, high sensitivity": "Troponin comes from heart muscle. It rises when heart muscle is damaged.",
  "Natriuretic peptide B": "This hormone comes from the heart when it has to work hard against pressure.",
  "Natriuretic peptide B prohormone N-terminal": "This comes from the heart when it has to work hard against pressure.",
  "Prostate specific antigen":
    "Prostate specific antigen, or PSA, comes from the prostate. It rises with age, inflammation, an enlarged prostate, and cancer.",
  "Rheumatoid factor":
    "The rheumatoid factor is an antibody that is common in rheumatoid arthritis, and in some healthy people.",
  "Immunoglobulin E": "Immunoglobulin E is the antibody of allergies.",
  // Clotting
  INR: "INR compares how long the blood takes to clot with normal blood. It guides treatment with some blood thinners.",
  "Prothrombin time":
    "The prothrombin time is how long blood takes to clot in one of its ways. Liver and vitamin K matter to it.",
  aPTT: "The aPTT is how long blood takes to clot in another of its ways.",
  Fibrinogen: "Fibrinogen is the protein that a clot is made of. It also rises with inflammation.",
  "Fibrin D-dimer":
    "D-dimer is what is left when a clot dissolves. It helps to rule out clots, and rises for many other reasons.",
  // Urine
  "Glucose in urine": "Sugar in urine comes when there is much sugar in the blood, or with some medicines.",
  "Protein in urine":
    "Protein in urine can come from the kidneys' filters, and for a short time from fever or exercise.",
  "Ketones in urine": "Ketones in urine come when the body burns fat instead of sugar.",
  "Nitrite in urine": "Nitrite in urine is made by bacteria, and hints at an infection.",
  "Leukocyte esterase in urine": "This hints at white blood cells in urine, as an infection brings them.",
  "Hemoglobin in urine": "This hints at blood in urine, of which there are harmless and serious causes.",
  "Creatinine in urine": "Creatinine in urine tells how concentrated the urine is.",
  "Albumin in urine": "Albumin in urine is an early sign that the kidneys' filters let protein through.",
  "Albumin/Creatinine in urine":
    "The ratio of albumin to creatinine in urine is an early sign that the kidneys' filters let protein through."
}
