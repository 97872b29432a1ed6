import type { Emergency } from "./ChatAnswer.ts"
import { emergencyMessages } from "./EmergencyMessages.ts"
import { type EmergencyLanguage, emergencyPhrases } from "./EmergencyPhrases.ts"

/** Changes with every phrase, message or source: stored answers say which rules heard them. */
export const emergencyRulesVersion = "emergency-1"

/** One spelling for what is said alike: no accents, no apostrophes, small letters, single blanks. Signs that part clauses stay. */
const heard = (message: string): string =>
  message
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("œ", "oe")
    .replaceAll(/['’‘`´]/g, "")
    .replaceAll(/[^\p{L}\p{N}.,;:!?\n]+/gu, " ")

/** Words that take back what follows within three words of their clause: `no chest pain`, `sin dolor en el pecho`. */
const negations: Readonly<Record<EmergencyLanguage, string>> = {
  en: "no|not|without|never|dont|doesnt|didnt|havent|isnt",
  es: "no|sin|nunca|ni",
  de: "kein|keine|keinen|keinerlei|ohne|nie|nicht",
  fr: "pas|pas de|sans|jamais|aucune?",
  pt: "nao|sem|nunca|nem"
}

const takenBackIn = (language: EmergencyLanguage): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${negations[language]})(?: [\p{L}\p{N}]+){0,2} ?$`, "u")

/** Small words that tell languages apart which share the word for an emergency, such as `inconsciente`. */
const smallWords: Readonly<Record<EmergencyLanguage, ReadonlySet<string>>> = {
  en: new Set("i im my me the is are am and have has he she it his her not want to of".split(" ")),
  es: new Set("yo el la los mi me te se es esta estoy tengo tiene un una y en que quiero mas por he ha".split(" ")),
  de: new Set("ich er sie es der die das mein meine mir mich ist sind hat habe ein eine und nicht".split(" ")),
  fr: new Set("je jai il elle le la les mon ma mes est un une et dans ne que veux plus du".split(" ")),
  pt: new Set("eu ele ela o a os meu minha me esta estou tenho tem um uma e em no na do da nao que fui mais".split(" "))
}

const languages: ReadonlyArray<EmergencyLanguage> = ["en", "es", "de", "fr", "pt"]

const spokenIn = (words: ReadonlyArray<string>, language: EmergencyLanguage): number =>
  words.filter((word) => smallWords[language].has(word)).length

/** Whether it is said, and not only to say that it is not so. Who speaks of dying is heard either way. */
const isSaid = (text: string, pattern: RegExp, takenBack: RegExp | undefined): boolean =>
  [...text.matchAll(new RegExp(pattern, "gu"))].some(({ index }) => takenBack?.test(text.slice(0, index)) !== true)

/**
 * The emergency that a message states, if it states one: by versioned rules alone, before any model is asked. Rather one
 * time too often: it costs a person a sentence, the other mistake may cost more.
 */
export const statedIn = (message: string): Emergency | undefined => {
  const text = heard(message)
  const words = text.split(/[^\p{L}\p{N}]+/u)
  for (const { code, kind, said, source } of emergencyPhrases) {
    const [first, ...others] = languages.filter((one) =>
      isSaid(text, said[one], kind === "medical" ? takenBackIn(one) : undefined)
    )
    if (first === undefined) continue
    const language = others.reduce((best, one) => (spokenIn(words, one) > spokenIn(words, best) ? one : best), first)
    return { code, message: emergencyMessages[kind][language], source }
  }
  return undefined
}
