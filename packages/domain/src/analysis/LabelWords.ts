import { unaccented } from "./SpellingRules.ts"

/** What a label of a form announces: whose result it is, the result, its interval, its unit, or how it was measured. */
export type Label = "subject" | "result" | "reference" | "unit" | "aside"

/** Labels without accents, in English, Dutch, Spanish, German, French and Portuguese, parted by `|`. */
const words: Readonly<Record<Label, string>> = {
  subject:
    "investigation|test|test name|analyte|parameter|examination|analyse|bepaling|prueba|examen|determinacion|untersuchung|exame|analise",
  result:
    "result|results|value|values|observed value|observed result|test value|test result|patient value|patient result|your value|your result|resultaat|uitslag|waarde|resultado|resultados|valor|valor obtenido|valor obtido|ergebnis|resultat|wert|messwert|resultats|valeur",
  reference:
    "reference|reference range|reference interval|reference value|reference values|ref|ref.|ref range|ref. range|ref. interval|normal range|normal values|normal value|normal|biological reference range|biological reference interval|bio. ref. interval|standard range|expected range|referentie|referentiewaarden|referentiewaarde|rango de referencia|rango normal|rango|valores de referencia|valor de referencia|valores normales|intervalo de referencia|referencia|referenzbereich|referenzwert|referenzwerte|referenz|normbereich|normalbereich|normalwert|normalwerte|valeurs de reference|valeur de reference|valeurs usuelles|valeurs normales|intervalle de reference|normes|valores normais|valor normal|faixa de referencia|vr|v.r.",
  unit: "unit|units|eenheid|unidad|unidades|einheit|einheiten|unite|unites|unidade",
  aside:
    "method|methodology|methode|metodo|metodologia|methodik|verfahren|technique|tecnica|specimen|sample|sample type|specimen type|material|muestra|tipo de muestra|probe|probenmaterial|nature|echantillon|amostra|materiaal|staal|equipment|equipo|equipamento|gerat|analyzer|instrument"
}

const setOf = (label: Label): ReadonlySet<string> => new Set(words[label].split("|"))

const labels: Readonly<Record<Label, ReadonlySet<string>>> = {
  subject: setOf("subject"),
  result: setOf("result"),
  reference: setOf("reference"),
  unit: setOf("unit"),
  aside: setOf("aside")
}

export const isLabelOf = (label: Label, text: string): boolean => labels[label].has(unaccented(text))

/** Whether a text is a label of any kind, and so never a test's name. */
export const isLabel = (text: string): boolean => Object.values(labels).some((all) => all.has(unaccented(text)))
