import { Effect, Equal, Layer } from "effect"
import { LegacyArchive } from "./LegacyArchive.ts"
import type { ArchivedRow } from "./Move.ts"

const nameOf = ({ id, table }: ArchivedRow): string => `${table}/${id}`

export const layer = Layer.effect(
  LegacyArchive,
  Effect.sync(() => {
    const rows = new Map<string, ArchivedRow>()
    return LegacyArchive.of({
      put: (put) =>
        Effect.sync(() => {
          for (const row of put) if (!rows.has(nameOf(row))) rows.set(nameOf(row), row)
        }),
      missing: (wanted) => Effect.sync(() => wanted.filter((row) => !Equal.equals(rows.get(nameOf(row)), row)))
    })
  })
)
