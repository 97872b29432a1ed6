/** What a result in words says. `pending` is no result yet. */
export type WordMeaning = "negative" | "positive" | "pending" | "other"

const meanings: ReadonlyArray<readonly [RegExp, WordMeaning]> = [
  [
    /^(?:volgt|pending|to follow|in progress|awaited|awaiting|not performed|not done|niet uitgevoerd|in behandeling|ausstehend|folgt|en attente|en cours|pendiente|in corso)$/i,
    "pending"
  ],
  [
    /^(?:negative?|neg\.?|negatief|negativ|négatif|negativo|negativa|non[- ]?reactive|not detected|none detected|undetected|not seen|none seen|nil|none|absent|afwezig|ausente|absence|no growth|sterile|niet aantoonbaar|não reagente|nao reagente|não detectado|negativa|nicht nachweisbar|no reactivo|no detectado|nothing detected)$/i,
    "negative"
  ],
  [
    /^(?:positive?|pos\.?|positief|positiv|positif|positivo|positiva|weakly positive|reactive|detected|present|aanwezig|presente|présent|aantoonbaar|nachweisbar|reactivo|reagente|detectado)$/i,
    "positive"
  ],
  [
    /^(?:trace|traces|spoor|sporen|spur|few|rare|occasional|moderate|many|numerous|clear|slightly (?:cloudy|turbid|hazy)|cloudy|turbid|hazy|colou?rless|(?:pale|light|dark|straw)?\s?(?:yellow|amber|straw|brown|red)|helder|geel|troebel|klar|gelb|claro|amarillo|normal|abnormal|normaal|afwijkend|indeterminate|equivocal|borderline|inconclusive|grenswaardig|immune|non[- ]immune|adequate|[1-4]\+|1\s?:\s?\d{1,5}|(?:mildly|slightly|moderately|markedly|severely) (?:elevated|increased|raised|decreased|reduced|low|high))$/i,
    "other"
  ],
  [/^(?:a|b|ab|o)\s?(?:rh\(?d?\)?\s?)?(?:positive|negative|pos|neg|\+|-)$/i, "other"]
]

/** What a word of result means, or none when the text is not one of those a laboratory reports results with. */
export const meaningOf = (text: string): WordMeaning | undefined => {
  const bare = text
    .trim()
    .replace(/^["'*]+|["'*.]+$/g, "")
    .replace(/\s*\([^()]*\)$/, "")
  if (bare.length === 0 || text.length > 60) return undefined
  return meanings.find(([pattern]) => pattern.test(bare))?.[1]
}

const decided =
  /^(?:(?:not |non-? ?)?(?:negative|positive|reactive|detected)|negatief|positief|negativ[oa]?|positiv[oa]?|n[ée]gatif|n[ée]gative|positif|(?:no |n[ãa]o |nicht )?(?:reactivo|reagente|detectado|detectable|nachweisbar))$/i

/** Words that are a result beside any name; `None` or `Normal` beside `Allergies` or `Appetite` is none. */
export const isDecided = (text: string): boolean => decided.test(text.trim())
