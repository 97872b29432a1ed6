import { isLabel } from "./LabelWords.ts"

/** Labels of a form about the person, the sample and the sheet: never the name of a test. */
const clerical =
  /^(?:(?:patient|client|subject)\b|pat\.|(?:full |first |last |sur)?name\b|age\b|(?:sex|gender|geslacht|sexo)\b(?! hormone)|d\.?o\.?b\b|date\b|time\b|pages?\b|pagina\b|phone\b|tel\b|fax\b|e-?mail\b|address\b|id\b|mrn\b|ssn\b|pid\b|uhid\b|barcode\b|lab(?:oratory)? ?(?:no|id|ref|number)\b|(?:sample|specimen)(?: |$)|ref(?:erred)?\.? ?(?:by|no|doctor)\b|reference\b|collect(?:ed|ion)\b|received\b|report(?:ed)?\b|print(?:ed)?\b|register(?:ed)?\b|request(?:ed)?\b|order(?:ed)?\b|version\b|doctor\b|dr\b|method|note\b|remarks?\b|comments?\b|interpretation\b|diagnosis\b|impression\b|history\b|allerg|medication|dosage\b|opmerking|commentaar|paciente\b|nombre\b|edad\b|fecha\b|sexo\b|muestra\b|m[ée]todo\b|m[ée]dico\b|p[áa]gina\b|tel[ée]fono\b|patient(?:in)?\b|geburtsdatum\b|geschlecht\b|alter\b|auftrag|entnahme|eingang|ausgang|seite\b|arzt\b|einsender\b|n[ée]\(e\)|sexe\b|[âa]ge\b|dossier\b|pr[ée]l[èe]vement|m[ée]decin\b|nature\b|technique\b|idade\b|data\b|prontu[áa]rio|coleta\b|material\b|laudo\b|validado|validé|staalname|ontvangst|geboren|nr\b|no\b|www|http)/i

/** Steps of an explanation (`Borderline: 200-239`), and the people it is for. */
const tier =
  /^(?:(?:near |above )?(?:optimal|desirable|ideal)(?:\s.*)?|borderline(?: high| low)?|(?:very |moderately |mildly )?(?:high|low|elevated|increased)(?: risk)?|average|(?:average|increased|minimal|no) risk|normal(?: range| values?)?|abnormal|deficien\w+|insufficien\w+|sufficien\w+|toxic\w*|intoxication|adults?|child(?:ren)?|newborns?|infants?|(?:adult )?(?:male|female|men|women|man|vrouw|mannen|vrouwen)s?|(?:non-?|pre-?)?diabet\w+|impaired\s.*|goals?|targets?|therapeutic|(?:first|second|third|[123](?:st|nd|rd)) trimester|follicular.*|luteal.*|mid-?cycle.*|(?:post)?menopaus\w+|streefwaarde.*|(?:muy )?(?:deseable|[óo]ptim[oa]|l[íi]mite(?: (?:alto|bajo))?|alt[oa]|baj[oa]|elevad[oa]|riesgo (?:alto|bajo|moderado|medio)|insuficien(?:te|cia)|suficien(?:te|cia)|deficien(?:te|cia)|hombres?|mujer(?:es)?|niñ[oa]s?|adultos?|prediabetes|diab[ée]tic[oa]s?)|(?:sehr |leicht |stark )?(?:optimal|grenzwertig|hoch|niedrig|erh[öo]ht|erniedrigt|erw[üu]nscht|normal|zielwert.*|m[äa]nner|frauen|kinder|erwachsene|mangel|insuffizienz)|(?:tr[èe]s )?(?:souhaitable|limite(?: haute| sup[ée]rieure)?|[ée]lev[ée]e?|basse?|bas|optimale?|normale?|insuffisan(?:te?|ce)|carence|suffisan(?:te?|ce)|objectif.*|hommes?|femmes?|enfants?|adultes?)|(?:muito )?(?:desej[áa]vel|lim[íi]trofe|[óo]timo|alt[oa]|baix[oa]|elevad[oa]|insuficiente|suficiente|defici[êe]ncia|homens?|mulher(?:es)?|crianças?)|winter|zomer|summer|stage \S+|grade \S+|negative|positive|equivocal|indeterminate)$/i

const sentence = /(?:^|\s)(?:is|was|were|are|has|have|should|the|indicat\w+|suggest\w+|shows?)\s/i
const labelsRange = /\b(?:reference|ref\.?|normal) (?:range|interval|values?|limits?)\b/i
const unfinished =
  /(?:^|\s)(?:of|at|to|is|was|than|in|by|for|with|and|or|from|per|above|below|between|under|over|level)$|(?:\s[-–]|[.,;=<>])$/i
const method =
  /^\(?(?:method|calculated|derived|electrical|photomet|spectro|elisa|clia|eclia|cmia|hplc|ise\b|immuno|flow cyt|microscop|automated|westergren|colori|enzym|hexokinase|god|jaffe|biuret|turbidi|nephelo|impedance|laser|sls|kinetic|ifcc|uv\b|bcg|diazo|capillary|homogen)/i

/** Whether a text can be the name of a test or a measurement. */
export const isName = (text: string): boolean =>
  /\p{L}/u.test(text) &&
  text.length <= 80 &&
  text.split(" ").length <= 12 &&
  !/^[-–•*·]\s|^[<>=≤≥]|^\d+\.\s|@|\d{5,}/.test(text) &&
  !clerical.test(text) &&
  !isLabel(text.replace(/\s*:$/, "")) &&
  !labelsRange.test(text) &&
  !tier.test(text.replace(/\s*:$/, ""))

/** Names that end in a number of their own; any other number there is a result, and the one after it an earlier one. */
const numbered =
  /(?:^|\s)(?:ca|alpha|beta|factor|interleukin|il|igg|type|hsv|hpv|vitamine? \w|vitamina \w|apo\w*|cd|f?t|hepatitis|(?:anti-?)?(?:hiv|vih|htlv))[ -]?\d[\d.-]*(?:(?: (?:and|&|et|e|y|und|en|o|or) |\/)\d)?$/i

/** Stricter, for lines that only their wording sets apart from prose. */
export const isNameInText = (text: string): boolean =>
  isName(text) &&
  text.split(" ").length <= 7 &&
  !sentence.test(text) &&
  !unfinished.test(text) &&
  (!/(?:^|\s)[<>]?\d[\d.,-]*(?:\s(?:HH?|LL?|A|\*|high|low))?$/i.test(text) || numbered.test(text))

/** How a result was measured, printed beneath its name. */
export const isMethod = (text: string): boolean => method.test(text)

/** The end of a name in brackets that says how it came about, where it runs over to a second line. */
export const isQualifier = (text: string): boolean =>
  /^\((?:calculated|calc\.?|direct|measured|total|free|fasting|random|berechnet|calculado|calculada|calcul[ée]e?)\)$/i.test(
    text
  )

const remark =
  /^\W*(?:end of|continued|see |verified|repeat|confirmed|checked|authori[sz]ed|signed|approved|page|notes?\b|comments?\b|results?\b|final\b|interpretation)|\b(?:reports?|specimen|sample|h[ae]*molyz?s?ed|icteric|lipemic|pathologist|technologist|laboratory|consultant)\b/i

/** What a laboratory writes under a result or at the end of a table: never the rest of a name. */
export const isRemark = (text: string): boolean => remark.test(text)

/** Some tables number their rows. */
export const withoutNumber = (text: string): string => text.replace(/^\d{1,2}[.)]\s+/, "")

/** The name without the signs that a layout hangs on it. */
export const nameOf = (text: string): string => text.replace(/\s*:+$/, "").trim()
