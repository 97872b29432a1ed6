import { assert, describe, it } from "@effect/vitest"
import { emergencyMessages } from "../../src/chat/EmergencyMessages.ts"
import { type EmergencyLanguage, emergencyPhrases, emergencySources } from "../../src/chat/EmergencyPhrases.ts"
import { statedIn } from "../../src/chat/EmergencyRules.ts"
import { prompts } from "../../src/chat/Prompts.ts"

/** What people say, by what it is: in English, Spanish, German, French and Portuguese. */
const said: Readonly<Record<string, Readonly<Record<EmergencyLanguage, ReadonlyArray<string>>>>> = {
  self_harm: {
    en: ["I want to kill myself", "I don’t want to live any more", "Sometimes I think about suicide."],
    es: ["Quiero morirme", "No quiero vivir más", "Estoy pensando en suicidarme"],
    de: ["Ich will nicht mehr leben", "Ich möchte sterben", "Ich denke an Selbstmord"],
    fr: ["Je veux mourir", "J'ai envie de mourir", "Je ne veux plus vivre"],
    pt: ["Quero morrer", "Não quero mais viver", "Penso em me matar"]
  },
  chest_pain: {
    en: ["I have chest pain right now", "there is PRESSURE in my chest", "My chest feels tight, is it my potassium?"],
    es: ["Tengo un dolor fuerte en el pecho", "me duele mucho el pecho", "siento opresión en el pecho"],
    de: ["Ich habe Brustschmerzen", "Ich spüre einen Druck auf der Brust", "Schmerzen in der Brust seit heute früh"],
    fr: ["J'ai une douleur dans la poitrine", "J’ai mal à la poitrine", "je fais une crise cardiaque"],
    pt: ["Estou com dor forte no peito", "sinto um aperto no peito", "dor no peito e enjoo"]
  },
  breathing: {
    en: ["I can't breathe", "I’m having trouble breathing", "sudden shortness of breath since an hour"],
    es: ["No puedo respirar", "me falta el aire", "Tengo dificultad para respirar"],
    de: ["Ich bekomme keine Luft", "Ich kann kaum atmen", "starke Atemnot"],
    fr: ["Je n'arrive plus à respirer", "j'ai du mal à respirer", "J’étouffe"],
    pt: ["Não consigo respirar", "tenho dificuldade para respirar", "muita falta de ar"]
  },
  stroke: {
    en: ["my face is drooping", "He has slurred speech", "I suddenly feel: sudden numbness in my left arm"],
    es: ["tengo la boca torcida", "creo que me está dando un derrame", "no puedo hablar bien"],
    de: ["Der Mundwinkel hängt", "plötzliche Lähmung im Arm", "Ich glaube, ich habe einen Schlaganfall"],
    fr: ["la bouche de travers", "je fais un AVC", "une faiblesse soudaine dans le bras"],
    pt: ["boca torta desde hoje", "acho que estou tendo um AVC", "não consigo falar"]
  },
  bleeding: {
    en: ["the bleeding won't stop", "I am vomiting blood", "heavy bleeding"],
    es: ["no para de sangrar", "estoy vomitando sangre", "sangrado abundante"],
    de: ["Ich huste Blut", "eine starke Blutung", "es hört nicht auf zu bluten"],
    fr: ["je vomis du sang", "ça n'arrête pas de saigner", "il saigne beaucoup"],
    pt: ["não para de sangrar", "estou vomitando sangue", "sangramento intenso"]
  },
  unconscious: {
    en: ["my father is unconscious", "she won't wake up", "he is having a seizure"],
    es: ["mi madre está inconsciente", "no responde", "mi hijo tiene convulsiones"],
    de: ["Mein Vater ist bewusstlos", "sie wacht nicht auf", "er hat einen Krampfanfall"],
    fr: ["il est inconscient", "elle a perdu connaissance", "il ne respire plus"],
    pt: ["ele está inconsciente", "ela desmaiou", "não acorda"]
  },
  allergic_reaction: {
    en: ["my tongue is swelling", "I think it is anaphylaxis", "my throat is closing"],
    es: ["se me cierra la garganta", "tengo los labios hinchados", "una reacción alérgica grave"],
    de: ["meine Zunge schwillt an", "eine schwere allergische Reaktion", "meine Lippen sind geschwollen"],
    fr: ["ma gorge gonfle", "une réaction allergique grave", "mes lèvres enflent"],
    pt: ["minha língua está fechando: língua inchada", "os lábios inchados", "uma reação alérgica grave"]
  },
  overdose: {
    en: ["I took too many pills", "my son swallowed bleach", "I have taken an overdose"],
    es: ["tomé demasiadas pastillas", "creo que es una sobredosis", "me he envenenado"],
    de: ["Ich habe zu viele Tabletten genommen", "eine Überdosis", "ich habe mich vergiftet"],
    fr: ["j'ai pris trop de médicaments", "il a fait une overdose", "elle est empoisonnée"],
    pt: ["tomei comprimidos demais", "uma sobredose", "eu fui envenenado"]
  }
}

