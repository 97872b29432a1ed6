import { DateTime, Option, Result } from "effect"
import { ConsentProof } from "../consents/ConsentProof.ts"
import type { ErasureEntry } from "../privacy/ErasureLedger.ts"
import * as SessionRules from "../sessions/SessionRules.ts"
import { Entitlement } from "../subscriptions/Entitlement.ts"
import * as UsageRules from "../subscriptions/UsageRules.ts"
import type { User } from "../users/User.ts"
import * as UserRules from "../users/UserRules.ts"

/** One rule that stands between a person and what they want, and what it says of them. */
export interface Answer {
  readonly rule: "account" | "erasure" | "session" | "consents" | "usage" | "tier"
  readonly passes: boolean
  readonly says: string
}

/** What is known of a person when they ask. */
export interface Facts {
  readonly user: User
  readonly entry: Option.Option<ErasureEntry>
  readonly now: DateTime.Utc
}

type Ask = (facts: Facts) => Answer

const answer =
  (rule: Answer["rule"]) =>
  (judged: Result.Result<string, { readonly message: string }>): Answer => ({
    rule,
    ...Result.match(judged, {
      onFailure: ({ message }) => ({ passes: false, says: message }),
      onSuccess: (says) => ({ passes: true, says })
    })
  })

const refused = (message: string) => Result.fail({ message })

const account: Ask = ({ user }) =>
  answer("account")(Result.map(UserRules.requireActive(user), () => "The account is active"))

const erasure: Ask = ({ entry, user }) => {
  if (user.status === "deleted")
    return answer("erasure")(refused("An erasure is in progress, and nothing else is done"))
  return answer("erasure")(
    Option.match(entry, {
      onNone: () => Result.succeed("Nobody asked for an erasure"),
      onSome: ({ requestedAt }) =>
        refused(`The ledger says that they were erased at ${DateTime.formatIso(requestedAt)}: replay it`)
    })
  )
}

const session: Ask = ({ now, user }) =>
  answer("session")(
    Option.match(user.session, {
      onNone: () => refused("They never signed in: there is no session"),
      onSome: (session) => {
        if (session.status === "revoked") return refused("The session has ended; they have to sign in again")
        const until = DateTime.formatIso(session.expiresAt)
        return SessionRules.isLive(session, now)
          ? Result.succeed(`Signed in until ${until}`)
          : refused(`The session expired at ${until}; they have to sign in again`)
      }
    })
  )

const consents: Ask = ({ user }) =>
  answer("consents")(Result.map(ConsentProof.prove(user), () => "All five texts are agreed to as they stand"))

const usage: Ask = ({ now, user }) => {
  const { againAt, left, limit, used } = UsageRules.allowance(user.subscription, now)
  return answer("usage")(
    Option.match(Option.all([limit, left]), {
      onNone: () => Result.succeed(`${used} documents are used, of as many as they like`),
      onSome: ([limit, left]) =>
        left > 0
          ? Result.succeed(`${used} of ${limit} documents are used`)
          : refused(`${used} of ${limit} documents are used; again at ${DateTime.formatIso(againAt)}`)
    })
  )
}

const tier: Ask = ({ now, user }) =>
  answer("tier")(
    Result.map(
      Entitlement.require(user, "doctor_report", now),
      () => `The tier is ${UsageRules.tierAt(user.subscription, now)}, and paid for`
    )
  )

/** The rules that are asked, in the order in which the person would meet them. */
const asked = {
  sign_in: [account, erasure],
  upload: [account, erasure, session, consents, usage],
  chat: [account, erasure, session, consents],
  doctor_report: [account, erasure, session, consents, tier]
} as const satisfies Readonly<Record<string, ReadonlyArray<Ask>>>

export type Wish = keyof typeof asked

/** Whether a person gets what they want, and what each rule says. */
export interface Explanation {
  readonly wish: Wish
  readonly granted: boolean
  readonly answers: ReadonlyArray<Answer>
}

const wishes: ReadonlyArray<Wish> = ["sign_in", "upload", "chat", "doctor_report"]

/** For each thing that a person may want: what would happen if they asked now, by the rules that would judge it. */
export const explain = (facts: Facts): ReadonlyArray<Explanation> =>
  wishes.map((wish) => {
    const answers = asked[wish].map((ask) => ask(facts))
    return { wish, granted: answers.every(({ passes }) => passes), answers }
  })
