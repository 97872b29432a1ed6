import { describe } from "@effect/vitest"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import * as Settings from "@serenya/local/stack/Settings"
import { Effect, Layer, Option } from "effect"

const credentials = { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" }

/** The embedded engine as an endpoint, empty: what leads a command there, and a client of one's own. */
export const serve = Effect.gen(function* () {
  const endpoint = yield* Dynoxide.serve(Option.getOrThrow(Dynoxide.binary()))
  const at = (USER_TABLE: string) => ({ ...credentials, AWS_ENDPOINT_URL: endpoint, USER_TABLE })
  const context = yield* Layer.build(Layer.provide(NamedTable.layer, Settings.provider(at("none"))))
  const { client } = yield* Effect.provideContext(NamedTable, context)
  return { endpoint, at, client }
})

/** Wraps suites that need the embedded engine: skipped, and said so, where it has no build for this platform. */
export const suites = (name: string, register: () => void): void => {
  const missing = Option.isNone(Dynoxide.binary())
  if (missing) console.warn(`Skipped: dynoxide has no build for ${process.platform}-${process.arch}`)
  describe.skipIf(missing)(name, register)
}
