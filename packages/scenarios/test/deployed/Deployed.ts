import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Moto from "@serenya/adapters-aws/testing/Moto"
import { Context, Effect, Layer } from "effect"
import type { Playground } from "../../src/Play.ts"
import * as Identities from "../../src/target/Identities.ts"
import * as Stores from "../../src/target/Stores.ts"
import * as AwsTap from "./AwsTap.ts"
import * as Clients from "./Clients.ts"
import * as DeployedService from "./DeployedService.ts"
import * as Deployment from "./Deployment.ts"
import * as SampleModel from "./SampleModel.ts"
import * as Template from "./Template.ts"

/** The running deployment, and what it asked of AWS so far. */
export class Deployed extends Context.Service<
  Deployed,
  {
    readonly clients: Clients.Clients
    readonly deployment: Deployment.Deployment
    /** Its AWS. */
    readonly endpoint: string
    invoke(name: string, event: unknown): Promise<unknown>
    readonly overheard: ReadonlyArray<AwsTap.Overheard>
    readonly playground: Playground
    /** Lets AWS not answer some calls for as long as something lasts. */
    readonly without: Effect.Success<ReturnType<typeof AwsTap.listen>>["without"]
  }
>()("@serenya/scenarios/test/deployed/Deployed") {}

const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "serenya-deployed-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true, force: true }))
)

/** moto would run functions in Docker, of which there is none: then it says that it has run them. */
const withoutDocker = (emulator: string) =>
  Effect.promise(() =>
    fetch(`${emulator}/moto-api/config`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ lambda: { use_docker: false } })
    })
  )

/** The dev stage, synthesised, deployed by CloudFormation on an emulator, and running; everything that it asked of AWS is overheard. */
const start = Effect.gen(function* () {
  const path = yield* folder
  const emulator = yield* Moto.endpoint
  yield* withoutDocker(emulator)
  const model = SampleModel.make()
  const { overheard, url: endpoint, without } = yield* AwsTap.listen(emulator, model)
  const clients = Clients.make(endpoint)
  const deployment = yield* Deployment.deploy(clients, yield* Template.synthesised(path))
  const { invoke, url } = yield* DeployedService.start(clients, endpoint, deployment, join(path, "state"))
  const playground = {
    target: { url, patience: { every: "100 millis", atMost: "60 seconds" } },
    abilities: {
      identities: Identities.at(url),
      stores: Stores.at(url),
      troubles: { failNextAnalysis: Effect.sync(model.failNext) }
    }
  } as const
  return Deployed.of({ clients, deployment, endpoint, invoke, overheard, playground, without })
})

export const layer = Layer.effect(Deployed, start)
