import { Provider } from "@serenya/domain/identity/Identity"
import { Effect, Option, Redacted, Schema } from "effect"
import type { Answer, Incoming } from "../gateway/Http.ts"
import * as Problems from "../gateway/Problems.ts"
import { jwksPath, type OidcIssuer } from "./OidcIssuer.ts"
import { personCalled, samplePeople } from "./SamplePeople.ts"

const TokenRequest = Schema.fromJsonString(
  Schema.Struct({
    provider: Provider,
    person: Schema.String,
    nonce: Schema.optionalKey(Schema.String)
  })
)
const decodeTokenRequest = Schema.decodeUnknownOption(TokenRequest)

const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(body)
})

const people = samplePeople.map(({ email, id, name }) => ({ id, name, email }))

/** Who may be signed in as, their id_tokens, and the key that these are checked with. */
export const make = (issuer: OidcIssuer["Service"]) => {
  const token = Effect.fnUntraced(function* (request: Incoming): Effect.fn.Return<Answer> {
    const correlationId = crypto.randomUUID()
    const body = yield* Effect.option(request.body(16 * 1024))
    if (Option.isNone(body)) return Problems.of(413, correlationId)
    const asked = decodeTokenRequest(new TextDecoder().decode(body.value))
    if (Option.isNone(asked)) return Problems.of(400, correlationId)
    const { nonce, provider } = asked.value
    const person = personCalled(asked.value.person)
    if (person === undefined) return Problems.of(400, correlationId)
    return json({ id_token: Redacted.value(yield* issuer.idToken(provider, person, nonce)) })
  })

  return (request: Incoming): Option.Option<Effect.Effect<Answer>> => {
    switch (`${request.method} ${request.url.pathname}`) {
      case `GET ${jwksPath}`:
        return Option.some(Effect.succeed(json(issuer.jwks)))
      case "GET /_oidc/people":
        return Option.some(Effect.succeed(json(people)))
      case "POST /_oidc/token":
        return Option.some(token(request))
      default:
        return Option.none()
    }
  }
}
