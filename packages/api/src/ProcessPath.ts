import { Schema } from "effect"
import { OpenApi } from "effect/http-api"

/** Any text: an id that was never granted is answered like one of somebody else, with 404. */
export const jobParams = { job_id: Schema.String }

/** Four functions serve /process; in the OpenAPI document they are one. */
export const processTag = OpenApi.annotations({ title: "process" })
