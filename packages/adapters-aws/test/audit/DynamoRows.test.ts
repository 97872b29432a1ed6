import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { AuditEventId } from "@serenya/domain/audit/AuditEvent"
import type { TableChange } from "@serenya/domain/audit/TableChange"
import { WrappedKey } from "@serenya/domain/keys/DataKeys"
import { Currency } from "@serenya/domain/subscriptions/Money"
import type { Payment } from "@serenya/domain/subscriptions/Payment"
import { TransactionId } from "@serenya/domain/subscriptions/Purchase"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { User } from "@serenya/domain/users/User"
import { Effect, Option, Result } from "effect"
import { auditedRows } from "../../src/audit/AuditedRows.ts"
import { readRow } from "../../src/audit/DynamoRows.ts"
import { type Item, marshal } from "../../src/dynamo/AttributeValue.ts"
import * as PaymentItem from "../../src/subscriptions/PaymentItem.ts"
import * as DataKeyItem from "../../src/users/DataKeyItem.ts"
import { guardsOf } from "../../src/users/GuardItem.ts"
import * as ProfileItem from "../../src/users/ProfileItem.ts"

const source = join(import.meta.dirname, "../../src")

const changeOf = (before: Item | undefined, after: Item | undefined): TableChange => {
  const { PK, SK } = after ?? before ?? {}
  return {
    id: AuditEventId.make("f07f8ca4b0b26cb9c4e5e77e69f274ee"),
    at: Fixtures.at,
    by: "service",
    keys: { partition: PK?.S ?? "", sort: SK?.S ?? "" },
    before,
    after
  }
}

const refusedAs = (change: TableChange) => Option.map(Result.getFailure(readRow(change)), ({ reason }) => reason)

const someone = Effect.gen(function* () {
  const user = yield* Fixtures.user
  return { user, ...DataKeyItem.apart(yield* ProfileItem.encode(user)) }
})

/** The key stands in an item of its own, which an image of the profile has not. */
const withoutKey = (user: User): User =>
  new User({ ...user, person: { ...user.person, dataKey: WrappedKey.make("bm9uZQ==") } })

describe("readRow", () => {
  it.effect("reads a profile before and after a write, without its data key", () =>
    Effect.gen(function* () {
      const { profile, user } = yield* someone
      const next = Fixtures.changed(user, { status: "suspended" })
      const after = DataKeyItem.apart(yield* ProfileItem.encode(next)).profile
      assertEquals(
        readRow(changeOf(profile, after)),
        Result.succeed({
          _tag: "User",
          subject: user.id,
          before: Option.some(withoutKey(user)),
          after: Option.some(withoutKey(next))
        })
      )
    })
  )

  it.effect("reads a registration and a removal", () =>
    Effect.gen(function* () {
      const { profile, user } = yield* someone
      const [made, gone] = [readRow(changeOf(undefined, profile)), readRow(changeOf(profile, undefined))]
      const row = { _tag: "User", subject: user.id } as const
      assertEquals(made, Result.succeed({ ...row, before: Option.none<User>(), after: Option.some(withoutKey(user)) }))
      assertEquals(gone, Result.succeed({ ...row, before: Option.some(withoutKey(user)), after: Option.none<User>() }))
    })
  )

  it.effect("reads a payment", () =>
    Effect.gen(function* () {
      const { user } = yield* someone
      const payment: Payment = {
        id: "019845e1-682f-7b02-a706-3b2422d13aec",
        subscriptionId: user.subscription.id,
        kind: "charge",
        amountMinor: 999,
        currency: Currency.make("USD"),
        status: "completed",
        provider: "apple",
        transactionId: TransactionId.make("2000000123"),
        method: "app_store",
        processedAt: Fixtures.at
      }
      assertEquals(
        readRow(changeOf(undefined, PaymentItem.encode(user.id, payment))),
        Result.succeed({
          _tag: "Payment",
          subject: user.id,
          before: Option.none<Payment>(),
          after: Option.some(payment)
        })
      )
    })
  )

  it.effect("leaves out guards and data keys", () =>
    Effect.gen(function* () {
      const { dataKey, user } = yield* someone
      for (const item of [dataKey, ...guardsOf(user).map(({ item }) => item)]) {
        assertEquals(readRow(changeOf(undefined, item)), Result.succeed({ _tag: "NotAudited" }))
      }
    })
  )

  it.effect("refuses rows of which it can make nothing, and says no value of them", () =>
    Effect.gen(function* () {
      const { profile } = yield* someone
      const { entity_type: _, ...nameless } = profile
      assertEquals(refusedAs(changeOf(undefined, undefined)), Option.some("unknown_kind"))
      assertEquals(refusedAs(changeOf(undefined, nameless)), Option.some("unknown_kind"))
      assertEquals(
        refusedAs(changeOf(undefined, { ...profile, ...marshal({ entity_type: "toString" }) })),
        Option.some("unknown_kind")
      )
      assertEquals(
        refusedAs(changeOf({ ...profile, ...marshal({ entity_type: "PAYMENT" }) }, profile)),
        Option.some("unknown_kind")
      )
      const later = { ...profile, ...marshal({ schema_version: 2 }) }
      assertEquals(refusedAs(changeOf(profile, later)), Option.some("does_not_fit"))
      const binary = { ...profile, email: { B: new Uint8Array(3) } }
      assertEquals(refusedAs(changeOf(binary, profile)), Option.some("does_not_fit"))
      const elsewhere = { ...profile, ...marshal({ PK: "EXTERNAL#google#1" }) }
      assertEquals(refusedAs(changeOf(undefined, elsewhere)), Option.some("not_a_user"))
    })
  )
})

describe("the audited rows", () => {
  it("decide about every kind of row that the adapters write", () => {
    const kinds = globSync("**/*.ts", { cwd: source }).flatMap((file) =>
      [
        ...readFileSync(join(source, file), "utf8").matchAll(
          /entity_type: (?:Schema\.Literal\()?"([A-Z_]+)"|"([A-Z_]+_GUARD)"/g
        )
      ].map(([, kind, guard]) => kind ?? guard ?? "")
    )
    assertEquals([...new Set(kinds)].toSorted(), Object.keys(auditedRows).toSorted())
  })
})
