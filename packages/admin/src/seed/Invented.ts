import { createHash } from "node:crypto"
import type { Provider } from "@serenya/domain/identity/Identity"
import { personCalled, samplePeople, type SamplePerson } from "@serenya/local/oidc/SamplePeople"
import { DateTime } from "effect"

/** Who is meant: the number of a person among those of a seed. */
export interface Invented {
  readonly seed: number
  readonly number: number
}

/** 32 bytes that are the same for the same person and purpose, wherever they are drawn. Nothing secret hangs on them. */
const drawn = ({ number, seed }: Invented, purpose: string): Buffer =>
  createHash("sha256").update(`serenya/seed/${seed}/${number}/${purpose}`).digest()

/** A whole number below `bound`. */
export const below = (invented: Invented, purpose: string, bound: number): number =>
  drawn(invented, purpose).readUInt32BE() % bound

/** An id of the form of a random UUID, version 4, that is the same whenever it is drawn. */
export const uuidOf = (invented: Invented, purpose: string): string => {
  const hex = drawn(invented, purpose).toString("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A double of one of the sample people: whoever runs the service on this machine can sign in as them. */
export const personOf = ({ number, seed }: Invented): SamplePerson => {
  const base = samplePeople[number % samplePeople.length]?.id ?? ""
  const person = personCalled(`${base}+s${seed}n${number}`)
  if (person === undefined) throw new Error(`There is no sample person ${base}`)
  return person
}

export const providerOf = (invented: Invented): Provider => (below(invented, "provider", 2) === 0 ? "google" : "apple")

const first = DateTime.makeUnsafe("2025-11-01T08:00:00Z")

/** Some time of the year before November 2026. */
export const onboardedAt = (invented: Invented): DateTime.Utc =>
  DateTime.add(first, { minutes: below(invented, "onboarded", 360 * 24 * 60) })
