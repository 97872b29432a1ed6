import { unaccented } from "./SpellingRules.ts"

export type Role = "name" | "value" | "unit" | "range" | "low" | "high" | "flag" | "other"

const plain = (text: string) => unaccented(text.replaceAll(/[:*]+$|\(e?s\)/gi, ""))

/** English and Dutch laboratories build their headings from parts. */
const built: ReadonlyArray<readonly [Role, RegExp]> = [
  [
    "name",
    /^(?:(?:lab(?:oratory)? )?tests?(?: (?:name|description|parameter|performed))?(?: \(units?\))?|analy[st]es?|analysis|anal[iy]se|biomarkers?|investigations?|parameters?|exam(?:ination)?s?|components?|fractions?|observations?|determination|bepaling|onderzoek|test name|name|procedure|blood tests?|tests?\/analytes?|description|item|assay|profile|measurements?)$/
  ],
  [
    "value",
    /^(?:(?:your |patient |observed |current |test |measured |latest |final |actual )?(?:results?|values?)(?: and flag| value| ?(?:\/|&|and|with) ?units?)?|current|found|observed|in range|out of range|(?:with)?in normal(?: range)?|abnormal results?|resultaat|resultaten|uitslag|waarde|reading|finding|level|huidig)$/
  ],
  ["unit", /^(?:(?:result )?units?(?: of measure)?|uom|eenheid|eenheden)$/],
  [
    "range",
    /^(?:(?:biological |bio\.? ?|normal |standard )?(?:ref(?:erence|erentie|erenz)?\.?|references?|normal|normaal|norm|biological|standard|expected|healthy|desired|target|optimal)(?: ?-?(?:range|ranges|interval|intervals|intervall|values?|limits?|waarden?|bereich|wert|ref(?:erence)?\.?|int\.?))*(?: ?(?:\/|&)? ?\(?(?:interval|units?|range|%|adult)\)?)?|normaalwaarden?|referentie-?interval|referentie(?:waarden?|interval)?|range|interval)$/
  ],
  [
    "low",
    /^(?:(?:ref(?:erence)?\.? |normal )?(?:low|lower|minimum|min\.?)(?: (?:limit|value|bound|ref(?:erence)?\.?|normal))?)$/
  ],
  [
    "high",
    /^(?:(?:ref(?:erence)?\.? |normal )?(?:high|upper|maximum|max\.?)(?: (?:limit|value|bound|ref(?:erence)?\.?|normal))?)$/
  ],
  [
    "flag",
    /^(?:flags?|status|abnormal(?: flag)?|h\/l|interpretations?|indicator|alert|abn|result flag|evaluation|assessment|remarks?)$/
  ],
  [
    "other",
    /^(?:si (?:results?|values?|units?|range|reference(?: range)?)|methods?|methode|methodology|specimens?|sample(?: type)?|previous(?: results?)?(?: and date)?|previous result and date|vorige?(?: (?:uitslag|waarde|resultaat))?|historie|last results?|date|comments?|notes?|commentaar|lab|performed|on\/last|dosage|frequency|trend|s\.? ?no\.?|sr\.? ?no\.?|no\.?|#|id|code|loinc)$/
  ]
]

/** Spanish, German, French, Portuguese and Italian headings, without accents, parted by `|`. */
const words: ReadonlyArray<readonly [Role, string]> = [
  [
    "name",
    "prueba|pruebas|prueba realizada|examen|examenes|estudio|estudios|analito|analitos|determinacion|determinaciones|analisis|parametro|parametros|magnitud|componente|descripcion|nombre|nombre de la prueba|untersuchung|untersuchungen|messgrosse|messgroße|bezeichnung|laborwert|laborwerte|laborparameter|parameter|analyse|analyt|test|kenngrosse|kenngroße|bestimmung|analyses|examen|examens|examens demandes|parametre|parametres|dosage|libelle|exame|exames|analise|analises|exame realizado|ensaio|descricao|esame|esami|determinazione|analisi|prova"
  ],
  [
    "value",
    "resultado|resultados|valor|valores|valor obtenido|valores obtenidos|valor encontrado|resultado actual|valor actual|dentro de rango|fuera de rango|en rango|dentro del rango|fuera del rango|ergebnis|ergebnisse|resultat|resultate|wert|messwert|istwert|befund|aktueller wert|im normbereich|außerhalb|ausserhalb|außerhalb des normbereichs|auffallig|unauffallig|resultats|valeur|valeurs|resultat du jour|valeur mesuree|dans les normes|hors normes|valor obtido|valores obtidos|resultado atual|valor atual|dentro da faixa|fora da faixa|risultato|risultati|valore"
  ],
  [
    "unit",
    "unidad|unidades|unid.|unidad de medida|u. medida|einheit|einheiten|masseinheit|maßeinheit|dimension|unite|unites|unite de mesure|unidade|unidades de medida|un.|unita|unita di misura|u.m."
  ],
  [
    "range",
    "valor de referencia|valores de referencia|valores ref.|val. referencia|v. referencia|v. ref.|vr|rango|rango de referencia|rango normal|rango ref.|rangos de referencia|rango biologico de referencia|intervalo de referencia|intervalos de referencia|intervalo biologico de referencia|intervalo|valor normal|valores normales|referencia|limites|limites de referencia|referenzbereich|referenzbereiche|referenzwert|referenzwerte|referenzintervall|referenz|normbereich|normalbereich|normwert|normwerte|normalwert|normalwerte|ref.-bereich|ref.bereich|ref. bereich|zielbereich|valeur de reference|valeurs de reference|valeurs de ref.|val. de reference|valeurs usuelles|valeurs normales|normes|norme|intervalle de reference|intervalles de reference|intervalle|references|valor de referencia|valores normais|faixa de referencia|faixa|intervalo de ref.|valori di riferimento|intervallo di riferimento|intervallo|valori normali"
  ],
  [
    "low",
    "minimo|min|min.|limite inferior|inferior|bajo|baixo|untergrenze|unterer grenzwert|limite inferieure|inferieur|valor minimo"
  ],
  [
    "high",
    "maximo|max|max.|limite superior|superior|alto|obergrenze|oberer grenzwert|limite superieure|superieur|valor maximo"
  ],
  [
    "flag",
    "alerta|alertas|estado|indicador|nota|marca|interpretacion|senal|situacao|sinal|interpretacao|avaliacao|hinweis|hinweise|bewertung|markierung|pathologisch|kennzeichen|kz|beurteilung|alerte|alertes|interpretation|indicateur|etat|statut|anomalie|valutazione|esito"
  ],
  [
    "other",
    "resultado anterior|resultados anteriores|valor anterior|anterior|anteriores|historico|metodo|metodologia|muestra|amostra|material|tecnica|fecha|data|observaciones|observacoes|comentarios|codigo|vorwert|vorwerte|vorbefund|vorbefunde|letzter wert|methode|verfahren|datum|kommentar|bemerkung|bemerkungen|probe|anteriorite|anteriorites|anterieur|resultat anterieur|resultats anterieurs|technique|echantillon|date|commentaire|commentaires|remarques|precedente|metodica|n.o|n.º|nº|n°|no|nr|nr.|pos.|pos|lfd. nr.|#|item n.º"
  ]
]

const roles = new Map(words.flatMap(([role, all]) => all.split("|").map((word) => [word, role] as const)))

/** What a laboratory's heading says stands below it. */
export const roleOf = (text: string): Role | undefined => {
  const heading = plain(text)
  return built.find(([, pattern]) => pattern.test(heading))?.[0] ?? roles.get(heading)
}
