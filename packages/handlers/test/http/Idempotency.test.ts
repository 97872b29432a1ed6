import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue, deepStrictEqual } from "@effect/vitest/utils"
import { IdempotencyStore } from "@serenya/domain/idempotency/IdempotencyStore"
import { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Calls } from "@serenya/domain/testing/Counting"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Context, Effect, Schema } from "effect"
import { linesDuring } from "../lambda/support/Stdout.ts"
import * as People from "./People.ts"
import * as Service from "./Service.ts"

type Made = Effect.Success<typeof Service.make>

const document = { file_type: "pdf", file_size: 1000, checksum_sha256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }

const keyed = (key: string, more: Readonly<Record<string, string>> = {}) => ({ "idempotency-key": key, ...more })

const replayed = ({ headers }: Service.Answer) => headers["idempotency-replayed"] !== undefined

const codeOf = ({ json }: Service.Answer) => Schema.decodeUnknownSync(Schema.Struct({ code: Schema.String }))(json).code

const grant = (
  service: Made,
  { caller }: Pick<People.SignedIn, "caller">,
  headers: Readonly<Record<string, string>>,
  body: unknown = document
) => service.call({ method: "POST", path: "/api/v1/process/upload", caller, body, headers })

const reservations = Effect.fnUntraced(function* ({ world }: Made, { caller }: People.SignedIn) {
  const user = yield* Effect.fromOption(yield* Context.get(world, UserStore).find(caller.userId))
  return Object.keys(user.subscription.usage.reservations).length
})

