import { Context } from "effect"

/** Names one request in its answer and in every log line. Set per request by the server; empty on a client. */
export const CorrelationId = Context.Reference<string>("@serenya/api/CorrelationId", { defaultValue: () => "" })
