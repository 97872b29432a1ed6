export const languages = ["en", "es", "de", "fr", "pt"] as const
export type Language = (typeof languages)[number]

/** What laboratories of one language print around their numbers. Written from real reports, not from what our rules know. */
export interface Wording {
  readonly title: string
  readonly laboratory: string
  readonly test: ReadonlyArray<string>
  readonly result: ReadonlyArray<string>
  readonly unit: ReadonlyArray<string>
  readonly reference: ReadonlyArray<string>
  readonly flag: string
  readonly previous: string
  readonly method: string
  readonly specimen: string
  readonly patient: ReadonlyArray<string>
  readonly collected: string
  readonly page: string
  readonly signed: string
  readonly remarks: ReadonlyArray<string>
  readonly negative: string
  readonly positive: string
  readonly upTo: string
  readonly lessThan: string
  readonly moreThan: string
  readonly to: string
  readonly status: { readonly low: string; readonly normal: string; readonly high: string }
  readonly decimal: "." | ","
}

export const wordings: Readonly<Record<Language, Wording>> = {
  en: {
    title: "Laboratory Report",
    laboratory: "Harbour Street Diagnostics",
    test: ["Test", "Test Name", "Investigation", "Analyte", "Parameter"],
    result: ["Result", "Results", "Value", "Your Result", "Observed Value"],
    unit: ["Units", "Unit"],
    reference: ["Reference Range", "Reference Interval", "Biological Reference Interval", "Normal Range", "Ref. Range"],
    flag: "Flag",
    previous: "Previous Result",
    method: "Method",
    specimen: "Specimen: Serum",
    patient: ["Patient: Robin Sample", "Date of birth: 14/03/1981", "Sex: F", "Patient ID: 4471-0092", "Age: 45 years"],
    collected: "Collected",
    page: "Page",
    signed: "Authorised by Dr. A. Example, Consultant Pathologist",
    remarks: [
      "Results relate only to the specimen received.",
      "Desirable total cholesterol is below 200 mg/dL; 200 to 239 mg/dL is borderline high.",
      "Fasting for 12 hours is recommended before lipid testing.",
      "Please correlate clinically. Contact us on 020 7946 0958 with any question.",
      "eGFR below 60 mL/min for three months suggests kidney disease (KDIGO 2012)."
    ],
    negative: "Negative",
    positive: "Positive",
    upTo: "up to",
    lessThan: "Less than",
    moreThan: "Greater than",
    to: "to",
    status: { low: "Low", normal: "Normal", high: "High" },
    decimal: "."
  },
  es: {
    title: "Informe de laboratorio",
    laboratory: "Laboratorio Clínico Las Acacias",
    test: ["Prueba", "Determinación", "Análisis", "Examen", "Parámetro"],
    result: ["Resultado", "Resultados", "Valor"],
    unit: ["Unidades", "Unidad"],
    reference: ["Valores de referencia", "Intervalo de referencia", "Rango de referencia", "Valores normales"],
    flag: "Alerta",
    previous: "Resultado anterior",
    method: "Método",
    specimen: "Muestra: suero",
    patient: [
      "Paciente: Ana Ejemplo Ruiz",
      "Fecha de nacimiento: 14/03/1981",
      "Sexo: M",
      "Nº historia: 4471-0092",
      "Edad: 45 años"
    ],
    collected: "Fecha de toma",
    page: "Página",
    signed: "Validado por: Dra. L. Ejemplo, Análisis Clínicos",
    remarks: [
      "Los resultados se refieren únicamente a la muestra recibida.",
      "Colesterol deseable: inferior a 200 mg/dL; límite alto de 200 a 239 mg/dL.",
      "Se recomienda ayuno de 12 horas.",
      "Consulte a su médico. Teléfono 91 555 01 23."
    ],
    negative: "Negativo",
    positive: "Positivo",
    upTo: "hasta",
    lessThan: "Menor de",
    moreThan: "Mayor de",
    to: "a",
    status: { low: "Bajo", normal: "Normal", high: "Alto" },
    decimal: ","
  },
  de: {
    title: "Laborbefund",
    laboratory: "Labor Dr. Muster und Kollegen",
    test: ["Untersuchung", "Parameter", "Analyse", "Bezeichnung", "Messgröße"],
    result: ["Ergebnis", "Resultat", "Wert", "Messwert"],
    unit: ["Einheit", "Einheiten"],
    reference: ["Referenzbereich", "Normbereich", "Referenzwerte", "Normalwerte", "Ref.-Bereich"],
    flag: "Hinweis",
    previous: "Vorwert",
    method: "Methode",
    specimen: "Material: Serum",
    patient: [
      "Patient: Max Beispiel",
      "Geburtsdatum: 14.03.1981",
      "Geschlecht: m",
      "Auftragsnr.: 4471-0092",
      "Alter: 45 Jahre"
    ],
    collected: "Entnahme",
    page: "Seite",
    signed: "Medizinisch validiert: Dr. med. E. Muster",
    remarks: [
      "Die Ergebnisse beziehen sich ausschließlich auf das eingesandte Material.",
      "Zielwert LDL bei hohem Risiko: unter 70 mg/dl.",
      "Bei Rückfragen erreichen Sie uns unter 030 901820.",
      "Akkreditiert nach DIN EN ISO 15189."
    ],
    negative: "negativ",
    positive: "positiv",
    upTo: "bis",
    lessThan: "kleiner als",
    moreThan: "größer als",
    to: "bis",
    status: { low: "niedrig", normal: "normal", high: "hoch" },
    decimal: ","
  },
  fr: {
    title: "Compte rendu d'analyses",
    laboratory: "Laboratoire de Biologie Médicale du Parc",
    test: ["Analyse", "Analyses", "Examen", "Paramètre"],
    result: ["Résultat", "Résultats", "Valeur"],
    unit: ["Unité", "Unités"],
    reference: ["Valeurs de référence", "Intervalle de référence", "Valeurs usuelles", "Normes"],
    flag: "Alerte",
    previous: "Antériorités",
    method: "Technique",
    specimen: "Nature : sérum",
    patient: ["Patient : Camille Exemple", "Né(e) le : 14/03/1981", "Sexe : F", "Dossier : 4471-0092", "Âge : 45 ans"],
    collected: "Prélèvement du",
    page: "Page",
    signed: "Validé par : Dr C. Exemple, biologiste médical",
    remarks: [
      "Les résultats ne concernent que l'échantillon reçu.",
      "Objectif de LDL selon le risque : inférieur à 1,16 g/L en prévention.",
      "Prélèvement à jeun recommandé depuis 12 heures.",
      "Votre médecin reste à votre disposition. Tél. 01 99 00 12 34."
    ],
    negative: "Négatif",
    positive: "Positif",
    upTo: "jusqu'à",
    lessThan: "Inférieur à",
    moreThan: "Supérieur à",
    to: "à",
    status: { low: "Bas", normal: "Normal", high: "Élevé" },
    decimal: ","
  },
  pt: {
    title: "Laudo de exames laboratoriais",
    laboratory: "Laboratório Boa Vista",
    test: ["Exame", "Exames", "Análise", "Parâmetro"],
    result: ["Resultado", "Resultados", "Valor"],
    unit: ["Unidade", "Unidades"],
    reference: ["Valores de referência", "Valor de referência", "Intervalo de referência", "Valores normais"],
    flag: "Alerta",
    previous: "Resultado anterior",
    method: "Método",
    specimen: "Material: soro",
    patient: [
      "Paciente: João Exemplo",
      "Data de nascimento: 14/03/1981",
      "Sexo: M",
      "Prontuário: 4471-0092",
      "Idade: 45 anos"
    ],
    collected: "Data da coleta",
    page: "Página",
    signed: "Responsável técnico: Dra. M. Exemplo CRM 12345",
    remarks: [
      "Os resultados referem-se apenas à amostra recebida.",
      "Colesterol desejável: inferior a 190 mg/dL em adultos.",
      "Recomenda-se jejum de 12 horas.",
      "A interpretação do resultado é de responsabilidade do médico."
    ],
    negative: "Negativo",
    positive: "Positivo",
    upTo: "até",
    lessThan: "Inferior a",
    moreThan: "Superior a",
    to: "a",
    status: { low: "Baixo", normal: "Normal", high: "Alto" },
    decimal: ","
  }
}