describe("a stated emergency", () => {
  it("is tried for every rule, and every rule cites who says so", () => {
    assert.deepStrictEqual(emergencyPhrases.map(({ code }) => code).toSorted(), Object.keys(said).toSorted())
    const sources = new Set<string>(Object.values(emergencySources))
    assert.isTrue(emergencyPhrases.every(({ source }) => sources.has(source)))
  })

  for (const [code, languages] of Object.entries(said)) {
    for (const language of ["en", "es", "de", "fr", "pt"] as const) {
      it(`is heard and answered: ${code} in ${language}`, () => {
        const kind = code === "self_harm" ? "crisis" : "medical"
        for (const message of languages[language]) {
          const heard = statedIn(message)
          assert.deepStrictEqual([message, heard?.code], [message, code])
          assert.deepStrictEqual([message, heard?.message], [message, emergencyMessages[kind][language]])
          // However it is written.
          assert.strictEqual(
            statedIn(`  ${message.toUpperCase().replaceAll("’", "'").replaceAll(" ", "  ")}!!`)?.code,
            code
          )
          assert.strictEqual(statedIn(message.normalize("NFD"))?.code, code)
        }
      })
    }
  }

  it("that is taken back is none", () => {
    for (const message of [
      "I have no chest pain, is my LDL fine?",
      "I don't have any chest pain. What does my LDL mean?",
      "Sin dolor en el pecho, ¿qué significa mi colesterol?",
      "No tengo dolor en el pecho",
      "Ich habe keine Brustschmerzen",
      "je n'ai pas mal à la poitrine",
      "Não tenho dor no peito"
    ]) {
      assert.strictEqual(statedIn(message)?.code, undefined, message)
    }
  })

  it("counts where only another clause is taken back", () => {
    for (const message of [
      "No, I have chest pain",
      "I do not smoke. Chest pain since noon!",
      "sinto no braço dor no peito"
    ]) {
      assert.strictEqual(statedIn(message)?.code, "chest_pain", message)
    }
  })

  it("of dying is heard however it is put, and before everything else", () => {
    assert.strictEqual(statedIn("I don't want to kill myself but it comes up")?.code, "self_harm")
    assert.strictEqual(statedIn("chest pain and I want to die")?.code, "self_harm")
  })

  it("is not heard in ordinary questions", () => {
    const ordinary = [
      ...prompts.flatMap(({ prompt, text }) => [prompt, text]),
      "What does my hemoglobin mean?",
      "My blood pressure was high last year, should I ask my doctor?",
      "Is lead poisoning something that this test finds?",
      "Does cholesterol clog the heart?",
      "Can low iron make me short of breath when I climb stairs?",
      "Was bedeutet ein hoher Blutdruck?",
      "Was heißt Blutbild?",
      "¿Qué es la sangre en la orina?",
      "Que signifie mon taux de fer ?",
      "O que é a hemoglobina?",
      "chest x-ray",
      "breathing exercises",
      "stroke volume",
      "blood count",
      "the best way to stop smoking"
    ]
    for (const message of ordinary) assert.strictEqual(statedIn(message)?.code, undefined, message)
  })

  it("is looked for in the longest message without going round in circles", () => {
    for (const part of ["no ", "cant ", "chest ", "a b ", "dolor en el ", "…", "pas de "]) {
      assert.strictEqual(statedIn(part.repeat(1000).slice(0, 1000))?.code, undefined)
    }
  }, 5000)
})
