import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { numbers } from "@serenya/domain/testing/Mulberry32"
import type { User } from "@serenya/domain/users/User"
import * as UserRules from "@serenya/domain/users/UserRules"
import { DateTime, Effect, Option } from "effect"

/** One effective write to the table, of one person. */
export interface Write {
  readonly person: number
  readonly before: User | undefined
  readonly after: User | undefined
}

type Step = (user: User, now: DateTime.Utc, n: number) => User

/** What the service does all day; the last two change nothing that is told, or two kinds at once. */
const steps: ReadonlyArray<Step> = [
  (user, now) =>
    UserRules.change(
      user,
      { session: Option.map(user.session, (session) => ({ ...session, lastActivityAt: now })) },
      now
    ),
  (user, now, n) => {
    const { subscription } = user
    const usage = { ...subscription.usage, documents: n }
    return UserRules.change(user, { subscription: { ...subscription, usage, updatedAt: now } }, now)
  },
  (user, now) =>
    UserRules.change(user, { biometric: Option.some({ ...Fixtures.biometric, verifiedAt: Option.some(now) }) }, now),
  (user, now) => UserRules.change(user, {}, now),
  (user, now, n) =>
    UserRules.change(user, { lastLoginAt: now, device: Option.some({ ...Fixtures.device, appVersion: `${n}` }) }, now)
]

/** `count` effective writes over `people` people: registrations, work, tombstones, removals, and the next who registers. */
export const writes = (seed: number, count: number, people: number): ReadonlyArray<Write> => {
  const random = numbers(seed)
  const standing = new Map<number, User>()
  return Array.from({ length: count }, (_, n) => {
    const person = Math.floor(random() * people)
    const before = standing.get(person)
    const after = next(before, DateTime.add(Fixtures.at, { seconds: n }), n, random)
    if (after === undefined) standing.delete(person)
    else standing.set(person, after)
    return { person, before, after }
  })
}

const next = (user: User | undefined, now: DateTime.Utc, n: number, random: () => number): User | undefined => {
  if (user === undefined) return Effect.runSync(Fixtures.user)
  if (user.status === "deleted") return undefined
  if (random() < 0.02) return UserRules.tombstone(user, now)
  const step = steps[Math.floor(random() * steps.length)]
  return step === undefined ? user : step(user, now, n)
}
