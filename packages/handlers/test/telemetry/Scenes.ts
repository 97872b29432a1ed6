import { awsCall } from "@serenya/adapters-aws/aws/AwsCall"
import { AnalysisRejected } from "@serenya/domain/analysis/AnalysisErrors"
import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { RefusalFact } from "@serenya/domain/audit/AuditEvent"
import * as ChangeCapture from "@serenya/domain/audit/ChangeCapture"
import * as MemoryCheckpointSigner from "@serenya/domain/audit/MemoryCheckpointSigner"
import * as MemoryCheckpointStore from "@serenya/domain/audit/MemoryCheckpointStore"
import * as MemoryDigests from "@serenya/domain/audit/MemoryDigests"
import { SecurityEvents } from "@serenya/domain/audit/SecurityEvents"
import { ChatCompanion } from "@serenya/domain/chat/ChatCompanion"
import { DataKeys, WrappedKey } from "@serenya/domain/keys/DataKeys"
import { Resource, type Unavailable } from "@serenya/domain/shared/Unavailable"
import { Storefronts } from "@serenya/domain/subscriptions/Storefronts"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import * as PurchaseFixtures from "@serenya/domain/testing/PurchaseFixtures"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { HttpRouter } from "effect/http"
import * as AuthorizerLambda from "../../src/lambda/AuthorizerLambda.ts"
import * as HttpLambda from "../../src/lambda/HttpLambda.ts"
import * as S3EventLambda from "../../src/lambda/S3EventLambda.ts"
import * as ScheduledLambda from "../../src/lambda/ScheduledLambda.ts"
import * as StreamLambda from "../../src/lambda/StreamLambda.ts"
import * as ChatMessagesRoutes from "../../src/routes/ChatMessagesRoutes.ts"
import * as DoctorReportRoutes from "../../src/routes/DoctorReportRoutes.ts"
import * as ProcessObject from "../../src/routes/ProcessObject.ts"
import * as ReconcileSubscriptions from "../../src/routes/ReconcileSubscriptions.ts"
import * as StatusRoutes from "../../src/routes/StatusRoutes.ts"
import * as TakeCheckpoint from "../../src/routes/TakeCheckpoint.ts"
import * as UserProfileRoutes from "../../src/routes/UserProfileRoutes.ts"
import { event as proxyEvent } from "../lambda/support/Lambda.ts"
import * as Moves from "./Moves.ts"
import { arrived, down, ignoring, keysOfNobody, running, silent, subscriber, World } from "./World.ts"

export interface Scene {
  readonly name: string
  readonly play: () => Promise<unknown>
}

