import { StrandedChange, StrandedChanges } from "@serenya/domain/audit/StrandedChanges"
import { Effect, Layer, Schema } from "effect"
import { StateFolder } from "./StateFolder.ts"

const root = "stranded"

const encodeText = Schema.encodeEffect(Schema.fromJsonString(Schema.toCodecJson(StrandedChange)))

/** Writes that could not be told to the trail, each in a file of the state folder: whoever looks into one may delete it. */
export const layer = Layer.effect(
  StrandedChanges,
  Effect.gen(function* () {
    const folder = yield* StateFolder
    yield* folder.makeFolder(root)

    return StrandedChanges.of({
      put: Effect.fn("FileStrandedChanges.put")(
        function* (change) {
          yield* folder.replace(`${root}/${change.id}.json`, yield* encodeText(change))
        },
        Effect.catchTag("SchemaError", Effect.die)
      )
    })
  })
)
