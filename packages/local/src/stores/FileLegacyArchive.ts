import { dirname } from "node:path"
import { bodyOf, keyOf } from "@serenya/adapters-aws/migration/S3LegacyArchive"
import { LegacyArchive } from "@serenya/domain/migration/LegacyArchive"
import type { ArchivedRow } from "@serenya/domain/migration/Move"
import { Effect, Layer, Option } from "effect"
import { StateFolder } from "./StateFolder.ts"

const parallel = 8

/** The archive in files of the state folder, named as its objects are in the events bucket, each written once. */
export const layer = Layer.effect(
  LegacyArchive,
  Effect.gen(function* () {
    const folder = yield* StateFolder

    const putOne = Effect.fnUntraced(function* (row: ArchivedRow) {
      yield* folder.makeFolder(dirname(keyOf(row)))
      yield* folder.create(keyOf(row), bodyOf(row))
    })

    const isMissing = (row: ArchivedRow) =>
      Effect.map(
        folder.read(keyOf(row)),
        (found) => !Option.exists(found, (bytes) => new TextDecoder().decode(bytes) === bodyOf(row))
      )

    return LegacyArchive.of({
      put: (rows) => Effect.forEach(rows, putOne, { concurrency: parallel, discard: true }),
      missing: (rows) => Effect.map(Effect.filter(rows, isMissing, { concurrency: parallel }), (missing) => missing)
    })
  })
)
