import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { Anchor } from "@serenya/domain/audit/Checkpoint"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Schema, SchemaGetter } from "effect"
import { Command, Flag } from "effect/cli"
import * as Options from "../cli/Options.ts"
import * as Auditing from "../stack/Auditing.ts"
import { place } from "./Options.ts"
import { tell } from "./Report.ts"

/** `17:9f86d0…`, as an earlier verification and the log of the checkpoints say it. */
const AnchorText = Schema.String.check(
  Schema.isPattern(/^[1-9][0-9]{0,7}:[0-9a-f]{64}$/, { expected: "an anchor such as 17:9f86d0…" })
).pipe(
  Schema.decodeTo(Schema.toEncoded(Anchor), {
    decode: SchemaGetter.transform((text) => {
      const [number, digest = ""] = text.split(":")
      return { number: Number(number), digest }
    }),
    encode: SchemaGetter.transform(({ digest, number }) => `${number}:${digest}`)
  }),
  Schema.decodeTo(Anchor)
)

const anchor = Flag.String("anchor").pipe(
  Flag.withMetavar("NUMBER:DIGEST"),
  Flag.withDescription(
    "A checkpoint that was seen before: what was cut off after it is missed even if nothing else shows it"
  ),
  Flag.withSchema(AnchorText),
  Flag.optional
)

export const verify = Command.make(
  "verify",
  { place, json: Options.json, anchor },
  Effect.fnUntraced(function* ({ anchor, json, place }) {
    const report = yield* AuditCheckpoints.use((checkpoints) => checkpoints.verify(anchor)).pipe(
      Effect.provide(Auditing.layer(place)),
      explained
    )
    yield* tell(report, json)
  })
).pipe(
  Command.withDescription("Read the whole trail and say whether it still is what its checkpoints vouch for"),
  Command.withExamples([
    { command: "pnpm admin audit verify --json", description: "In the stage that the environment names, every day" },
    {
      command: `pnpm admin audit verify --anchor 17:${"9f86d081".repeat(8)}`,
      description: "Against what the last verification, or the checkpoints' log, said"
    }
  ])
)
