import * as HmacErasureReference from "@serenya/adapters-aws/privacy/HmacErasureReference"
import { ErasureEntry, ErasureLedger, type ErasureReference } from "@serenya/domain/privacy/ErasureLedger"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { UserId } from "@serenya/domain/users/UserId"
import { type DateTime, Effect, Layer, Option, Schema } from "effect"
import { StateFolder } from "./StateFolder.ts"

const EntryText = Schema.fromJsonString(Schema.toCodecJson(ErasureEntry))
const encodeEntry = Schema.encodeEffect(EntryText)
const decodeEntry = Schema.decodeUnknownEffect(EntryText)

const pathOf = (reference: ErasureReference): string => `erasures/${reference}.json`

const folderRemoved = new Unavailable({
  resource: "storage",
  operation: "FileErasureLedger.record",
  retryable: false,
  cause: new Error("The ledger's folder was removed while the service ran")
})

/** The ledger as files of the state folder, each written once. */
export const layer = Layer.effect(
  ErasureLedger,
  Effect.gen(function* () {
    const folder = yield* StateFolder
    yield* folder.makeFolder("erasures")
    const referenceOf = yield* HmacErasureReference.make

    const find = Effect.fn("FileErasureLedger.find")(
      function* (userId: UserId) {
        const found = yield* folder.read(pathOf(yield* referenceOf(userId)))
        if (Option.isNone(found)) return Option.none()
        return Option.some(yield* decodeEntry(new TextDecoder().decode(found.value)))
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    const record = Effect.fn("FileErasureLedger.record")(
      function* (userId: UserId, requestedAt: DateTime.Utc) {
        const entry: ErasureEntry = { reference: yield* referenceOf(userId), requestedAt }
        yield* folder.create(pathOf(entry.reference), yield* encodeEntry(entry))
        return yield* Option.match(yield* find(userId), {
          onNone: () => Effect.fail(folderRemoved),
          onSome: Effect.succeed
        })
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    return ErasureLedger.of({ record, find })
  })
)
