import type { APIGatewayProxyEvent, Context as AwsContext } from "aws-lambda"
import { Context, Effect, Option } from "effect"

/** What Lambda handed over for this request. */
export interface Invocation {
  readonly event: APIGatewayProxyEvent
  readonly aws: AwsContext
}

/** A reference, not a service: it asks nothing of a route's requirements. Undefined outside a Lambda request. */
export const CurrentInvocation = Context.Reference<Invocation | undefined>(
  "@serenya/handlers/lambda/CurrentInvocation",
  { defaultValue: () => undefined }
)

/** What the authorizer's policy context vouches for. */
export interface AuthorizerClaims {
  readonly userId: string
  readonly sessionId: string
}

const claimsOf = (invocation: Invocation | undefined): Option.Option<AuthorizerClaims> => {
  const userId: unknown = invocation?.event.requestContext?.authorizer?.["userId"]
  const sessionId: unknown = invocation?.event.requestContext?.authorizer?.["sessionId"]
  return typeof userId === "string" && userId !== "" && typeof sessionId === "string" && sessionId !== ""
    ? Option.some({ userId, sessionId })
    : Option.none()
}

/** None on routes without an authorizer: API Gateway never forwards claims that a caller made up. */
export const authorizerClaims: Effect.Effect<Option.Option<AuthorizerClaims>> = Effect.map(CurrentInvocation, claimsOf)
