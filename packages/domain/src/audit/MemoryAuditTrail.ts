import { Context, Effect, Layer, Option, Schema, Stream } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import { AuditEventText } from "./AuditEvent.ts"
import { AuditKey, folderOf, keyOf } from "./AuditKey.ts"
import { AuditTrail } from "./AuditTrail.ts"

const encodeText = Schema.encodeSync(AuditEventText)
const isKey = Schema.is(AuditKey)

/** The objects behind the memory trail, by name: what somebody with access to the store could lay hands on. */
export class MemoryTrailObjects extends Context.Service<MemoryTrailObjects, Map<string, string>>()(
  "@serenya/domain/audit/MemoryAuditTrail/MemoryTrailObjects"
) {}

/** The trail in this process, with its objects. */
export const layer = Layer.effectContext(
  Effect.sync(() => {
    const objects = new Map<string, string>()
    const sorted = () => [...objects.keys()].toSorted()

    const trail = AuditTrail.of({
      append: (event) =>
        interleaved(() =>
          Effect.sync(() => {
            const key = keyOf(event)
            const isNew = !objects.has(key)
            if (isNew) objects.set(key, encodeText(event))
            return isNew
          })
        ),
      list: (day) =>
        interleaved(() =>
          Effect.sync(() =>
            sorted()
              .filter(isKey)
              .filter((key) => key.startsWith(folderOf(day)))
          )
        ),
      names: Stream.suspend(() => Stream.fromIterable(sorted())),
      read: (name) => interleaved(() => Effect.succeed(Option.fromUndefinedOr(objects.get(name))))
    })
    return Context.make(AuditTrail, trail).pipe(Context.add(MemoryTrailObjects, objects))
  })
)
