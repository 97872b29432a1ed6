export type EmergencyLanguage = "en" | "es" | "de" | "fr" | "pt"

/** Whom to call: an ambulance, or somebody who listens. */
export type EmergencyKind = "medical" | "crisis"

/** What is an emergency, who says so, and how people say it: patterns over `heard` text, which has no accents and no apostrophes. */
export interface EmergencyPhrases {
  readonly code: string
  readonly kind: EmergencyKind
  readonly source: string
  readonly said: Readonly<Record<EmergencyLanguage, RegExp>>
}

export const emergencySources = {
  swast: "South Western Ambulance Service NHS Foundation Trust, When to call 999",
  nidirect: "nidirect, Government of Northern Ireland, Mental health emergency: if you're in crisis or despair",
  highland: "The Highland Council, Mental health and wellbeing information: Do you need urgent help right now?"
} as const

const word = (pattern: string): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, "u")

const phrases = (
  code: string,
  source: keyof typeof emergencySources,
  said: Readonly<Record<EmergencyLanguage, string>>,
  kind: EmergencyKind = "medical"
): EmergencyPhrases => ({
  code,
  kind,
  source: emergencySources[source],
  said: { en: word(said.en), es: word(said.es), de: word(said.de), fr: word(said.fr), pt: word(said.pt) }
})

