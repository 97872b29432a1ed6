import { Array, Formatter, Logger, References } from "effect"
import * as SafeCause from "./SafeCause.ts"

const part = (message: unknown): unknown => (message instanceof Error ? SafeCause.ofError(message) : message)

const toLine = Logger.make<unknown, string>(({ message, logLevel, cause, date, fiber }) => {
  const parts = Array.ensure(message).map(part)
  return Formatter.formatJson({
    ...fiber.getRef(References.CurrentLogAnnotations),
    timestamp: date.toISOString(),
    level: logLevel.toUpperCase(),
    message: parts.length === 1 ? parts[0] : parts,
    ...(cause.reasons.length > 0 ? { causes: SafeCause.of(cause) } : {})
  })
})

/** One JSON object per line on stdout. Errors lose their messages on the way (`SafeCause`), `Redacted` is masked. */
export const layer = Logger.layer([
  Logger.map(toLine, (line) => {
    process.stdout.write(line + "\n")
  })
])
