import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Option, Redacted, Result } from "effect"
import { Consent, type ConsentRecord, ConsentType, TextVersion } from "../../src/consents/Consent.ts"
import { ConsentRequired, ConsentTextOutdated } from "../../src/consents/ConsentErrors.ts"
import { ConsentProof } from "../../src/consents/ConsentProof.ts"
import { type Answer, give, missing, onboard, required, withdraw } from "../../src/consents/ConsentRules.ts"
import { currentVersions } from "../../src/consents/ConsentTexts.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import { after, agreed } from "../services/World.ts"

const current = currentVersions.privacy_policy
const answer: Answer = { at: Fixtures.at, origin: Fixtures.origin, method: "granular" }
const given = Consent.cases.Given.make({ version: current, ...answer })
const withdrawn = Consent.cases.Withdrawn.make({ version: current, ...answer, withdrawnAt: after({ hours: 1 }) })
const outdated = Consent.cases.Given.make({ version: TextVersion.make("0.9"), ...answer })

/** Every choice of some of the five texts. */
const choices = Array.from({ length: 2 ** ConsentType.literals.length }, (_, bits) =>
  ConsentType.literals.filter((_type, index) => (bits >> index) % 2 === 1)
)

const recordWithout = (types: ReadonlyArray<ConsentType>, instead: Consent): ConsentRecord => ({
  ...Fixtures.consents,
  ...Object.fromEntries(types.map((type) => [type, instead]))
})

describe("ConsentRules", () => {
  it("misses exactly the texts that were withdrawn, or agreed to in another version", () => {
    for (const types of choices) {
      assertEquals(missing(recordWithout(types, withdrawn)), types)
      assertEquals(missing(recordWithout(types, outdated)), types)
      assertEquals(
        missing(recordWithout(types, Consent.cases.Given.make({ ...outdated, version: TextVersion.make("1.1") }))),
        types
      )
    }
  })

  it("lets a document through only when nothing is missing", () => {
    for (const types of choices) {
      const expected =
        types.length === 0 ? Result.succeed(undefined) : Result.fail(new ConsentRequired({ missing: types }))
      assertEquals(required(recordWithout(types, withdrawn)), expected)
    }
  })

  it("records who agreed to the text in force, from where and how", () => {
    for (const type of ConsentType.literals) assertEquals(give(type, current, answer), Result.succeed(given))
  })

  it("refuses any other version of a text and tells the one in force", () => {
    for (const type of ConsentType.literals) {
      for (const version of ["0.9", "1", "1.0.0", "1.1", "2.0"]) {
        assertEquals(
          give(type, TextVersion.make(version), answer),
          Result.fail(new ConsentTextOutdated({ type, current }))
        )
      }
    }
  })

  it("keeps what was agreed to in a withdrawal", () => {
    assertEquals(withdraw(given, after({ hours: 1 })), withdrawn)
  })

  it("keeps the moment of the first withdrawal", () => {
    assertEquals(withdraw(withdrawn, after({ days: 1 })), withdrawn)
  })

  it("gives again after a withdrawal as if for the first time", () => {
    assertEquals(missing({ ...Fixtures.consents, privacy_policy: withdrawn }), ["privacy_policy"])
    assertEquals(missing({ ...Fixtures.consents, privacy_policy: given }), [])
  })

  it("refuses an onboarding in which any text is not agreed to, and names exactly those", () => {
    for (const types of choices) {
      const answers = { ...agreed, ...Object.fromEntries(types.map((type) => [type, false])) }
      const outcome = onboard(answers, current, answer)
      if (types.length === 0) assertEquals(Result.getOrThrow(outcome), recordWithout(ConsentType.literals, given))
      else assertEquals(Result.getFailure(outcome), Option.some(new ConsentRequired({ missing: types })))
    }
  })

  it("refuses an onboarding with an outdated version", () => {
    assertEquals(
      onboard(agreed, TextVersion.make("0.9"), answer),
      Result.fail(new ConsentTextOutdated({ type: "privacy_policy", current }))
    )
  })

  it("takes an onboarding for the texts as the newest of them names them, and records each text's own version", () => {
    for (const [index, raised] of ConsentType.literals.entries()) {
      for (const [older, version] of [
        ["1.9", "1.10"],
        ["1.0", "1.0.1"],
        ["9.9", "10.0"]
      ] as const) {
        const versions = {
          ...currentVersions,
          ...Object.fromEntries(ConsentType.literals.map((type) => [type, TextVersion.make(older)])),
          [raised]: TextVersion.make(version)
        }
        const record = Result.getOrThrow(onboard(agreed, TextVersion.make(version), answer, versions))
        assertEquals(
          ConsentType.literals.map((type) => record[type].version as string),
          ConsentType.literals.map((_, at) => (at === index ? version : older))
        )
        assertEquals(
          onboard(agreed, TextVersion.make(older), answer, versions),
          Result.fail(new ConsentTextOutdated({ type: raised, current: TextVersion.make(version) }))
        )
      }
    }
  })

  it("shows no address in what is printed of a consent", () => {
    assertEquals(JSON.stringify(given).includes(Redacted.value(Fixtures.origin.ip)), false)
  })
})

describe("ConsentProof", () => {
  it.effect("proves the consent of exactly the person who gave it", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      assertEquals(
        Result.map(ConsentProof.prove(user), ({ userId }) => userId),
        Result.succeed(user.id)
      )
      const other = yield* Fixtures.userWith({ consents: recordWithout(["medical_disclaimer"], outdated) })
      assertEquals(Result.isFailure(ConsentProof.prove(other)), true)
    })
  )
})
