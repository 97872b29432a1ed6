import { JobId, partsOf } from "@serenya/domain/jobs/JobId"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema } from "effect"
import type { StateFolder } from "./StateFolder.ts"

const decodeJobId = Schema.decodeUnknownOption(JobId)

/** The jobs of a person that have a file in one of `folders`; an extension is no part of the id. */
export const jobsIn = (folder: StateFolder["Service"], folders: ReadonlyArray<string>) =>
  Effect.fnUntraced(function* (userId: UserId) {
    const files = yield* Effect.forEach(folders, (name) => folder.list(name))
    const ids = files.flat().flatMap(({ name }) => Option.toArray(decodeJobId(name.replace(/\.[a-z]+$/, ""))))
    return [...new Set(ids)].filter((id) => partsOf(id).userId === userId)
  })
