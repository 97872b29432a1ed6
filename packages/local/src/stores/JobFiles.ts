import { JobId, partsOf } from "@serenya/domain/jobs/JobId"
import * as JobListingRules from "@serenya/domain/jobs/JobListingRules"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema } from "effect"
import type { StateFolder } from "./StateFolder.ts"

const decodeJobId = Schema.decodeUnknownOption(JobId)

/** The jobs that have a file in one of `folders`; an extension is no part of the id. */
const allIn = (folder: StateFolder["Service"], folders: ReadonlyArray<string>) =>
  Effect.map(
    Effect.forEach(folders, (name) => folder.list(name)),
    (files) => files.flat().flatMap(({ name }) => Option.toArray(decodeJobId(name.replace(/\.[a-z]+$/, ""))))
  )

/** Those of a person, in no order. */
export const jobsIn = (folder: StateFolder["Service"], folders: ReadonlyArray<string>) => (userId: UserId) =>
  Effect.map(allIn(folder, folders), (ids) => [...new Set(ids)].filter((id) => partsOf(id).userId === userId))

/** The first ones after a place in the order of their text. */
export const jobsAfterIn =
  (folder: StateFolder["Service"], folders: ReadonlyArray<string>) => (after: Option.Option<JobId>, limit: number) =>
    Effect.map(allIn(folder, folders), (ids) => JobListingRules.firstAfter(ids, after, limit))
