import { count, measurement } from "@serenya/domain/telemetry/Meter"
import type { APIGatewayAuthorizerResult, Context as AwsContext } from "aws-lambda"
import { Data, Effect, Exit, type Layer, Predicate, type Redacted } from "effect"
import * as BearerToken from "./BearerToken.ts"
import * as Correlation from "./Correlation.ts"
import type { AuthorizerClaims } from "./CurrentInvocation.ts"
import * as Defects from "./Defects.ts"
import * as LambdaRuntime from "./LambdaRuntime.ts"
import * as Metering from "./Metering.ts"

/** Rejects with `Unauthorized` (API Gateway answers 401) or with `AuthorizerUnavailable` (500). */
export type Handler = (event: unknown, aws: AwsContext) => Promise<APIGatewayAuthorizerResult>

/** The message is a word of API Gateway's protocol: only this exact text becomes a 401. */
const unauthorized = () => new Error("Unauthorized")

/** Nobody was refused: the authorizer could not decide. */
export class AuthorizerUnavailable extends Data.TaggedError("AuthorizerUnavailable") {
  override get message() {
    return "The authorizer could not decide"
  }
}

const methodArn = /^(arn:aws[a-z-]*:execute-api:[^:]+:[^:]*:[^/:]+\/[^/]+)\//

/** All methods of the stage: API Gateway caches the policy by token, for whichever method is called next. */
const resourceOf = (event: unknown): string | undefined => {
  const arn = Predicate.hasProperty(event, "methodArn") ? event.methodArn : undefined
  const stage = typeof arn === "string" ? methodArn.exec(arn)?.[1] : undefined
  return stage === undefined ? undefined : `${stage}/*`
}

const allow = (claims: AuthorizerClaims, resource: string): APIGatewayAuthorizerResult => ({
  principalId: claims.userId,
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: resource }]
  },
  context: { userId: claims.userId, sessionId: claims.sessionId }
})

/** A failure of `verify` is a refusal or an outage; mixing them up would sign people out, or let nobody know. */
export const make = <E, R, LE>(options: {
  readonly layer: Layer.Layer<R, LE>
  readonly verify: (token: Redacted.Redacted<string>) => Effect.Effect<AuthorizerClaims, E, R>
  readonly isRefusal: (error: E) => boolean
}): Handler => {
  const runtime = LambdaRuntime.make(options.layer)
  const begin = Metering.make()

  const decide = (token: Redacted.Redacted<string>) =>
    Effect.matchCauseEffect(options.verify(token), {
      onSuccess: (claims) => Effect.succeed<AuthorizerClaims | undefined>(claims),
      onFailure: (cause) =>
        cause.reasons.length > 0 &&
        cause.reasons.every((reason) => reason._tag === "Fail" && options.isRefusal(reason.error))
          ? Effect.as(
              Effect.andThen(Effect.logInfo("credential refused", cause), count("CredentialsRefused")),
              undefined
            )
          : Effect.logError("credential not checked", cause).pipe(
              Effect.andThen(Defects.count(cause)),
              Effect.andThen(Effect.fail(new AuthorizerUnavailable()))
            )
    })

  return async (event, aws) => {
    const resource = resourceOf(event)
    if (resource === undefined) throw new AuthorizerUnavailable()
    const metered = begin(aws, Correlation.ofInvocation(aws))
    const token = BearerToken.ofEvent(event)
    if (token === undefined) {
      metered.record(measurement("CredentialsRefused"))
      metered.end()
      throw unauthorized()
    }
    const exit = await runtime.run(decide(token), {
      remainingMillis: aws.getRemainingTimeInMillis(),
      within: metered.within
    })
    metered.end()
    if (Exit.isFailure(exit)) throw new AuthorizerUnavailable()
    if (exit.value === undefined) throw unauthorized()
    return allow(exit.value, resource)
  }
}
