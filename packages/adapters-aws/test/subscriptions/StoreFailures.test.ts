import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { ExternalId } from "@serenya/domain/subscriptions/Purchase"
import { Context, Effect, Fiber, Layer, Option, Result } from "effect"
import { TestClock } from "effect/testing"
import { AppleStorefront } from "../../src/subscriptions/apple/AppleStorefront.ts"
import { GoogleStorefront } from "../../src/subscriptions/google/GoogleStorefront.ts"
import { withRealWaits } from "../identity/RealWaits.ts"
import { cutOff, json, type Reply, reset, type ScriptedStore, silence, text } from "./ScriptedStore.ts"
import * as StoreScenes from "./StoreScenes.ts"
import { paths } from "./StoreScenes.ts"

type Shops = AppleStorefront | GoogleStorefront

/** Each conversation with a store, by the path that is made to fail in it. */
const clients: Readonly<Record<string, { readonly path: string; readonly good: unknown; readonly ask: Asking }>> = {
  "App Store Server API": {
    path: paths.apple,
    good: StoreScenes.statuses(),
    ask: (shops) => Context.get(shops, AppleStorefront).ask(StoreScenes.line)
  },
  "App Store's history": {
    path: paths.history,
    good: StoreScenes.history([{}]),
    ask: (shops) => Context.get(shops, AppleStorefront).ask(StoreScenes.line)
  },
  "Google's access tokens": {
    path: paths.token,
    good: StoreScenes.granted,
    ask: (shops) => Context.get(shops, GoogleStorefront).ask(StoreScenes.token)
  },
  "Play's subscriptions": {
    path: paths.subscription,
    good: StoreScenes.subscription(),
    ask: (shops) => Context.get(shops, GoogleStorefront).ask(StoreScenes.token)
  },
  "Play's orders": {
    path: paths.orders,
    good: { orders: [StoreScenes.order()] },
    ask: (shops) => Context.get(shops, GoogleStorefront).ask(StoreScenes.token)
  }
}
type Asking = (shops: Context.Context<Shops>) => ReturnType<AppleStorefront["Service"]["ask"]>

const scene = Effect.gen(function* () {
  const store: ScriptedStore = yield* StoreScenes.open
  return { store, shops: yield* Layer.build(StoreScenes.shops(store)) }
})

const verdict = (asking: ReturnType<Asking>) =>
  Effect.map(
    Effect.result(asking),
    Result.match({
      onSuccess: (answer) => (Option.isSome(answer) ? "answered" : "unknown"),
      onFailure: ({ resource, retryable }) => `${resource} unavailable, ${retryable ? "retryable" : "for an operator"}`
    })
  )

const outage = "store unavailable, retryable"
const ours = "store unavailable, for an operator"