describe("a POST with an Idempotency-Key", () => {
  it.live("is done once and answered again, byte for byte and marked, under the new request's correlation id", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      const first = yield* grant(service, jane, keyed("wish-1", { "x-correlation-id": "first-0001" }))
      const again = yield* grant(service, jane, keyed("wish-1", { "x-correlation-id": "again-0002" }))
      deepStrictEqual([first.status, again.status, again.text], [201, 201, first.text])
      deepStrictEqual([replayed(first), replayed(again)], [false, true])
      assertEquals(again.headers["X-Correlation-ID"], ["again-0002"])
      assertEquals(again.headers["content-type"], first.headers["content-type"])
      assertEquals(yield* reservations(service, jane), 1)
    })
  )

  it.live("means the same request however its JSON is laid out", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      const first = yield* grant(service, jane, keyed("wish-1"))
      const { checksum_sha256, file_size, file_type } = document
      const shuffled = `{ "checksum_sha256": "${checksum_sha256}",\n "file_size": 1e3, "file_type": "${file_type}" }`
      assertEquals(file_size, 1e3)
      const again = yield* grant(service, jane, keyed("wish-1"), shuffled)
      deepStrictEqual([again.text, replayed(again)], [first.text, true])
    })
  )

  it.live("is refused with 409 where the key named another body or another route before, and nothing is done", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      yield* grant(service, jane, keyed("wish-1"))
      for (const body of [{ ...document, file_size: 1001 }, { ...document, more: 1 }, null, "no JSON"]) {
        const other = yield* grant(service, jane, keyed("wish-1"), body)
        deepStrictEqual([other.status, codeOf(other)], [409, "IDEMPOTENCY_KEY_REUSED"])
      }
      const logout = { method: "POST", path: "/api/v1/auth/logout", caller: jane.caller, headers: keyed("wish-1") }
      const elsewhere = yield* service.call(logout)
      deepStrictEqual([elsewhere.status, codeOf(elsewhere)], [409, "IDEMPOTENCY_KEY_REUSED"])
      assertEquals(yield* reservations(service, jane), 1)
    })
  )

  it.live("is done once when ten come at once: each gets that one answer, or is told to come back", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      const ten = Array.from({ length: 10 }, () => grant(service, jane, keyed("wish-1")))
      const answers = yield* Effect.all(ten, { concurrency: "unbounded" })
      assertEquals(yield* reservations(service, jane), 1)
      const done = answers.filter(({ status }) => status === 201)
      assertTrue(done.length >= 1)
      assertEquals(new Set(done.map(({ text }) => text)).size, 1)
      for (const busy of answers.filter(({ status }) => status !== 201)) {
        deepStrictEqual(
          [busy.status, codeOf(busy), busy.headers["retry-after"]],
          [409, "IDEMPOTENCY_IN_PROGRESS", ["1"]]
        )
      }
      const last = yield* grant(service, jane, keyed("wish-1"))
      deepStrictEqual([last.text, replayed(last)], [done[0]?.text, true])
    })
  )

  it.live("belongs to its caller: the same key of somebody else is another wish", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      const omar = yield* People.signedIn(service, "omar")
      const hers = yield* grant(service, jane, keyed("wish-1"))
      const his = yield* grant(service, omar, keyed("wish-1"))
      deepStrictEqual([his.status, replayed(his)], [201, false])
      assertTrue(his.text !== hers.text && his.text.includes(omar.caller.userId))
    })
  )

  it.live("repeats a refusal that would be the same another time, as a problem of the new request", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      const tooLarge = { ...document, file_size: 99_999_999 }
      const ask = (id: string, key = "wish-1") =>
        grant(service, jane, keyed(key, { "x-correlation-id": id }), { ...document, file_size: 0 })
      const first = yield* ask("first-0001")
      const again = yield* ask("again-0002")
      deepStrictEqual([first.status, again.status, replayed(again)], [422, 422, true])
      deepStrictEqual(JSON.parse(again.text), {
        ...JSON.parse(first.text),
        correlation_id: "again-0002",
        instance: "urn:serenya:request:again-0002"
      })
      // 413 and 400 were not heard: a corrected body may come with the same key.
      for (const wrong of [tooLarge, { ...document, file_type: "gif" }, "{"]) {
        const refused = yield* grant(service, jane, keyed("wish-2"), wrong)
        assertTrue(refused.status === 413 || refused.status === 400)
      }
      assertEquals((yield* grant(service, jane, keyed("wish-2"))).status, 201)
    })
  )

  it.live("keeps no refusal that passes with time", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      for (const n of [1, 2, 3, 4, 5]) yield* grant(service, jane, keyed(`wish-${n}`))
      const calls = [yield* grant(service, jane, keyed("wish-6")), yield* grant(service, jane, keyed("wish-6"))]
      deepStrictEqual(
        calls.map((answer) => [answer.status, replayed(answer)]),
        [
          [429, false],
          [429, false]
        ]
      )
    })
  )

  it.live("lists a malformed key among the offending fields, and does nothing", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      for (const key of ["", "two words", "k".repeat(256), "ключ"]) {
        const { status, text } = yield* grant(service, jane, keyed(key))
        assertEquals(status, 400, key)
        assertTrue(text.includes('"headers.idempotency-key"') && !text.includes("two words"), text)
      }
      assertEquals((yield* grant(service, jane, keyed("k".repeat(255)))).status, 201)
      assertEquals(yield* reservations(service, jane), 1)
    })
  )

  it.live("costs one read, the data key, and two writes; without a key it costs nothing", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      const { during } = Context.get(service.world, Calls)
      const bare = yield* during(grant(service, jane, {}))
      assertTrue(!Object.keys(bare).some((call) => call.startsWith("Idempotency")), JSON.stringify(bare))
      const first = yield* during(grant(service, jane, keyed("wish-1")))
      const extra = { "IdempotencyScopes.ofUser": 1, "IdempotencyStore.begin": 1, "IdempotencyStore.complete": 1 }
      const more = (call: string, by: number) => ({ [call]: (bare[call] ?? 0) + by })
      assertEquals(first, { ...bare, ...extra, ...more("UserStore.find", 1), ...more("RandomIds.uuid", 1) })
      const again = yield* during(grant(service, jane, keyed("wish-1")))
      assertEquals(again, {
        "UserStore.find": 1,
        "RandomIds.uuid": 1,
        "IdempotencyScopes.ofUser": 1,
        "IdempotencyStore.begin": 1
      })
    })
  )

  it.live("answers nobody whose session is over with what was kept for them", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      yield* grant(service, jane, keyed("wish-1"))
      const logout = { method: "POST", path: "/api/v1/auth/logout", caller: jane.caller, headers: keyed("wish-2") }
      assertEquals((yield* service.call(logout)).status, 204)
      // The authorizer's answer may be five minutes old: the function itself refuses.
      const late = yield* grant(service, jane, keyed("wish-1"))
      deepStrictEqual([late.status, codeOf(late), replayed(late)], [401, "SESSION_REVOKED", false])
      assertEquals((yield* service.call(logout)).status, 204)
    })
  )
})

