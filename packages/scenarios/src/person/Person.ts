import * as Client from "@serenya/api/Client"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Redacted, Ref } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import type { Identities } from "../target/Identities.ts"
import type { Target } from "../target/Target.ts"
import { newKey } from "./NewKey.ts"
import * as SignIn from "./SignIn.ts"

type Api = Effect.Success<ReturnType<typeof Client.make>>

/** The service as one signed-in person calls it. */
export interface Person {
  /** A sample person's id at the identity provider. */
  readonly name: string
  readonly id: UserId
  readonly accessToken: Ref.Ref<Redacted.Redacted>
  readonly refreshToken: Ref.Ref<Redacted.Redacted>
  readonly api: Api
}

/** The API as somebody with this access token calls it; `accept` asks for another form than JSON. */
export const apiAs = (
  { url }: Target,
  accessToken: Effect.Effect<Redacted.Redacted>,
  accept?: string
): Effect.Effect<Api, never, HttpClient.HttpClient> => {
  const made = Client.make(url).pipe(Effect.provide(Client.signedInAs(accessToken)))
  return accept === undefined
    ? made
    : Effect.updateService(
        made,
        HttpClient.HttpClient,
        HttpClient.mapRequest(HttpClientRequest.setHeader("accept", accept))
      )
}

/** The API as a stranger calls it. */
export const apiAsNobody = (target: Target) => apiAs(target, Effect.succeed(Redacted.make("")))

/** Who has just signed in once more can be forgotten without a proof: a new device knows no key. */
const forget = Effect.fnUntraced(
  function* (target: Target, identities: Identities, name: string) {
    const nobody = yield* apiAsNobody(target)
    const payload = yield* SignIn.claim(identities, "google", name, "scenario-end")
    const { tokens } = yield* nobody.auth.signIn({ headers: yield* newKey, payload })
    const api = yield* apiAs(target, Effect.succeed(tokens.accessToken))
    yield* api.privacy.erase({ payload: { confirmation: "DELETE" } })
  },
  Effect.catchTag("UserNotFound", () => Effect.void)
)

/** A sample person whom nobody has ever signed in. Forgotten when the scope closes, whatever became of them. */
export const stranger = Effect.fnUntraced(function* (target: Target, identities: Identities) {
  const name = `jane+${crypto.randomUUID().slice(0, 8)}`
  const http = yield* HttpClient.HttpClient
  yield* Effect.addFinalizer(() =>
    forget(target, identities, name).pipe(Effect.provideService(HttpClient.HttpClient, http), Effect.orDie)
  )
  return name
})

/** A stranger who registers with Google, gives all consents, and is signed in. */
export const newcomer = Effect.fnUntraced(function* (target: Target, identities: Identities) {
  const name = yield* stranger(target, identities)
  const nobody = yield* apiAsNobody(target)
  const claim = yield* SignIn.claim(identities, "google", name)
  const answer = yield* nobody.auth.onboard({
    headers: yield* newKey,
    payload: { ...claim, consents: SignIn.consents }
  })
  const accessToken = yield* Ref.make(answer.tokens.accessToken)
  const refreshToken = yield* Ref.make<Redacted.Redacted>(answer.tokens.refreshToken)
  return { name, id: answer.user.id, accessToken, refreshToken, api: yield* apiAs(target, Ref.get(accessToken)) }
})