/** Heard in this order: who speaks of dying is answered as such, whatever else they say. */
export const emergencyPhrases: ReadonlyArray<EmergencyPhrases> = [
  phrases(
    "self_harm",
    "nidirect",
    {
      en: "kill(?:ing)? myself|suicid\\w*|end(?:ing)? my (?:own )?life|tak(?:e|ing) my (?:own )?life|dont want to (?:live|be alive)|(?:want|wish) (?:to die|i was dead|i were dead)|(?:hurt|harm)(?:ing)? myself|better off dead",
      es: "suicid\\w*|matarme|quitarme la vida|no quiero (?:seguir )?(?:vivir|viviendo)|(?:quiero|quisiera) morir(?:me)?|hacerme dano|acabar con mi vida",
      de: "suizid\\w*|selbstmord\\w*|(?:mich|mir) umbringen|umbringen (?:will|mochte)|mir das leben (?:zu )?nehmen|nicht mehr leben|(?:will|mochte) (?:nur noch )?sterben|mich (?:selbst )?(?:zu )?verletzen",
      fr: "suicid\\w*|me tuer|mettre fin a (?:mes jours|ma vie)|(?:veux|voudrais|envie de) mourir|(?:veux|peux) plus vivre|me faire du mal",
      pt: "suicid\\w*|me matar|matar me|(?:tirar|acabar com) (?:a )?minha (?:propria )?vida|(?:quero|queria) morrer|nao quero (?:mais )?viver|me (?:machucar|ferir)|fazer mal a mim"
    },
    "crisis"
  ),
  phrases("chest_pain", "swast", {
    en: "chest (?:pains?|pressure|tightness|hurts?|is (?:very )?tight|feels (?:very )?(?:tight|heavy))|(?:pains?|pressure|tightness|squeezing) (?:in|on|across) (?:my|the|his|her) chest|(?:crushing|squeezing) chest|(?:having|have) a heart attack",
    es: "dolor(?:es)? (?:\\w+ )?(?:en el|de|del) pecho|duele (?:mucho )?el pecho|(?:presion|opresion) en el pecho|(?:dando|tengo|teniendo|sufriendo) un (?:infarto|ataque al corazon)",
    de: "brustschmerz(?:en)?|schmerz(?:en)? in der brust|(?:druck|enge|engegefuhl) (?:auf|in) der brust|(?:einen )?herzinfarkt (?:habe|bekomme)|(?:habe|bekomme) (?:gerade )?einen herzinfarkt",
    fr: "douleurs? (?:\\w+ )?(?:a|dans|de) la poitrine|douleurs? thoraciques?|mal (?:a|dans) la poitrine|(?:serrement|oppression|pression) (?:dans|a|sur) la poitrine|(?:fais|fait|faire) (?:une crise cardiaque|un infarctus)",
    pt: "dor(?:es)? (?:\\w+ )?no peito|(?:aperto|pressao) no peito|peito (?:doendo|a doer)|(?:tendo|a ter) um (?:infarto|enfarte|ataque cardiaco)"
  }),
  phrases("breathing", "swast", {
    en: "(?:cant|cannot|can not|unable to|struggling to|hard to|hardly|barely) breathe?|(?:trouble|difficulty|problems) (?:with )?breathing|(?:sudden|severe|extreme|extremely) short(?:ness)? of breath|gasping for (?:air|breath)|(?:is|am|im) (?:choking|suffocating)",
    es: "no (?:puedo|puede) respirar|(?:cuesta|dificultad (?:para|al)) respirar|(?:me|le) falta el aire|me (?:estoy )?ahog(?:o|ando)",
    de: "(?:bekomme|kriege|bekommt|kriegt) (?:kaum|keine|schlecht) luft|kann (?:kaum|nicht|nicht mehr|schlecht) atmen|atemnot|(?:ersticke|erstickt)",
    fr: "n?arrive (?:pas|plus) a (?:bien )?respirer|(?:peux|peut) (?:pas|plus) respirer|(?:mal|peine) a respirer|difficultes? (?:a|pour) respirer|jetouffe|(?:il|elle) etouffe|detresse respiratoire",
    pt: "nao (?:consigo|consegue) respirar|dificuldades? (?:para|em|a|de) respirar|(?:muita )?falta de ar|(?:estou )?sufocando|a sufocar"
  }),
  phrases("stroke", "swast", {
    en: "(?:having|have) a stroke|(?:face|mouth) (?:is )?(?:drooping|droops|drooped)|droop(?:ing|y) (?:face|mouth)|slurred speech|slurring (?:my|his|her)? ?(?:words|speech)|cant (?:speak|talk)|(?:cant|cannot) move (?:my|one|his|her) (?:left |right )?(?:arm|leg|side)|sudden(?:ly)? (?:weakness|numbness|weak|numb)|(?:numb|weak|paraly[sz]ed) on one side|worst headache",
    es: "(?:tengo|teniendo|dando) un (?:derrame|ictus|ataque cerebral)|(?:cara|boca) (?:caida|torcida)|no (?:puedo|puede) (?:hablar|mover (?:el|un|la|una) (?:brazo|pierna))|(?:debilidad|adormecimiento|entumecimiento) (?:repentin[oa]|de un lado)|peor dolor de cabeza",
    de: "(?:habe|hat|bekomme) (?:gerade )?einen schlaganfall|hangende[rn]? mundwinkel|mundwinkel hangt|gesichtslahmung|kann (?:nicht|nicht mehr|kaum) sprechen|(?:einseitige|plotzliche) (?:lahmung|schwache|taubheit)|schlimmste[nr]? kopfschmerz(?:en)?",
    fr: "(?:fais|fait|faire) un avc|(?:visage|bouche) (?:qui tombe|de travers|paralysee?)|(?:peux|peut|n?arrive) (?:pas|plus) (?:a )?parler|(?:faiblesse|paralysie|engourdissement) (?:soudaine?|dun cote)|pire mal de tete",
    pt: "(?:tendo|a ter) um (?:avc|derrame)|(?:boca|rosto|cara) (?:torta|torto|caid[oa])|nao (?:consigo|consegue) (?:falar|mexer o braco|mexer a perna)|(?:fraqueza|dormencia) (?:repentina|subita|de um lado)|pior dor de cabeca"
  }),
  phrases("bleeding", "swast", {
    en: "bleeding (?:that )?(?:wont|doesnt|will not|does not|isnt) stop(?:ping)?|cant stop (?:the )?bleeding|(?:severe|heavy|massive|uncontrolled) bleeding|bleeding (?:heavily|badly)|(?:vomit(?:ing|ed)?|cough(?:ing|ed)? up|throwing up|threw up) blood",
    es: "no (?:para|deja) de sangrar|sangrado (?:abundante|grave|que no para)|hemorragia (?:grave|fuerte|abundante)|sangra(?:ndo)? mucho|vomit(?:o|ando|e) sangre|(?:tosiendo|toso) sangre",
    de: "(?:starke|heftige) blutung(?:en)?|blut(?:et|e) (?:sehr )?stark|(?:erbreche|erbricht|huste|hustet|spucke|spuckt) blut|hort nicht auf zu bluten|blutung hort nicht auf",
    fr: "saigne (?:beaucoup|abondamment)|saignements? (?:abondants?|important|qui ne sarretent? pas)|hemorragie (?:grave|importante)|(?:vomis|vomit|crache|tousse|vomir|cracher) du sang|n?arrete pas de saigner",
    pt: "nao para de sangrar|sangramento (?:intenso|forte|que nao para)|hemorragia (?:grave|forte|intensa)|sangra(?:ndo)? muito|(?:vomitando|vomitei|tossindo|a tossir|a vomitar) sangue"
  }),
  phrases("unconscious", "swast", {
    en: "unconscious|(?:wont|not|cant|doesnt) wak(?:e|ing) up|not responding|(?:just )?passed out|having (?:a )?(?:seizures?|fits?|convulsions?)|(?:not|stopped) breathing|no pulse",
    es: "inconsciente|no (?:despierta|responde|respira)|(?:convulsionando|(?:teniendo|tiene|tengo) convulsiones)|perdio el conocimiento",
    de: "bewusstlos|(?:ist|wurde) ohnmachtig|wacht nicht auf|atmet nicht(?: mehr)?|reagiert nicht(?: mehr)?|krampfanfall",
    fr: "inconsciente?|ne (?:se reveille|respire|repond) (?:pas|plus)|(?:fait|fais) (?:une crise depilepsie|des convulsions)|perdu connaissance",
    pt: "inconsciente|nao (?:acorda|responde|respira)|convulsionando|(?:tendo|a ter) convulsoes|desmaiou"
  }),
  phrases("allergic_reaction", "swast", {
    en: "anaphyla\\w*|(?:throat|tongue|lips?|face) (?:is |are )?(?:swelling|swollen|closing)(?: up| shut)?|(?:swelling|swollen) (?:of (?:my|the) )?(?:throat|tongue|lips|face)|severe allergic reaction",
    es: "anafila\\w*|cierra la garganta|(?:garganta|lengua|labios|cara) (?:se (?:me )?(?:cierra|hinchan?)|hinchad[oa]s?)|hincha(?:ndo|n)? (?:la|los) (?:lengua|labios|cara|garganta)|reaccion alergica (?:grave|severa)",
    de: "anaphyla\\w*|(?:hals|zunge|lippen|gesicht) (?:schwillt|schwellen|ist geschwollen|sind geschwollen)|schwere allergische reaktion",
    fr: "anaphyla\\w*|(?:gorge|langue|levres?|visage) (?:qui )?(?:gonfle\\w*|enfle\\w*|se ferme)|reaction allergique (?:grave|severe)",
    pt: "anafila\\w*|(?:garganta|lingua|labios|rosto) (?:inchad[oa]s?|inchando|a inchar|fechando|a fechar)|reacao alergica grave"
  }),
  phrases("overdose", "highland", {
    en: "overdosed|(?:took|taken|take) (?:an overdose|too many (?:pills|tablets|capsules))|swallowed (?:poison|bleach)|been poisoned|poisoned myself",
    es: "sobredosis|(?:tome|tomado|tomo) demasiad[oa]s (?:pastillas|pildoras|medicamentos)|envenen(?:e|ado|ada)",
    de: "uberdosis|zu viele (?:tabletten|pillen) (?:genommen|geschluckt)|vergiftet",
    fr: "(?:fait|pris) une (?:overdose|surdose)|(?:pris|avale) trop de (?:comprimes|medicaments|cachets)|empoisonnee?",
    pt: "overdose|sobredose|tomei (?:comprimidos demais|demasiados comprimidos|muitos comprimidos)|envenenad[oa]"
  })
]
