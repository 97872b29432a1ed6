import * as UnpdfDocumentReader from "@serenya/adapters-aws/analysis/UnpdfDocumentReader"
import * as HmacCheckpointSigner from "@serenya/adapters-aws/audit/HmacCheckpointSigner"
import * as NodeDigests from "@serenya/adapters-aws/audit/NodeDigests"
import * as NodeSignatureVerifier from "@serenya/adapters-aws/biometrics/NodeSignatureVerifier"
import { TableFeed } from "@serenya/adapters-aws/dynamo/TableFeed"
import * as AesGcmIdempotencyScopes from "@serenya/adapters-aws/idempotency/AesGcmIdempotencyScopes"
import * as AppleEventVerifier from "@serenya/adapters-aws/identity/AppleEventVerifier"
import * as JwksIdentityVerifier from "@serenya/adapters-aws/identity/JwksIdentityVerifier"
import * as NodeJwksSource from "@serenya/adapters-aws/identity/NodeJwksSource"
import * as PdfkitReportPrinter from "@serenya/adapters-aws/report/PdfkitReportPrinter"
import * as JoseAccessTokens from "@serenya/adapters-aws/sessions/JoseAccessTokens"
import * as WebCryptoRefreshTokens from "@serenya/adapters-aws/sessions/WebCryptoRefreshTokens"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as AesGcmPageCursors from "@serenya/adapters-aws/subscriptions/AesGcmPageCursors"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as HmacEmailIndex from "@serenya/adapters-aws/users/HmacEmailIndex"
import type { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import * as TrailSecurityEvents from "@serenya/domain/audit/TrailSecurityEvents"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, type Duration, Effect, Layer, Option, Queue, Schedule, Tracer } from "effect"
import * as ApiSite from "../gateway/ApiSite.ts"
import * as Http from "../gateway/Http.ts"
import * as ObjectEvents from "../gateway/ObjectEvents.ts"
import * as Site from "../gateway/Site.ts"
import * as TableEvents from "../gateway/TableEvents.ts"
import * as UploadSite from "../gateway/UploadSite.ts"
import * as Waiting from "../gateway/Waiting.ts"
import * as OidcIssuer from "../oidc/OidcIssuer.ts"
import * as OidcSite from "../oidc/OidcSite.ts"
import * as SimulatedStorefronts from "../storefronts/SimulatedStorefronts.ts"
import { webhookOf } from "../storefronts/StorePaths.ts"
import * as StoresSite from "../storefronts/StoresSite.ts"
import * as FileBookmark from "../stores/FileBookmark.ts"
import { FileUploads } from "../stores/FileUploads.ts"
import * as Lifecycle from "../stores/Lifecycle.ts"
import * as StateFolder from "../stores/StateFolder.ts"
import * as AwsStack from "./AwsStack.ts"
import * as Clocks from "./Clocks.ts"
import * as FileStack from "./FileStack.ts"
import * as Functions from "./Functions.ts"
import * as Models from "./Models.ts"
import type { OpenedStores, Stores } from "./Ports.ts"
import * as Settings from "./Settings.ts"

export interface Options {
  /** 0: any free one. */
  readonly port: number
  readonly stateFolder: string
  /** Of an AWS-compatible service; without one, everything is in files. */
  readonly endpoint: Option.Option<string>
  /** The environment, or what a test makes of it. */
  readonly settings: Settings.Settings
  readonly limits?: ApiSite.Limits
  readonly pauses?: ReadonlyArray<Duration.Input>
  /** Instead of the one that the settings choose. */
  readonly analyst?: Layer.Layer<ReportAnalyst>
}

/** A running service and what it is made of. */
export interface Running {
  readonly url: string
  readonly users: string
  readonly objects: string
  readonly analyst: string
}

/** Lambda waits a minute and then two; nobody at a keyboard does. */
const defaultPauses: ReadonlyArray<Duration.Input> = ["2 seconds", "5 seconds"]

/** Emulators do not call us when a document arrives. */
const poll = (deliverWaiting: Effect.Effect<void, Unavailable>) =>
  deliverWaiting.pipe(
    Effect.catch((cause) => Effect.logWarning("uploads not listed", cause)),
    Effect.repeat(Schedule.spaced("1 second"))
  )

