/** Words that occur on any report of a language and hardly in another. BCP 47 tags. */
const words: ReadonlyArray<readonly [string, RegExp]> = [
  ["en", /\b(?:the|and|patient|result|results|test|report|date|of|reference|range|collected|blood)\b/gi],
  ["nl", /\b(?:het|een|van|resultaat|eenheid|geboren|referentie|staalname|patiënt|analyse|bloed|waarde|door|onze)\b/gi],
  ["de", /\b(?:der|die|das|und|ergebnis|einheit|referenzbereich|befund|probe|geboren|arzt|untersuchung|blut)\b/gi],
  ["fr", /\b(?:le|les|des|résultat|résultats|valeurs|prélèvement|unité|né|sang|patient|médecin|analyses)\b/gi],
  [
    "es",
    /\b(?:el|los|del|resultado|resultados|referencia|unidades|prueba|nombre|fecha|sangre|informe|laboratorio)\b/gi
  ],
  ["it", /\b(?:il|della|risultato|esame|valori|riferimento|unità|sangue|referto|paziente)\b/gi],
  ["pt", /\b(?:os|da|resultado|exame|valores|referência|unidade|sangue|paciente|laudo)\b/gi]
]

/** A language that somebody read from a picture, if it is a BCP 47 tag of language and region. */
export const languageFrom = (claimed: string): string => (/^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(claimed) ? claimed : "und")

/** The language a text is mostly written in; `und` when it has no word that tells. */
export const languageOf = (text: string): string => {
  let best = { tag: "und", count: 0 }
  for (const [tag, pattern] of words) {
    const count = text.match(pattern)?.length ?? 0
    if (count > best.count) best = { tag, count }
  }
  return best.tag
}
