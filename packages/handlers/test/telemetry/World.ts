import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { UnsupportedDocument } from "@serenya/domain/analysis/AnalysisErrors"
import { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import * as MemoryAuditTrail from "@serenya/domain/audit/MemoryAuditTrail"
import * as MemoryStrandedChanges from "@serenya/domain/audit/MemoryStrandedChanges"
import * as TrailSecurityEvents from "@serenya/domain/audit/TrailSecurityEvents"
import * as OfflineChatCompanion from "@serenya/domain/chat/OfflineChatCompanion"
import { type Resource, Unavailable } from "@serenya/domain/shared/Unavailable"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import { UserStore } from "@serenya/domain/users/UserStore"
import { ConfigProvider, DateTime, Effect, Layer, Option } from "effect"
import { invocation } from "../lambda/support/Lambda.ts"

export const running = (name: string) => ({ ...invocation(120_000), functionName: `serenya-prod-${name}` })

export const ignoring = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    () => undefined
  )

export const silent = { model: "nobody", promptVersion: "1" }

const unreadable = Layer.succeed(DocumentReader, {
  read: () => Effect.fail(new UnsupportedDocument({ reason: "unreadable" }))
})

const Trail = Layer.merge(MemoryAuditTrail.layer, MemoryStrandedChanges.layer)

/** One world in this process: people, jobs, purchases and what is told of them. */
export const World = Layer.mergeAll(
  TrailSecurityEvents.layer.pipe(Layer.provideMerge(Layer.merge(MemoryPorts.layer, Trail))),
  unreadable,
  OfflineReportAnalyst.layer,
  OfflineChatCompanion.layer
)

export const arrived = (jobId: string) => ({
  eventName: "ObjectCreated:Put",
  s3: { bucket: { name: "temp" }, object: { key: `incoming/${jobId}`, size: 3, eTag: "e" } }
})

export const down = (resource: Resource, retryable = true) =>
  new Unavailable({ resource, operation: "test", retryable, cause: new Error("down") })

/** Somebody who pays, and is signed in. */
export const subscriber = Effect.gen(function* () {
  const now = yield* DateTime.now
  const user = yield* Fixtures.userWith({
    session: Option.some({ ...(yield* Fixtures.session), expiresAt: DateTime.add(now, { days: 30 }) }),
    subscription: {
      ...Fixtures.subscription,
      tier: "premium",
      provider: "apple",
      endDate: DateTime.add(now, { months: 1 })
    }
  })
  yield* (yield* UserStore).insert(user)
  return { userId: user.id, sessionId: Option.getOrThrow(user.session).id }
})

/** Keys that KMS gives nobody. */
export const keysOfNobody = KmsDataKeys.layer.pipe(
  Layer.provide(Layer.succeed(Kms, { send: () => Promise.reject(new Error("denied")) } as unknown as Kms["Service"])),
  Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ MASTER_KEY: "nobody's" })))
)
