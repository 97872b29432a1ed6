import { OpenApi } from "effect/http-api"

/** Three functions serve /chat; in the OpenAPI document they are one. */
export const chatTag = OpenApi.annotations({ title: "chat" })
