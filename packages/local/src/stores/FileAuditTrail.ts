import { dirname } from "node:path"
import { AuditEventText } from "@serenya/domain/audit/AuditEvent"
import { AuditKey, folderOf, keyOf } from "@serenya/domain/audit/AuditKey"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import { Effect, Layer, Option, Schema, Stream } from "effect"
import { StateFolder } from "./StateFolder.ts"

const root = "observability"

const encodeText = Schema.encodeEffect(AuditEventText)
const isKey = Schema.is(AuditKey)

/** The trail in files of the state folder, named as its objects are in the events bucket, each written once. */
export const layer = Layer.effect(
  AuditTrail,
  Effect.gen(function* () {
    const folder = yield* StateFolder

    return AuditTrail.of({
      append: Effect.fn("FileAuditTrail.append")(
        function* (event) {
          const path = `${root}/${keyOf(event)}`
          yield* folder.makeFolder(dirname(path))
          return yield* folder.create(path, yield* encodeText(event))
        },
        Effect.catchTag("SchemaError", Effect.die)
      ),
      list: Effect.fn("FileAuditTrail.list")((day) =>
        Effect.map(folder.walk(`${root}/${folderOf(day)}`), (names) =>
          names.map((name) => `${folderOf(day)}${name}`).filter(isKey)
        )
      ),
      names: Stream.fromIterableEffect(folder.walk(root)),
      read: Effect.fn("FileAuditTrail.read")((name) =>
        Effect.map(
          folder.read(`${root}/${name}`),
          Option.map((bytes) => new TextDecoder().decode(bytes))
        )
      )
    })
  })
)
