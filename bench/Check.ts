import { isDeepStrictEqual } from "node:util"
import type { Built } from "./Build.ts"
import { plain } from "./Variants.ts"

const has = (value: unknown, key: string): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && key in value

/** What an answer says, without how it is spelled: an HTTP answer's status and body, a policy whole. */
const factsOf = (result: unknown): unknown => {
  if (!has(result, "statusCode")) return result
  return { status: result["statusCode"], body: JSON.parse(String(result["body"])) as unknown }
}

const isGood = (facts: unknown): boolean =>
  has(facts, "status")
    ? facts["status"] === 200 && has(facts["body"], "email")
    : has(facts, "policyDocument") && has(facts, "principalId")

/** What is wrong, one sentence each: every variant of a pair must say what its plain one says, and that must be a success. */
export const objections = (answers: ReadonlyMap<Built, unknown>): ReadonlyArray<string> => {
  const all = [...answers].map(([built, result]) => ({ built, facts: factsOf(result) }))
  return all.flatMap(({ built, facts }) => {
    const expected = all.find((other) => other.built.pair === built.pair && other.built.name === plain)?.facts
    const name = `${built.pair}, ${built.name}`
    if (!isGood(facts)) return [`${name} answers ${JSON.stringify(facts)}`]
    return isDeepStrictEqual(facts, expected)
      ? []
      : [`${name} answers ${JSON.stringify(facts)}, plain ${JSON.stringify(expected)}`]
  })
}
