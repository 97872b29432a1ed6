import type { Landing, Mover } from "@serenya/domain/migration/MigrationTarget"
import type { Payment } from "@serenya/domain/subscriptions/Payment"
import { Option } from "effect"
import type { Item } from "../dynamo/AttributeValue.ts"
import type { ConditionsFailed } from "../dynamo/Transaction.ts"
import { holderOf } from "../users/GuardItem.ts"
import type * as MoverItems from "./MoverItems.ts"

/** DynamoDB's bound on one transaction. */
const mostActions = 100

/** A mover on the way: the payments that are still to be written, and those that stand for somebody else. */
export interface Work {
  readonly mover: Mover
  readonly actions: ReadonlyArray<MoverItems.Action>
  readonly foreign: ReadonlyArray<Payment>
}

/** Movers that share a transaction, in their order. */
export const packed = (works: ReadonlyArray<Work>): ReadonlyArray<ReadonlyArray<Work>> => {
  const groups: Array<Array<Work>> = []
  let room = 0
  for (const work of works) {
    const group = groups.at(-1)
    if (group === undefined || work.actions.length > room) {
      groups.push([work])
      room = mostActions
    } else group.push(work)
    room -= work.actions.length
  }
  return groups
}

/** A failed condition among a mover's actions, and the item it failed against. */
export interface Hit {
  readonly action: MoverItems.Action
  readonly against: Option.Option<Item>
}

/** What the hits of one mover come to; none: they go on without the payments that stand for somebody else. */
export const landingOf = ({ foreign }: Work, hits: ReadonlyArray<Hit>): Option.Option<Landing> => {
  const guard = hits.find(({ action: { role } }) => role === "identity" || role === "email")
  if (guard !== undefined) {
    const holder = Option.match(Option.flatMap(guard.against, holderOf), {
      onNone: () => "nobody known",
      onSome: ({ user_id }) => String(user_id)
    })
    return Option.some({
      _tag: "Refused",
      verdict: guard.action.role === "email" ? "email_taken" : "identity_taken",
      holder
    })
  }
  // Written since it was looked for, by an earlier run of this migration: all of it, or nothing.
  return hits.some(({ action: { role } }) => role === "profile" || role === "data_key")
    ? Option.some({ _tag: "Written", foreign })
    : Option.none()
}

export const without = (work: Work, hits: ReadonlyArray<Hit>): Work => {
  const foreign = hits.flatMap(({ action }) => (action.role === "payment_guard" ? [action.payment] : []))
  const actions = work.actions.filter((action) => !("payment" in action && foreign.includes(action.payment)))
  return { ...work, actions, foreign: [...work.foreign, ...foreign] }
}

/** What each mover of a transaction met in it. */
export const hitsOf = (works: ReadonlyArray<Work>, { against, reasons }: ConditionsFailed) => {
  let from = 0
  return works.map((work) => {
    const first = from
    from += work.actions.length
    const hits = work.actions.flatMap((action, i): ReadonlyArray<Hit> =>
      reasons[first + i] === "ConditionalCheckFailed" ? [{ action, against: against[first + i] ?? Option.none() }] : []
    )
    return { work, hits }
  })
}
