import type { Schema } from "effect"
import type { HttpClientError } from "effect/http"

/** Who plays somebody else's service did not answer, or not as it should: nothing that the service under test did. */
export type StandInFailed = HttpClientError.HttpClientError | Schema.SchemaError
