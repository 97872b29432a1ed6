import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Clock, type Duration, Effect } from "effect"
import type { WrittenObject } from "./ObjectEvents.ts"

type Deliver = (object: WrittenObject, morePauses?: ReadonlyArray<Duration.Input>) => Effect.Effect<void>

/** A killed worker's lease of 30 s ends within this, so a document that it held is not given up before. */
const outlastLease: ReadonlyArray<Duration.Input> = ["31 seconds"]

/** The same content is written again where its job is started again. */
const nameOf = ({ eTag, key, writtenAt = 0 }: WrittenObject): string => `${key} ${eTag} ${writtenAt}`

/** S3 dates objects to the second: what was started again within it looks like what was told. Told again, it is found. */
const tellAgainAfter = 30_000

/** An effect that delivers what waits there and has not been delivered by it before, or long ago; a document that left may come back. */
export const make = (waiting: Effect.Effect<ReadonlyArray<WrittenObject>, Unavailable>, deliver: Deliver) => {
  let told: ReadonlyMap<string, number> = new Map()
  return Effect.gen(function* () {
    const objects = yield* waiting
    const now = yield* Clock.currentTimeMillis
    const next = new Map<string, number>()
    for (const object of objects) {
      const before = told.get(nameOf(object))
      const isDue = before === undefined || now - before >= tellAgainAfter
      next.set(nameOf(object), isDue ? now : before)
      if (isDue) yield* deliver(object, outlastLease)
    }
    told = next
  })
}
