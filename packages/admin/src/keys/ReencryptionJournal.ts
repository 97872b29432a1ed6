import { rm } from "node:fs/promises"
import { UserId } from "@serenya/domain/users/UserId"
import { trouble } from "@serenya/local/cli/Trouble"
import { Option, Effect, Schema } from "effect"
import { attempt } from "../files/Attempt.ts"
import * as LineFile from "../files/LineFile.ts"

/** Somebody whose data stayed under the old key, and what kept it. */
export const Failure = Schema.Struct({ user_id: UserId, reason: Schema.String })
export type Failure = typeof Failure.Type

/** People in the directory's order that are done: the last of them, and what became of them all. */
const Batch = Schema.Struct({ after: UserId, done: Schema.Int, gone: Schema.Int, failed: Schema.Array(Failure) })
export type Batch = typeof Batch.Type

/** Which of the two it is, and where: another one begins another journal. */
export interface Head {
  readonly what: "rewrap" | "renew"
  readonly where: string
}

const HeadLine = Schema.fromJsonString(
  Schema.Struct({ reencryption: Schema.Literal(1), what: Schema.Literals(["rewrap", "renew"]), where: Schema.String })
)
const BatchLine = Schema.fromJsonString(Batch)
const encodeHead = Schema.encodeSync(HeadLine)
const encodeBatch = Schema.encodeSync(BatchLine)
const decodeHead = Schema.decodeUnknownOption(HeadLine)
const decodeBatch = Schema.decodeUnknownOption(BatchLine)

/** Opens the journal of this very re-encryption, or begins one. */
export const open = Effect.fn("ReencryptionJournal.open")(function* (path: string, head: Head) {
  const file = yield* LineFile.open(path)
  const [first, ...lines] = file.lines
  if (first === undefined) yield* file.append(encodeHead({ reencryption: 1, ...head }))
  const isOther = Option.exists(decodeHead(first), ({ what, where }) => what !== head.what || where !== head.where)
  const batches = lines.flatMap((line) => Option.toArray(decodeBatch(line)))
  if (first !== undefined && (Option.isNone(decodeHead(first)) || batches.length < lines.length))
    return yield* trouble(`${path} is no journal of a re-encryption: name another file with --journal.`)
  if (isOther) return yield* trouble(`${path} is of another re-encryption: finish that one, or name another file.`)
  return { batches, append: (batch: Batch) => file.append(encodeBatch(batch)) }
})

/** It is over: the next one begins anew. */
export const remove = (path: string) => attempt(path, () => rm(path, { force: true }))
