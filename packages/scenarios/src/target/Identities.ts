import type { Provider } from "@serenya/domain/identity/Identity"
import { Effect, type Redacted, Schema } from "effect"
import { HttpClient, HttpClientRequest, HttpClientResponse } from "effect/http"
import type { StandInFailed } from "./StandIn.ts"

/** An identity provider that signs sample people in. */
export interface Identities {
  /** An id_token of this sample person, such as `jane` or `jane+7f3a`. `nonce` is repeated in it as it is. */
  idToken(
    provider: Provider,
    person: string,
    nonce: string
  ): Effect.Effect<Redacted.Redacted, StandInFailed, HttpClient.HttpClient>
}

const Answer = HttpClientResponse.schemaBodyJson(
  Schema.Struct({ id_token: Schema.RedactedFromValue(Schema.String, { label: "id_token" }) })
)

/** The one of `pnpm start`, at this address. */
export const at = (url: string): Identities => ({
  idToken: (provider, person, nonce) =>
    HttpClientRequest.post(`${url}/_oidc/token`).pipe(
      HttpClientRequest.bodyJsonUnsafe({ provider, person, nonce }),
      HttpClient.execute,
      Effect.flatMap(HttpClientResponse.filterStatusOk),
      Effect.flatMap(Answer),
      Effect.map(({ id_token }) => id_token)
    )
})
