import { TransactionCanceledException } from "@aws-sdk/client-dynamodb"
import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import { IdentityAlreadyRegistered } from "@serenya/domain/identity/IdentityErrors"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as UserStoreLaws from "@serenya/domain/testing/UserStoreLaws"
import type { User } from "@serenya/domain/users/User"
import { ConcurrentUpdate } from "@serenya/domain/users/UserErrors"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Cause, Effect, Exit, Layer, Option } from "effect"
import { type Item, marshal, type PlainMap, unmarshal } from "../../src/dynamo/AttributeValue.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { GetItem, PutItem } from "../../src/dynamo/DynamoCommands.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as Wire from "../support/Wire.ts"

const TableName = "serenya-test"

const rowOf = Effect.fnUntraced(function* ({ id }: User) {
  const client = yield* Dynamo
  const Key = marshal({ PK: `USER#${id}`, SK: "PROFILE" })
  const { Item } = yield* Effect.promise(() => client.send(GetItem({ TableName, Key, ConsistentRead: true })))
  return unmarshal(Item ?? {})
})

const putRow = Effect.fnUntraced(function* (Item: Item) {
  const client = yield* Dynamo
  yield* Effect.promise(() => client.send(PutItem({ TableName, Item })))
})

const conflict = () =>
  Wire.failsWith(
    new TransactionCanceledException({
      message: "Transaction cancelled",
      CancellationReasons: [{ Code: "None" }, { Code: "TransactionConflict" }],
      $metadata: { httpStatusCode: 400 }
    })
  )

const signedOut = (user: User) => Fixtures.changed(user, { session: Option.none() })

