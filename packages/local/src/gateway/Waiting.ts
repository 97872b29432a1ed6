import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { type Duration, Effect } from "effect"
import type { WrittenObject } from "./ObjectEvents.ts"

type Deliver = (object: WrittenObject, morePauses?: ReadonlyArray<Duration.Input>) => Effect.Effect<void>

/** A killed worker's lease of 30 s ends within this, so a document that it held is not given up before. */
const outlastLease: ReadonlyArray<Duration.Input> = ["31 seconds"]

/** The same content is written again where its job is started again. */
const nameOf = ({ eTag, key, writtenAt = 0 }: WrittenObject): string => `${key} ${eTag} ${writtenAt}`

/** An effect that delivers what waits there and has not been delivered by it before; a document that left may come back. */
export const make = (waiting: Effect.Effect<ReadonlyArray<WrittenObject>, Unavailable>, deliver: Deliver) => {
  let seen: ReadonlySet<string> = new Set()
  return Effect.gen(function* () {
    const objects = yield* waiting
    for (const object of objects) if (!seen.has(nameOf(object))) yield* deliver(object, outlastLease)
    seen = new Set(objects.map(nameOf))
  })
}
