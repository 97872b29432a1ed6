import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { NodeRuntime, NodeServices } from "@effect/platform-node"
import * as Client from "@serenya/api/Client"
import { Console, Effect, Option, Redacted, Ref } from "effect"
import { Argument, CliError, Command } from "effect/cli"
import { FetchHttpClient } from "effect/http"
import { stopQuietly } from "./cli/Teardown.ts"
import { explained, trouble } from "./cli/Trouble.ts"
import * as DocumentFile from "./demo/DocumentFile.ts"
import * as Journey from "./demo/Journey.ts"
import { samplePeople } from "./oidc/SamplePeople.ts"
import * as Stack from "./stack/Stack.ts"

const sample = join(import.meta.dirname, "../sample/lab-report.pdf")

/** The functions' lines for CloudWatch would stand between those for a person. */
process.env["METRIC_LINES"] = "off"

/** `pnpm` runs scripts in the workspace; a person names files from where they are. */
const pathOf = (file: string): string => resolve(process.env["INIT_CWD"] ?? ".", file)

const stateFolder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "serenya-demo-"))),
  (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true }))
)

const journey = Effect.fnUntraced(function* (url: string, document: DocumentFile.DocumentFile) {
  const person = samplePeople[0]
  if (person === undefined) return yield* trouble("There is no sample person.")
  const accessToken = yield* Ref.make<Redacted.Redacted>(Redacted.make(""))
  return yield* Journey.signIn(url, person).pipe(
    Effect.flatMap((token) => Ref.set(accessToken, token)),
    Effect.andThen(Journey.run(url, document)),
    Effect.provide(Client.signedInAs(Ref.get(accessToken)))
  )
})

const demo = Command.make(
  "demo",
  {
    file: Argument.String("file").pipe(
      Argument.withDescription("A lab report: pdf, jpg, jpeg or png, at most 10 MiB; without one, the sample report"),
      Argument.optional
    )
  },
  Effect.fnUntraced(
    function* ({ file }) {
      const document = yield* DocumentFile.open(Option.match(file, { onNone: () => sample, onSome: pathOf }))
      const { BEDROCK_MODEL_ID: _, DYNAMODB_ENDPOINT: __, ...settings } = yield* Effect.sync(() => process.env)
      const { url } = yield* explained(
        Effect.flatMap(stateFolder, (folder) =>
          Stack.start({ port: 0, stateFolder: folder, endpoint: Option.none(), settings })
        )
      )
      const { results, verified } = yield* journey(url, document).pipe(
        Effect.catchIf(
          (error) => !CliError.isCliError(error),
          (error) => Effect.fail(trouble(`The journey ended early: ${error.message}`, error))
        )
      )
      return `demo: completed, ${results} lab results, ${verified} verified`
    },
    Effect.scoped,
    Effect.flatMap(Console.log)
  )
).pipe(Command.withDescription("One person's journey on a fresh service that is gone afterwards"))

demo.pipe(Command.run({ version: "0.1.0" }), Effect.provide([NodeServices.layer, FetchHttpClient.layer]), (program) =>
  NodeRuntime.runMain(program, { disableErrorReporting: true, teardown: stopQuietly })
)