LocalDynamo.suites(() => {
  UserStoreLaws.suite("DynamoDB", DynamoUserStore.layer.pipe(Layer.provide(LocalDynamo.layer)))

  const tapped = DynamoUserStore.layer.pipe(Layer.provideMerge(Wire.layer), Layer.provideMerge(LocalDynamo.layer))

  withLayer(tapped, { timeout: "30 seconds", excludeTestServices: true })("DynamoUserStore", (it) => {
    it.effect("needs one call each to insert, find and save, two to find by identity, and no index ever", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const wire = yield* Wire.Wire
        const user = yield* Fixtures.user
        const [, inserting] = yield* wire.during(store.insert(user))
        assertEquals(inserting, ["TransactWriteItems"])
        const [, finding] = yield* wire.during(store.find(user.id))
        assertEquals(finding, ["Query"])
        const [, admitting] = yield* wire.during(store.findAdmission(user.id))
        assertEquals(admitting, ["Query"])
        const [, findingByIdentity] = yield* wire.during(store.findByIdentity(user.identities[0]))
        assertEquals(findingByIdentity, ["GetItem", "Query"])
        const [, saving] = yield* wire.during(store.save(signedOut(user)))
        assertEquals(saving, ["PutItem"])
        const [, losing] = yield* wire.during(Effect.flip(store.save(Fixtures.changed(user, { emailVerified: false }))))
        assertEquals(losing, ["PutItem"])
        const [, erasing] = yield* wire.during(store.erase(user))
        assertEquals(erasing, ["TransactWriteItems"])
        const reads = wire.inputs.filter((input) => "Key" in input || "KeyConditionExpression" in input)
        assertTrue(reads.every((input) => "ConsistentRead" in input && input.ConsistentRead === true))
        assertFalse(wire.inputs.some((input) => "IndexName" in input))
      })
    )

    it.effect("ends an insert whose response was lost like one that was answered", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const wire = yield* Wire.Wire
        const user = yield* Fixtures.user
        yield* wire.suffer(Wire.lostResponse, Wire.lostResponse)
        const [, calls] = yield* wire.during(store.insert(user))
        assertEquals(calls.length, 3)
        assertEquals(yield* store.find(user.id), Option.some(user))
        // All responses lost, and the caller asks again, with a token of its own.
        const next = yield* Fixtures.user
        yield* wire.suffer(Wire.lostResponse, Wire.lostResponse, Wire.lostResponse, Wire.lostResponse)
        assertEquals((yield* Effect.flip(store.insert(next)))._tag, "Unavailable")
        yield* store.insert(next)
        assertEquals(yield* store.find(next.id), Option.some(next))
      })
    )

    it.effect("ends a save whose response was lost like one that was answered", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const wire = yield* Wire.Wire
        const user = yield* Fixtures.user
        yield* store.insert(user)
        const saved = signedOut(user)
        yield* wire.suffer(Wire.lostResponse)
        yield* store.save(saved)
        assertEquals(yield* store.find(user.id), Option.some(saved))
        // The same version, written by somebody else: no success.
        const other = Fixtures.changed(user, { emailVerified: false })
        assertEquals(yield* Effect.flip(store.save(other)), new ConcurrentUpdate())
      })
    )

    it.effect("ends a link whose response was lost like one that was answered, in one call", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const wire = yield* Wire.Wire
        const linkable = Effect.gen(function* () {
          const user = yield* Fixtures.user
          yield* store.insert(user)
          const apple = yield* Fixtures.identityOf("apple")
          return [Fixtures.changed(user, { identities: [...user.identities, apple] }), apple] as const
        })
        const [user, apple] = yield* linkable
        yield* wire.suffer(Wire.lostResponse)
        const [, calls] = yield* wire.during(store.link(user, apple))
        assertEquals(calls, ["TransactWriteItems", "TransactWriteItems"])
        assertEquals(yield* store.findByIdentity(apple), Option.some(user))
        // All responses lost, and the caller asks again, with a token of its own.
        const [next, another] = yield* linkable
        yield* wire.suffer(Wire.lostResponse, Wire.lostResponse, Wire.lostResponse, Wire.lostResponse)
        assertEquals((yield* Effect.flip(store.link(next, another)))._tag, "Unavailable")
        yield* store.link(next, another)
        assertEquals(yield* store.findByIdentity(another), Option.some(next))
      })
    )

    it.effect("ends an erasure whose response was lost like one that was answered", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const wire = yield* Wire.Wire
        const user = yield* Fixtures.user
        yield* store.insert(user)
        yield* wire.suffer(Wire.lostResponse)
        yield* store.erase(user)
        assertEquals(yield* store.findByIdentity(user.identities[0]), Option.none())
      })
    )

    it.effect("tries again after a conflict of transactions, which refuses nobody, and gives up in the end", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const wire = yield* Wire.Wire
        const user = yield* Fixtures.user
        yield* wire.suffer(conflict(), conflict())
        yield* store.insert(user)
        const next = yield* Fixtures.user
        yield* wire.suffer(conflict(), conflict(), conflict(), conflict())
        const failure = yield* Effect.flip(store.insert(next))
        assertEquals(failure._tag === "Unavailable" && failure.retryable, true)
        assertEquals(yield* store.find(next.id), Option.none())
      })
    )

    it.effect("sees nobody behind a guard whose user is gone, and still refuses the identity", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        const { subject } = user.identities[0]
        const holder = { user_id: yield* Fixtures.userId, provider: "google" }
        yield* putRow(marshal({ PK: `EXTERNAL#google#${subject}`, SK: "IDENTITY", ...holder }))
        assertEquals(yield* store.findByIdentity(user.identities[0]), Option.none())
        assertEquals(yield* Effect.flip(store.insert(user)), new IdentityAlreadyRegistered({ provider: "google" }))
      })
    )

    it.effect("names attributes as the reference does, keeps times in milliseconds, and never lets a user lapse", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.userWith({ biometric: Option.some(Fixtures.biometric) })
        yield* store.insert(user)
        const row = yield* rowOf(user)
        const { subject } = user.identities[0]
        assertEquals(
          {
            ...row,
            consents: undefined,
            current_subscription: undefined,
            current_device: undefined,
            current_session: undefined,
            current_biometric: undefined
          },
          {
            PK: `USER#${user.id}`,
            SK: "PROFILE",
            entity_type: "USER_PROFILE",
            schema_version: 1,
            version: 1,
            id: user.id,
            external_id: subject,
            auth_provider: "google",
            identities: [{ provider: "google", subject }],
            email: user.person.email,
            name: user.person.name,
            given_name: user.person.givenName,
            family_name: user.person.familyName,
            email_hash: user.emailKey,
            email_verified: true,
            account_status: "active",
            consents: undefined,
            current_subscription: undefined,
            current_device: undefined,
            current_session: undefined,
            current_biometric: undefined,
            GSI1PK: `EMAIL#${user.emailKey}`,
            GSI1SK: `USER#${user.id}`,
            GSI2PK: `EXTERNAL#google#${subject}`,
            GSI2SK: `USER#${user.id}`,
            created_at: 1772357400123,
            updated_at: 1772357400123,
            last_login_at: 1772357400123,
            created_ip: "203.0.113.7",
            created_user_agent: "Serenya/1.2.3 (iPhone; iOS 17.1)"
          }
        )
        const names = (key: string) =>
          Object.keys(row[key] ?? {})
            .toSorted()
            .join(" ")
        assertEquals(
          names("current_device"),
          "app_version device_id device_model device_name device_status last_seen_at os_version platform registered_at registration_ip registration_user_agent"
        )
        assertEquals(
          names("current_session"),
          "created_at expires_at last_activity_at login_method refresh_token_hash session_id session_status source_ip user_agent"
        )
        assertEquals(
          names("current_biometric"),
          "biometric_id biometric_type challenge device_id failures last_used_at last_verification_id public_key registered_at registration_ip registration_user_agent status"
        )
        assertEquals(
          names("current_subscription"),
          "auto_renew created_at id provider start_date status type updated_at usage"
        )
        assertEquals(
          names("consents"),
          "emergency_care_limitation healthcare_consultation medical_disclaimer privacy_policy terms_of_service"
        )
      })
    )

    it.effect("dies of a row that does not fit, or stands under another user, without telling what it holds", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        const victim = yield* Fixtures.user
        yield* store.insert(user)
        yield* store.insert(victim)
        const row = yield* rowOf(user)
        const misfits: ReadonlyArray<PlainMap> = [
          { ...row, email_hash: "s3cret-value" },
          { ...row, schema_version: 2 },
          { ...row, PK: `USER#${victim.id}` }
        ]
        for (const misfit of misfits) {
          yield* putRow(marshal(misfit))
          const exit = yield* Effect.exit(store.find(misfit["PK"] === row["PK"] ? user.id : victim.id))
          assertTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
          const told = Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""
          assertTrue(told.includes("A profile row does not fit its schema"))
          assertFalse(told.includes("s3cret-value") || told.includes("203.0.113.7") || told.includes(user.person.email))
        }
      })
    )
  })
})
