import { assert, describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Layer, Option, Redacted, Schema, Stream } from "effect"
import { type AuditEvent, AuditEventText, type OperatorAct } from "../../src/audit/AuditEvent.ts"
import { AuditTrail } from "../../src/audit/AuditTrail.ts"
import * as MemoryAuditTrail from "../../src/audit/MemoryAuditTrail.ts"
import { AccountNotActive } from "../../src/identity/IdentityErrors.ts"
import { HandedExports } from "../../src/operators/HandedExports.ts"
import { Lookups } from "../../src/operators/Lookups.ts"
import * as MemoryOperatorIdentity from "../../src/operators/MemoryOperatorIdentity.ts"
import { Reason, Ticket } from "../../src/operators/Operator.ts"
import { NoLiveSession, NotSuspended } from "../../src/operators/OperatorErrors.ts"
import { OrderedErasures } from "../../src/operators/OrderedErasures.ts"
import { Suspensions } from "../../src/operators/Suspensions.ts"
import { Warrants } from "../../src/operators/Warrants.ts"
import { ErasureLedger } from "../../src/privacy/ErasureLedger.ts"
import { ErasureOrder } from "../../src/privacy/ErasureOrder.ts"
import { Erasures } from "../../src/privacy/Erasures.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import { EmailAddress } from "../../src/users/EmailAddress.ts"
import { EmailIndex } from "../../src/users/EmailIndex.ts"
import { PersonalDataCipher } from "../../src/users/PersonalDataCipher.ts"
import { UserNotFound } from "../../src/users/UserErrors.ts"
import type { UserId } from "../../src/users/UserId.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"

const services = Layer.mergeAll(
  Lookups.layer,
  Suspensions.layer,
  OrderedErasures.layer.pipe(Layer.provide(Erasures.layer)),
  HandedExports.layer
).pipe(Layer.provideMerge(Warrants.layer))

const ports = Layer.mergeAll(MemoryPorts.layer, MemoryOperatorIdentity.layer)
const world = services.pipe(Layer.provideMerge(Layer.merge(ports, MemoryAuditTrail.layer)))

const down = new Unavailable({ resource: "storage", operation: "test", retryable: true, cause: new Error("down") })
const trailDown = services.pipe(
  Layer.provideMerge(Layer.merge(ports, Layer.mock(AuditTrail, { append: () => Effect.fail(down) })))
)

const grounds = { reason: Reason.make("She asked for it by letter"), ticket: Ticket.make("SUP-1234") }

const decodeText = Schema.decodeUnknownSync(AuditEventText)

/** What the trail was told. */
const told = Effect.gen(function* () {
  const trail = yield* AuditTrail
  const names = yield* Stream.runCollect(trail.names)
  const texts = yield* Effect.forEach(names, (name) => trail.read(name))
  return texts.map((text): AuditEvent => decodeText(Option.getOrThrow(text)))
})

const inserted = Effect.fnUntraced(function* (fields: Fixtures.UserFields = {}) {
  const user = yield* Fixtures.userWith(fields)
  yield* (yield* UserStore).insert(user)
  return user
})

const statusOf = (id: UserId) =>
  Effect.map(
    UserStore.use((store) => store.find(id)),
    Option.map(({ status }) => status)
  )

describe("an operator's act", () => {
  it.effect("is in the trail with who, whose, why and its ticket, and then it is done", () =>
    Effect.gen(function* () {
      const user = yield* inserted()
      const { reactivate, suspend } = yield* Suspensions
      assertEquals((yield* suspend(user.id, Option.some(grounds))).status, "suspended")
      assertEquals(yield* statusOf(user.id), Option.some("suspended" as const))
      yield* reactivate(user.id, Option.some({ reason: grounds.reason }))
      assertEquals(yield* statusOf(user.id), Option.some("active" as const))
      const events = (yield* told).filter((event): event is OperatorAct => "operator" in event)
      assertEquals(
        new Set(events.map(({ fact, operator, reason, subject, ticket }) => [fact, operator, reason, subject, ticket])),
        new Set([
          ["operator-suspension", "memory/operator", grounds.reason, user.id, "SUP-1234"],
          ["operator-reactivation", "memory/operator", grounds.reason, user.id, undefined]
        ])
      )
    }).pipe(Effect.provide(world))
  )

  it.effect("is not done when the trail cannot be told", () =>
    Effect.gen(function* () {
      const user = yield* inserted()
      const { endSession, suspend } = yield* Suspensions
      const warrants = yield* Warrants
      assertTrue((yield* Effect.flip(suspend(user.id, Option.some(grounds)))) === down)
      assertTrue((yield* Effect.flip(endSession(user.id, Option.none(), Option.some(grounds)))) === down)
      assertTrue((yield* Effect.flip((yield* OrderedErasures).erase(user.id, grounds))) === down)
      assertTrue((yield* Effect.flip((yield* HandedExports).of(user.id, grounds))) === down)
      assertTrue((yield* Effect.flip(warrants.issue("operator-reveal", user.id, grounds, ["name"]))) === down)
      assertEquals(yield* UserStore.use((store) => store.find(user.id)), Option.some(user))
    }).pipe(Effect.provide(trailDown))
  )

  it.effect("that is refused, or only tried, is told to nobody and changes nothing", () =>
    Effect.gen(function* () {
      const { endSession, reactivate, suspend } = yield* Suspensions
      const [active, suspended] = [yield* inserted(), yield* inserted({ status: "suspended", session: Option.none() })]
      const stranger = yield* Fixtures.userId
      assertEquals(
        yield* Effect.flip(suspend(suspended.id, Option.some(grounds))),
        new AccountNotActive({ status: "suspended" })
      )
      assertEquals(
        yield* Effect.flip(reactivate(active.id, Option.some(grounds))),
        new NotSuspended({ status: "active" })
      )
      assertEquals(
        yield* Effect.flip(endSession(suspended.id, Option.none(), Option.some(grounds))),
        new NoLiveSession()
      )
      assertEquals(yield* Effect.flip(suspend(stranger, Option.some(grounds))), new UserNotFound())
      assertEquals(yield* Effect.flip((yield* OrderedErasures).erase(stranger, grounds)), new UserNotFound())
      assertEquals((yield* suspend(active.id, Option.none())).status, "suspended")
      assertEquals(yield* statusOf(active.id), Option.some("active" as const))
      assertEquals(yield* told, [])
    }).pipe(Effect.provide(world))
  )
})

