import { assert, it } from "@effect/vitest"
import { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import * as OfflineChatCompanion from "@serenya/domain/chat/OfflineChatCompanion"
import { KnownIdTokens } from "@serenya/domain/identity/MemoryIdentityVerifier"
import { VerifiedIdentity } from "@serenya/domain/identity/VerifiedIdentity"
import * as SessionRules from "@serenya/domain/sessions/SessionRules"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import * as MemoryUserStore from "@serenya/domain/users/MemoryUserStore"
import { UserId } from "@serenya/domain/users/UserId"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Context, Effect, Layer, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as ApiSite from "../../src/gateway/ApiSite.ts"
import type { Incoming } from "../../src/gateway/Http.ts"
import * as Routes from "../../src/gateway/Routes.ts"
import * as Functions from "../../src/stack/Functions.ts"
import type { Ports } from "../../src/stack/Ports.ts"
import * as Users from "../../src/stack/Users.ts"
import * as Person from "../support/Person.ts"
import * as Scratch from "../support/Scratch.ts"

const { agreed, device } = Person
const upload = { file_type: "pdf", file_size: 1000, checksum_sha256: Person.sha256(new Uint8Array()) }

/** The whole API over these users. The clock of the test is the gateway's; functions judge sessions, and live in real time. */
const apiOver = <E>(users: Layer.Layer<UserStore, E>) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Fixtures.at.epochMilliseconds)
    const others = Layer.mergeAll(
      MemoryPorts.layer,
      OfflineReportAnalyst.layer,
      OfflineChatCompanion.layer,
      Layer.mock(DocumentReader, {})
    )
    const ports: Context.Context<Ports | KnownIdTokens> = Context.merge(
      yield* Layer.build(others),
      yield* Layer.build(users)
    )
    const site = ApiSite.make(Functions.make(ports))

    const call = (method: string, path: string, token?: string, body?: unknown) => {
      const headers = {
        ...(token === undefined ? {} : Person.bearer(token)),
        ...(body === undefined ? {} : { "content-type": "application/json" })
      }
      const pairs = Object.entries(headers)
      const request: Incoming = {
        method,
        url: new URL(`http://127.0.0.1/api/v1${path}`),
        headers: pairs,
        header: (wanted) => pairs.find(([name]) => name === wanted)?.[1],
        remoteAddress: "127.0.0.1",
        body: () => Effect.succeed(new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body)))
      }
      return Effect.map(site(request), (answer) => {
        const text = typeof answer.body === "string" ? answer.body : new TextDecoder().decode(answer.body)
        return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) }
      })
    }

    const identity = yield* Fixtures.identityOf("google")
    const idToken = yield* Fixtures.uuid
    const verified = new VerifiedIdentity({ identity, person: yield* Fixtures.person })
    const claim = { provider: "google" as const, idToken: Redacted.make(idToken) }
    yield* Context.get(ports, KnownIdTokens).register(claim, Effect.succeed(verified))
    const signIn = { provider: "google", id_token: idToken, device }
    const { body } = yield* call("POST", "/auth/oauth-onboarding", undefined, { ...signIn, consents: agreed })
    const token: string = body.tokens.access_token
    const granted = yield* call("POST", "/process/upload", token, upload)
    assert.strictEqual(granted.status, 201)

    const store = Context.get(ports, UserStore)
    const stored = Effect.flatMap(store.find(UserId.make(body.user.id)), Effect.fromOption)
    return { call, jobId: granted.body.job_id as string, signIn, store, stored, token }
  })
type World = Effect.Success<ReturnType<typeof apiOver>>

/** How access ends, and what those who read the user say from then on. */
const endings: ReadonlyArray<readonly [string, code: string, (world: World) => Effect.Effect<unknown, unknown>]> = [
  ["a logout", "SESSION_REVOKED", ({ call, token }) => call("POST", "/auth/logout", token)],
  ["a new sign-in", "SESSION_REVOKED", ({ call, signIn }) => call("POST", "/auth/oauth-signin", undefined, signIn)],
  [
    "a revoked session, as a device is revoked",
    "SESSION_REVOKED",
    ({ store, stored }) =>
      Effect.flatMap(stored, (user) =>
        store.save(Fixtures.changed(user, { session: Option.map(user.session, SessionRules.revoke) }))
      )
  ],
  [
    "a suspension",
    "ACCOUNT_NOT_ACTIVE",
    ({ store, stored }) => Effect.flatMap(stored, (user) => store.save(Fixtures.changed(user, { status: "suspended" })))
  ],
  ["an erasure", "SESSION_REVOKED", ({ store, stored }) => Effect.flatMap(stored, store.erase)]
]

const readers = [
  ["GET", "/user/profile"],
  ["GET", "/user/consents"],
  ["POST", "/process/upload"]
] as const

const pathOf = ({ template }: Routes.Route, jobId: string) =>
  template.replace("/api/v1", "").replace("{job_id}", jobId).replace("{type}", "privacy_policy")

/** Where the users are; the other ports are in memory. */
const engines = {
  memory: Effect.succeed(MemoryUserStore.layer),
  "the embedded DynamoDB": Effect.gen(function* () {
    const { engine, layer } = yield* Users.open(yield* Scratch.folder, {})
    if (!engine.startsWith("DynamoDB")) console.warn(`Users are in ${engine}`)
    return layer
  })
}

for (const [engine, opened] of Object.entries(engines)) {
  for (const [ending, code, end] of endings) {
    it.effect(
      `${ending} ends access at once where the user is read, and everywhere after five minutes (${engine})`,
      () =>
        Effect.gen(function* () {
          const world = yield* apiOver(yield* opened)
          const { call, jobId, token } = world
          const before = yield* call("GET", `/process/status/${jobId}`, token)
          assert.deepStrictEqual([before.status, before.body.status], [200, "awaiting_upload"])
          yield* end(world)

          for (const [method, path] of readers) {
            const answer = yield* call(method, path, token, method === "POST" ? upload : undefined)
            assert.deepStrictEqual([path, answer.body.code], [path, code])
          }
          // Nobody asks the authorizer again before its answer has grown old: this is the bound.
          yield* TestClock.adjust("299 seconds")
          assert.strictEqual((yield* call("GET", `/process/status/${jobId}`, token)).status, 200)
          yield* TestClock.adjust("1 second")
          for (const route of Routes.routes.filter(({ demandsToken }) => demandsToken)) {
            const answer = yield* call(route.method, pathOf(route, jobId), token)
            assert.deepStrictEqual(
              [route.template, answer.status, answer.body.code],
              [route.template, 401, "UNAUTHENTICATED"]
            )
          }
        })
    )
  }
}