const verifiers = (base: string) =>
  Layer.mergeAll(JwksIdentityVerifier.layer, AppleEventVerifier.layer).pipe(
    Layer.provide(NodeJwksSource.layer),
    Layer.provide(Settings.provider(Settings.identity(base)))
  )

/** Every port: the stores and `others` that differ, and what is the same over files on this machine and over AWS. */
export const portsOver = <E, R, Others, OE, OR>(
  stores: Layer.Layer<Stores, E, R>,
  others: Layer.Layer<Others, OE, OR>
) =>
  Layer.mergeAll(
    AesGcmPersonalDataCipher.layer,
    AesGcmIdempotencyScopes.layer,
    HmacEmailIndex.layer,
    AesGcmPageCursors.layer,
    JoseAccessTokens.layer,
    WebCryptoRefreshTokens.layer,
    NodeSignatureVerifier.layer,
    UnpdfDocumentReader.layer,
    PdfkitReportPrinter.layer,
    HmacCheckpointSigner.layer,
    NodeDigests.layer,
    TrailSecurityEvents.layer,
    others
  ).pipe(Layer.provideMerge(stores), Layer.provideMerge(WebCryptoRandomIds.layer))

/** Starts the whole service; it stops with the scope, and everything it started too. */
export const start = Effect.fnUntraced(function* (options: Options) {
  const { endpoint, settings } = options
  const listener = yield* Http.listen(options.port)
  const state = yield* Layer.build(StateFolder.layer(options.stateFolder))
  const opened: OpenedStores = Option.isSome(endpoint)
    ? yield* AwsStack.open(endpoint.value, settings)
    : yield* Effect.provideContext(FileStack.open(`${listener.url}${Site.uploadPath}`, settings), state)
  const chosen = Models.choose(settings)

  const stores = Layer.provide(opened.layer, Layer.succeedContext(state))
  const issuer = Layer.provide(OidcIssuer.layer(listener.url), Layer.succeedContext(state))
  const webhook = webhookOf(listener.url)
  const sold = Layer.provide(SimulatedStorefronts.layer(listener.url, webhook), Layer.succeedContext(state))
  const layer = portsOver(
    stores,
    Layer.mergeAll(verifiers(listener.url), chosen.layer, issuer, sold, options.analyst ?? Layer.empty)
  )
  // Functions run on runtimes of their own: whoever traces the stack sees them too.
  const ports = Context.add(yield* Layer.build(layer), Tracer.Tracer, yield* Tracer.Tracer)

  const functions = Functions.make(ports)
  const deliver = yield* ObjectEvents.make(functions.process, options.pauses ?? defaultPauses)
  const uploads = Context.getOption(ports, FileUploads)
  if (Option.isSome(uploads)) {
    const next = Queue.take(uploads.value.arrivals)
    yield* Effect.forkScoped(
      Effect.forever(Effect.flatMap(next, ({ jobId, size }) => deliver(FileStack.input(jobId, size))))
    )
  }
  const site = yield* Site.make({
    api: ApiSite.make(functions, options.limits),
    oidc: OidcSite.make(Context.get(ports, OidcIssuer.OidcIssuer)),
    stores: yield* Effect.provideContext(StoresSite.make(listener.url, webhook), ports),
    uploads: Option.map(uploads, UploadSite.make)
  })
  yield* listener.serve(site)
  yield* Effect.forkScoped(Clocks.run("reconcile", functions.reconcile, "1 minute"))
  const checkpoints = Clocks.run("audit-checkpoint", functions["audit-checkpoint"], "1 hour")
  yield* Effect.forkScoped(Effect.delay(checkpoints, "1 hour"))
  yield* Effect.forkScoped(Clocks.run("erasure-resume", functions["erasure-resume"], "1 day"))
  const feed = Context.getOption(ports, TableFeed)
  if (Option.isSome(feed)) {
    const bookmark = yield* Effect.provideContext(FileBookmark.make, state)
    const deliverChanges = TableEvents.make(feed.value, functions["stream-processor"], bookmark, "1 second")
    yield* Effect.forkScoped(TableEvents.follow(deliverChanges, "1 second"))
  }

  const deliverWaiting = Waiting.make(opened.waiting, deliver)
  yield* deliverWaiting
  yield* Effect.forkScoped(Option.isSome(endpoint) ? poll(deliverWaiting) : Effect.provideContext(Lifecycle.run, state))
  return { url: listener.url, users: opened.users, objects: opened.objects, analyst: chosen.name } satisfies Running
})