describe("an erasure that an operator orders", () => {
  it.effect("forgets the person, and resumes where another stopped", () =>
    Effect.gen(function* () {
      const { erase } = yield* OrderedErasures
      const [ada, grace] = [yield* inserted(), yield* inserted({ status: "deleted" })]
      for (const { id } of [ada, grace]) {
        const receipt = yield* erase(id, grounds)
        assertEquals(receipt.erased, ["jobs", "purchases", "account"])
        assertEquals(yield* statusOf(id), Option.none())
        assertTrue(Option.isSome(yield* (yield* ErasureLedger).find(id)))
      }
      assertEquals(
        (yield* told).map((event) => (event.type === "security" ? event.fact : event.type)),
        ["operator-erasure", "operator-erasure"]
      )
    }).pipe(Effect.provide(world))
  )

  it.effect("is of nobody but the person that the warrant is about", () =>
    Effect.gen(function* () {
      const [ada, grace] = [yield* inserted(), yield* inserted()]
      const warrant = yield* (yield* Warrants).issue("operator-erasure", ada.id, grounds)
      assertEquals(ErasureOrder.ordered(grace, warrant), Option.none())
      assertTrue(Option.isSome(ErasureOrder.ordered(ada, warrant)))
    }).pipe(Effect.provide(world))
  )
})

describe("an export for an operator", () => {
  it.effect("holds what the person's own would, and the trail is told of that and of nobody else", () =>
    Effect.gen(function* () {
      const cipher = yield* PersonalDataCipher
      const exports = yield* HandedExports
      const id = yield* Fixtures.userId
      const person = yield* Fixtures.person
      const user = yield* inserted({ id, person: yield* cipher.seal(id, person) })
      const held = yield* exports.of(id, grounds)
      assertEquals(held.account, { user, person })
      assertEquals(yield* Effect.flip(exports.of(yield* Fixtures.userId, grounds)), new UserNotFound())
      assertEquals(
        (yield* told).map((event) => (event.type === "security" ? [event.fact, event.subject] : [])),
        [["operator-export", id]]
      )
    }).pipe(Effect.provide(world))
  )
})

describe("a lookup", () => {
  it.effect("finds a person by id, by address however it is written, and by account, and else nobody", () =>
    Effect.gen(function* () {
      const { find } = yield* Lookups
      const email = (address: string) =>
        Effect.map(Schema.decodeUnknownEffect(EmailAddress)(address), (one) => Redacted.make(one, { label: "email" }))
      const emailKey = yield* EmailIndex.use((index) =>
        Effect.flatMap(Effect.orDie(email("ada@example.test")), index.keyOf)
      )
      const user = yield* inserted({ emailKey })
      assertEquals(yield* find({ _tag: "Id", id: user.id }), user)
      assertEquals(yield* find({ _tag: "Email", email: yield* email(" Ada@Example.test") }), user)
      assertEquals(yield* find({ _tag: "Identity", identity: user.identities[0] }), user)
      const others = [
        { _tag: "Id", id: yield* Fixtures.userId },
        { _tag: "Email", email: yield* email("grace@example.test") },
        { _tag: "Identity", identity: yield* Fixtures.identityOf("apple") }
      ] as const
      for (const one of others) assertEquals(yield* Effect.flip(find(one)), new UserNotFound())
      assert.lengthOf(yield* told, 0)
    }).pipe(Effect.provide(world))
  )
})