describe("the stores' APIs", () => {
  for (const [name, { ask, good, path }] of Object.entries(clients)) {
    const passing: ReadonlyArray<readonly [string, Reply]> = [
      ["500", text("", 500)],
      ["503", text("<html>", 503)],
      ["429", json({ errorCode: 4290000 }, 429)],
      ["malformed JSON", text('{"data":[')],
      ["a page instead of JSON", text("<html>Sign in to the hotel's network</html>")],
      ["a connection reset", reset],
      ["half an answer", cutOff]
    ]
    for (const [fault, reply] of passing) {
      it.effect(`${name}: ${fault}, then an answer`, () =>
        Effect.gen(function* () {
          const { shops, store } = yield* scene
          store.script(path, reply, reply, json(good))
          assertEquals(yield* withRealWaits(verdict(ask(shops))), "answered")
          assertEquals(store.to(path).length, 3)
        })
      )

      it.effect(`${name}: ${fault} for good is an outage after three attempts`, () =>
        Effect.gen(function* () {
          const { shops, store } = yield* scene
          store.script(path, reply)
          assertEquals(yield* withRealWaits(verdict(ask(shops))), outage)
          assertEquals(store.to(path).length, 3)
        })
      )
    }

    for (const [fault, reply] of [
      ["403", json({}, 403)],
      ["an answer of another shape", json({ hello: "world" })],
      ["a redirect", (_, response) => void response.writeHead(302, { location: "https://example.test" }).end()],
      ["more than a megabyte", json({ ...Object(good), padding: "x".repeat(1024 * 1024) })]
    ] satisfies ReadonlyArray<readonly [string, Reply]>) {
      it.effect(`${name}: ${fault} needs an operator, and is asked for once`, () =>
        Effect.gen(function* () {
          const { shops, store } = yield* scene
          store.script(path, reply)
          assertEquals(yield* withRealWaits(verdict(ask(shops))), ours)
          assertEquals(store.to(path).length, 1)
        })
      )
    }

    it.effect(`${name}: silence is given three seconds, three times`, () =>
      Effect.gen(function* () {
        const { shops, store } = yield* scene
        store.script(path, silence)
        const asking = yield* Effect.forkChild(verdict(ask(shops)))
        for (const attempt of [1, 2, 3]) {
          yield* store.reached(path, attempt)
          yield* TestClock.adjust("2999 millis")
          assertEquals(store.to(path).length, attempt)
          yield* TestClock.adjust("1500 millis")
        }
        assertEquals(yield* Fiber.join(asking), outage)
        assertEquals(store.to(path).length, 3)
      })
    )

    it.effect(`${name}: nobody there is an outage`, () =>
      Effect.gen(function* () {
        const { shops, store } = yield* scene
        store.stop()
        assertEquals(yield* withRealWaits(verdict(ask(shops))), outage)
      })
    )
  }

  const appleCodes: ReadonlyArray<readonly [number, number, string]> = [
    [404, 4040010, "unknown"],
    [404, 4040001, "unknown"],
    [400, 4000006, "unknown"],
    [404, 4040002, outage],
    [404, 4040006, outage],
    [404, 4040003, ours],
    [401, 4010000, ours],
    [400, 4000000, ours]
  ]
  for (const [status, errorCode, expected] of appleCodes) {
    it.effect(`App Store Server API: ${status} with code ${errorCode} means ${expected}`, () =>
      Effect.gen(function* () {
        const { shops, store } = yield* scene
        store.script(paths.apple, json({ errorCode, errorMessage: "No." }, status))
        assertEquals(yield* verdict(Context.get(shops, AppleStorefront).ask(StoreScenes.line)), expected)
        assertEquals(store.to(paths.apple).length, 1)
      })
    )
  }

  for (const [change, body] of [
    ["another app's line", StoreScenes.statuses({ bundleId: "com.example.other" })],
    ["a line of the other environment", StoreScenes.statuses({ environment: "Production" })],
    ["another bundle's statuses", { ...StoreScenes.statuses(), bundleId: "com.example.other" }]
  ] as const) {
    it.effect(`App Store Server API: ${change} is none of ours`, () =>
      Effect.gen(function* () {
        const { shops, store } = yield* scene
        store.script(paths.apple, json(body))
        assertEquals(yield* verdict(Context.get(shops, AppleStorefront).ask(StoreScenes.line)), ours)
      })
    )
  }

  /** Without its history a line is what its last transaction says. */
  for (const [status, errorCode, expected] of appleCodes) {
    const meaning = expected === "unknown" ? "answered" : expected
    it.effect(`App Store's history: ${status} with code ${errorCode} means ${meaning}`, () =>
      Effect.gen(function* () {
        const { shops, store } = yield* scene
        store.script(paths.history, json({ errorCode, errorMessage: "No." }, status))
        assertEquals(yield* verdict(Context.get(shops, AppleStorefront).ask(StoreScenes.line)), meaning)
        assertEquals([store.to(paths.apple).length, store.to(paths.history).length], [1, 1])
      })
    )
  }

  for (const [change, body] of [
    ["another app's transaction", StoreScenes.history([{}, { bundleId: "com.example.other" }])],
    ["a transaction of the other environment", StoreScenes.history([{ environment: "Production" }])],
    ["another bundle's history", { ...StoreScenes.history([{}]), bundleId: "com.example.other" }],
    ["a transaction that says nothing", { ...StoreScenes.history([]), signedTransactions: ["e30.e30.c2ln"] }],
    ["more to come, and no word of how to ask for it", { ...StoreScenes.history([{}], ""), hasMore: true }]
  ] as const) {
    it.effect(`App Store's history: ${change} needs an operator`, () =>
      Effect.gen(function* () {
        const { shops, store } = yield* scene
        store.script(paths.history, json(body))
        assertEquals(yield* verdict(Context.get(shops, AppleStorefront).ask(StoreScenes.line)), ours)
        assertEquals(store.to(paths.history).length, 1)
      })
    )
  }

  it.effect("App Store's history: a later page that fails is tried again, and an outage if it fails for good", () =>
    Effect.gen(function* () {
      const { shops, store } = yield* scene
      const { ask } = Context.get(shops, AppleStorefront)
      store.script(paths.history, json(StoreScenes.history([{}], "r1")), text("", 503), json(StoreScenes.history([])))
      assertEquals(yield* withRealWaits(verdict(ask(StoreScenes.line))), "answered")
      assertEquals(store.to(paths.history).length, 3)
      store.script(paths.history, json(StoreScenes.history([{}], "r1")), text("", 503))
      assertEquals(yield* withRealWaits(verdict(ask(StoreScenes.line))), outage)
      assertEquals(store.to(paths.history).length, 3 + 4)
    })
  )

  it.effect("App Store's history: pages that never end are left after the fifth", () =>
    Effect.gen(function* () {
      const { shops, store } = yield* scene
      store.script(paths.history, json(StoreScenes.history([{}], "round-and-round")))
      assertEquals(yield* verdict(Context.get(shops, AppleStorefront).ask(StoreScenes.line)), "answered")
      assertEquals([store.to(paths.apple).length, store.to(paths.history).length], [1, 5])
    })
  )

  for (const status of [400, 404, 410]) {
    it.effect(`Play's subscriptions: ${status} is a purchase that Google does not know`, () =>
      Effect.gen(function* () {
        const { shops, store } = yield* scene
        store.script(paths.subscription, json({ error: { code: status } }, status))
        assertEquals(yield* verdict(Context.get(shops, GoogleStorefront).ask(StoreScenes.token)), "unknown")
      })
    )
  }

  it.effect("Play's subscriptions: a quota used up passes", () =>
    Effect.gen(function* () {
      const { shops, store } = yield* scene
      store.script(paths.subscription, json({ error: { errors: [{ reason: "quotaExceeded" }] } }, 403))
      assertEquals(yield* verdict(Context.get(shops, GoogleStorefront).ask(StoreScenes.token)), outage)
    })
  )

  it.effect("one access token serves until its last minute, and is replaced once when Google refuses it", () =>
    Effect.gen(function* () {
      const { shops, store } = yield* scene
      const { ask } = Context.get(shops, GoogleStorefront)
      yield* Effect.all([ask(StoreScenes.token), ask(StoreScenes.token)], { concurrency: "unbounded" })
      yield* TestClock.adjust("3539 seconds")
      yield* ask(StoreScenes.token)
      assertEquals(store.to(paths.token).length, 1)
      yield* TestClock.adjust("1 second")
      yield* ask(StoreScenes.token)
      assertEquals(store.to(paths.token).length, 2)

      store.script(paths.token, json({ ...StoreScenes.granted, access_token: "ya29.second" }))
      store.script(paths.subscription, (request, response, body) => {
        const fresh = request.headers.authorization === "Bearer ya29.second"
        const reply = fresh ? json(StoreScenes.subscription()) : json({ error: { code: 401 } }, 401)
        reply(request, response, body)
      })
      assertEquals(yield* verdict(ask(StoreScenes.token)), "answered")
      assertEquals(store.to(paths.token).length, 3)

      store.script(paths.subscription, json({ error: { code: 401 } }, 401))
      assertEquals(yield* verdict(ask(StoreScenes.token)), ours)
    })
  )

  it.effect("nothing of a purchase reaches what is told of a failure", () =>
    Effect.gen(function* () {
      const { shops, store } = yield* scene
      const token = ExternalId.make("secret-purchase-token")
      store.script(paths.subscription, text("secret-purchase-token", 500))
      const failure = yield* Effect.flip(withRealWaits(Context.get(shops, GoogleStorefront).ask(token)))
      const told = `${failure.message} ${failure.operation} ${String(failure.cause)} ${JSON.stringify(failure.cause)}`
      assertTrue(!told.includes("secret-purchase-token") && !told.includes("ya29"))
    })
  )
})