/** Real handlers, each doing what its function does, over a world in this process: every metric comes up in one of them. */
export const make = Effect.gen(function* () {
  const world = yield* Layer.build(World)
  const over = Layer.succeedContext(world)
  const caller = yield* Effect.provideContext(subscriber, world)
  const http = {
    chat: HttpLambda.make(ChatMessagesRoutes.layer.pipe(Layer.provide(over))),
    report: HttpLambda.make(DoctorReportRoutes.layer.pipe(Layer.provide(over))),
    status: HttpLambda.make(StatusRoutes.layer.pipe(Layer.provide(over))),
    profile: HttpLambda.make(UserProfileRoutes.layer.pipe(Layer.provide(over))),
    dark: HttpLambda.make(
      UserProfileRoutes.layer.pipe(
        Layer.provide(Layer.mock(UserStore, { find: () => Effect.fail(down("storage")) })),
        Layer.provide(over)
      )
    ),
    broken: HttpLambda.make(HttpRouter.add("GET", "/broken", Effect.die(new Error("wrong"))))
  }

  const request = (method: string, path: string, body?: unknown) => {
    const base = proxyEvent({
      httpMethod: method,
      path,
      multiValueHeaders: { "content-type": ["application/json"] },
      body: body === undefined ? null : JSON.stringify(body)
    })
    return { ...base, requestContext: { ...base.requestContext, authorizer: { ...caller } } }
  }

  const jobs: Array<string> = []
  const processOver = (layer: typeof over) =>
    S3EventLambda.make({
      layer,
      key: ProcessObject.key,
      handle: ProcessObject.handle,
      isRetryable: ProcessObject.isRetryable
    })
  const process = processOver(over)
  const companion = (failure: AnalysisRejected | Unavailable) =>
    processOver(
      Layer.succeedContext(
        Context.merge(world, ChatCompanion.context({ ...silent, reply: () => Effect.fail(failure) }))
      )
    )
  const asked = () =>
    http.chat(
      request("POST", "/api/v1/chat/messages", { content_id: "r-1", message: "What does this mean?" }),
      running("chat-messages")
    )
  const jobIn = async (answer: Promise<{ readonly body: string }>) => {
    const { job_id: id }: { readonly job_id: string } = JSON.parse((await answer).body)
    return id
  }
  const stream = StreamLambda.make({ layer: over, handle: (change) => ChangeCapture.capture(Moves.read, change) })
  const checkpoint = ScheduledLambda.make({
    layer: AuditCheckpoints.layer.pipe(
      Layer.provide([MemoryCheckpointStore.layer, MemoryCheckpointSigner.layer, MemoryDigests.layer, over])
    ),
    run: () => TakeCheckpoint.run
  })
  const reconcileOver = (storefronts: Layer.Layer<Storefronts>) =>
    ScheduledLambda.make({
      layer: ReconcileSubscriptions.layer.pipe(Layer.provide(storefronts), Layer.provide(over)),
      run: ReconcileSubscriptions.run
    })
  const authorizer = AuthorizerLambda.make({
    layer: Layer.empty,
    verify: () => Effect.fail("expired" as const),
    isRefusal: () => true
  })
  const scheduled = (run: Effect.Effect<unknown, unknown, DataKeys>) =>
    ScheduledLambda.make({ layer: Layer.mergeAll(over, keysOfNobody), run: () => run })

  const due = Effect.gen(function* () {
    const purchase = yield* PurchaseFixtures.purchase("google")
    const user = yield* Fixtures.user
    yield* (yield* UserStore).insert(user)
    const now = yield* DateTime.now
    yield* (yield* SubscriptionLedger).record({
      user: Fixtures.changed(user, {}),
      held: { purchase, lookAt: Option.some(DateTime.subtract(now, { minutes: 20 })) },
      before: Option.none(),
      payments: [],
      receipt: Option.none()
    })
  }).pipe(Effect.provideContext(world))

  const scenes: ReadonlyArray<Scene> = [
    { name: "an answer", play: () => http.profile(request("GET", "/api/v1/health"), running("user-profile")) },
    {
      name: "writes that the stream tells of",
      play: async () => stream({ Records: await Effect.runPromise(Moves.records) }, running("stream-processor"))
    },
    {
      name: "the same writes, delivered again",
      play: async () => stream({ Records: await Effect.runPromise(Moves.records) }, running("stream-processor"))
    },
    {
      name: "a write that nobody can read",
      play: async () => stream({ Records: [await Effect.runPromise(Moves.poison)] }, running("stream-processor"))
    },
    {
      name: "a question that states an emergency",
      play: async () => {
        const message = "I have crushing chest pain"
        const body = { content_id: "r-1", message }
        jobs.push(await jobIn(http.chat(request("POST", "/api/v1/chat/messages", body), running("chat-messages"))))
      }
    },
    {
      name: "a report that is asked for",
      play: async () => {
        const body = { report_type: "full", health_data: { lab_results: [], vitals: [] } }
        const path = "/api/v1/process/doctor-report"
        jobs.push(await jobIn(http.report(request("POST", path, body), running("doctor-report"))))
      }
    },
    {
      name: "jobs that end well, and one that cannot be read",
      play: async () => {
        const failing = await Effect.runPromise(Effect.provideContext(Moves.planted(caller.userId), world))
        await process({ Records: [...jobs, failing].map(arrived) }, running("process"))
      }
    },
    ...(
      [
        ["a model that answers what nobody can use", new AnalysisRejected({ reason: "schema_mismatch" })],
        ["a model that is gone for good", down("analysis", false)]
      ] as const
    ).map(([name, failure]) => ({
      name,
      play: async () => companion(failure)({ Records: [arrived(await jobIn(asked()))] }, running("process"))
    })),
    {
      name: "a job that takes too long, and one whose workers died",
      play: async () => {
        const old = await Effect.runPromise(Effect.provideContext(Moves.late(caller.userId), world))
        const dying = await jobIn(asked())
        await Effect.runPromise(Effect.provideContext(Moves.claimedInVain(dying), world))
        await process({ Records: [old, dying].map(arrived) }, running("process"))
      }
    },
    { name: "a checkpoint", play: () => checkpoint({}, running("audit-checkpoint")) },
    { name: "a run of the reconciliation with nothing due", play: () => reconcileOver(over)({}, running("reconcile")) },
    {
      name: "a run of the reconciliation whose store does not answer",
      play: async () => {
        await Effect.runPromise(due)
        await reconcileOver(Layer.mock(Storefronts, { ask: () => Effect.fail(down("store")) }))(
          {},
          running("reconcile")
        )
      }
    },
    {
      name: "keys that are made and opened",
      play: () =>
        ignoring(
          scheduled(
            DataKeys.use(({ generate, unwrap }) =>
              Effect.andThen(
                Effect.ignore(generate(caller.userId)),
                Effect.ignore(unwrap(caller.userId, WrappedKey.make("d3JhcHBlZA==")))
              )
            )
          )({}, running("user-profile"))
        )
    },
    {
      name: "a job of somebody else",
      play: async () =>
        http.status(
          request("GET", `/api/v1/process/status/${await Effect.runPromise(JobFixtures.jobId())}`),
          running("status")
        )
    },
    {
      name: "every refusal that the trail keeps",
      play: () =>
        scheduled(
          SecurityEvents.pipe(
            Effect.flatMap(({ record }) => Effect.forEach(RefusalFact.literals, (fact) => record({ fact })))
          )
        )({}, running("auth"))
    },
    {
      name: "a token that opens nothing",
      play: () =>
        ignoring(
          authorizer(
            { methodArn: "arn:aws:execute-api:eu-west-1:123456789012:api/prod/GET/x", authorizationToken: "Bearer x" },
            running("authorizer")
          )
        )
    },
    ...Resource.literals.map((resource) => ({
      name: `an outage of ${resource}`,
      play: () =>
        ignoring(
          scheduled(
            awsCall(resource, "test", () => Promise.reject(new Error("down")), undefined, {
              attemptTimeout: "1 second",
              retries: 0
            })
          )({}, running("process"))
        )
    })),
    {
      name: "an answer in an outage",
      play: () => http.dark(request("GET", "/api/v1/user/profile"), running("user-profile"))
    },
    { name: "a defect", play: () => http.broken(request("GET", "/broken"), running("user-profile")) }
  ]
  return scenes
})