describe("an Idempotency-Key when something fails", () => {
  const down = (operation: string) =>
    new Unavailable({ resource: "storage", operation, retryable: true, cause: new Error("canary") })

  it.live("is refused with 503 before anything is done, where nobody can say whether it is the first", () =>
    Effect.gen(function* () {
      const begin = () => Effect.fail(down("begin"))
      const service = yield* Service.makeWith((world) =>
        Context.add(world, IdempotencyStore, { ...Context.get(world, IdempotencyStore), begin })
      )
      const jane = yield* People.signedIn(service, "jane")
      const refused = yield* grant(service, jane, keyed("wish-1"))
      deepStrictEqual(
        [refused.status, codeOf(refused), refused.headers["retry-after"]],
        [503, "STORAGE_UNAVAILABLE", ["2"]]
      )
      assertEquals(yield* reservations(service, jane), 0)
      assertEquals((yield* grant(service, jane, {})).status, 201)
    })
  )

  it.live("still gets the answer to what was done where that answer cannot be kept, and the log is told", () =>
    Effect.gen(function* () {
      const complete = () => Effect.fail(down("complete"))
      const service = yield* Service.makeWith((world) =>
        Context.add(world, IdempotencyStore, { ...Context.get(world, IdempotencyStore), complete })
      )
      const jane = yield* People.signedIn(service, "jane")
      let answer: Service.Answer | undefined
      const context = yield* Effect.context<never>()
      const lines = yield* Effect.promise(() =>
        linesDuring(async () => {
          answer = await Effect.runPromiseWith(context)(grant(service, jane, keyed("wish-1")))
        })
      )
      assertEquals(answer?.status, 201)
      const log = JSON.stringify(lines)
      assertTrue(log.includes("answer not kept") && !log.includes("canary") && !log.includes("job_id"), log)
      // Its lease is over in 30 s; until then nobody else does the work again.
      assertEquals(codeOf(yield* grant(service, jane, keyed("wish-1"))), "IDEMPOTENCY_IN_PROGRESS")
    })
  )

  it.live("is free again after a defect or an outage of the work itself", () =>
    Effect.gen(function* () {
      const failures = [Effect.die(new Error("broken")), Effect.fail(down("grantUpload"))]
      const service = yield* Service.makeWith((world) => {
        const vault = Context.get(world, DocumentVault)
        const grantUpload: typeof vault.grantUpload = (...of) => failures.shift() ?? vault.grantUpload(...of)
        return Context.add(world, DocumentVault, { ...vault, grantUpload })
      })
      const jane = yield* People.signedIn(service, "jane")
      const answers = yield* Effect.forEach([1, 2, 3, 4], () => grant(service, jane, keyed("wish-1")))
      deepStrictEqual(
        answers.map((answer) => [answer.status, replayed(answer)]),
        [
          [500, false],
          [503, false],
          [201, false],
          [201, true]
        ]
      )
    })
  )
})

describe("a POST by somebody who is not signed in, with an Idempotency-Key", () => {
  const onboard = (service: Made, body: unknown, key = "wish-1") =>
    service.call({ method: "POST", path: "/api/v1/auth/oauth-onboarding", body, headers: keyed(key) })
  const signIn = (service: Made, idToken: string, key = "wish-1") =>
    service.call({
      method: "POST",
      path: "/api/v1/auth/oauth-signin",
      body: { provider: "google", id_token: idToken, device: People.device },
      headers: keyed(key)
    })
  const refresh = (service: Made, refreshToken: string, key: string) =>
    service.call({
      method: "POST",
      path: "/api/v1/auth/refresh",
      body: { refresh_token: refreshToken },
      headers: keyed(key)
    })

  it.live("registers once and hands out one pair of tokens, to who presents the same id_token", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      yield* People.known(service, "ida", "ida@example.test")
      const [first, again] = [
        yield* onboard(service, People.onboarding("ida")),
        yield* onboard(service, People.onboarding("ida"))
      ]
      deepStrictEqual([first.status, again.status, again.text, replayed(again)], [201, 201, first.text, true])
      const other = yield* onboard(service, {
        ...People.onboarding("ida"),
        device: { ...People.device, name: "Another" }
      })
      deepStrictEqual([other.status, codeOf(other)], [409, "IDEMPOTENCY_KEY_REUSED"])
    })
  )

  it.live("never answers one credential with what another earned", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      yield* People.signedIn(service, "jane")
      yield* People.signedIn(service, "omar")
      const hers = yield* signIn(service, "jane")
      const his = yield* signIn(service, "omar")
      deepStrictEqual([hers.status, his.status, replayed(his)], [200, 200, false])
      assertTrue(his.text.includes("omar@example.test") && !his.text.includes("jane@example.test"))
      const forged = yield* signIn(service, "forged")
      deepStrictEqual([forged.status, replayed(forged)], [401, false])
      assertEquals(replayed(yield* signIn(service, "forged")), false)
    })
  )

  it.live("rotates a refresh token once per key; without the key, a token is what it is", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { refreshToken } = yield* People.signedIn(service, "mei")
      const first = yield* refresh(service, refreshToken, "wish-1")
      const again = yield* refresh(service, refreshToken, "wish-1")
      deepStrictEqual([first.status, again.text, replayed(again)], [200, first.text, true])
      const { refresh_token } = Schema.decodeUnknownSync(Schema.Struct({ refresh_token: Schema.String }))(first.json)
      assertEquals((yield* refresh(service, refresh_token, "wish-1")).status, 200)
      assertTrue(!replayed(yield* refresh(service, refreshToken, "wish-2")))
    })
  )

  it.live("goes its way where the body names no credential at all", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      for (const body of ["{", "[]", "{}", '{"refresh_token":7}', '{"refresh_token":""}', "null"]) {
        const { status } = yield* service.call({
          method: "POST",
          path: "/api/v1/auth/refresh",
          body,
          headers: keyed("wish-1")
        })
        assertEquals(status, 400, body)
      }
    })
  )
})
