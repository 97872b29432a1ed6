import type * as AuthorizerLambda from "@serenya/handlers/lambda/AuthorizerLambda"
import type { APIGatewayAuthorizerResult, Statement } from "aws-lambda"
import { Clock, Duration, Effect } from "effect"
import type { Incoming } from "./Http.ts"
import * as ProxyEvent from "./ProxyEvent.ts"

/** What an authorizer came to. */
export type Decision =
  | { readonly _tag: "Allowed"; readonly context: Readonly<Record<string, unknown>> | undefined }
  | { readonly _tag: "Unauthorized" | "Forbidden" | "Failed" }

interface Cached {
  readonly result: APIGatewayAuthorizerResult
  readonly until: number
}

const limitMillis = 10_000

/** Our policies name the stage or one method: a star stands at the end or nowhere. */
const matches = (resource: string, arn: string): boolean =>
  resource.endsWith("*") ? arn.startsWith(resource.slice(0, -1)) : arn === resource

const resourcesOf = (statement: Statement): ReadonlyArray<string> =>
  "Resource" in statement && statement.Resource !== undefined ? [statement.Resource].flat() : []

/** IAM's rule: a deny wins, and what nothing allows is denied. */
const permits = ({ policyDocument }: APIGatewayAuthorizerResult, arn: string): boolean => {
  const applying = policyDocument.Statement.filter((statement) =>
    resourcesOf(statement).some((resource) => matches(resource, arn))
  )
  return applying.some(({ Effect }) => Effect === "Allow") && !applying.some(({ Effect }) => Effect === "Deny")
}

const decide = (result: APIGatewayAuthorizerResult, arn: string): Decision =>
  permits(result, arn)
    ? { _tag: "Allowed", context: { principalId: result.principalId, ...result.context } }
    : { _tag: "Forbidden" }

const isRefusal = (cause: unknown): boolean => cause instanceof Error && cause.message === "Unauthorized"

/** Asks the authorizer function as API Gateway does: its policies are kept by token for `timeToLive`, its refusals are not. */
export const make = (authorize: AuthorizerLambda.Handler, timeToLive: Duration.Duration) => {
  const cache = new Map<string, Cached>()

  const ask = (request: Incoming, arn: string) =>
    Effect.tryPromise({
      try: () =>
        authorize(
          { type: "TOKEN", methodArn: arn, authorizationToken: request.header("authorization") },
          ProxyEvent.invocation("authorizer", limitMillis)
        ),
      catch: (cause): Decision => ({ _tag: isRefusal(cause) ? "Unauthorized" : "Failed" })
    })

  return Effect.fnUntraced(
    function* (request: Incoming) {
      const token = request.header("authorization")
      if (token === undefined || token === "") return { _tag: "Unauthorized" } satisfies Decision
      const arn = ProxyEvent.methodArn(request.method, request.url.pathname)
      const now = yield* Clock.currentTimeMillis
      for (const [held, { until }] of cache) if (until <= now) cache.delete(held)
      const cached = cache.get(token)
      if (cached !== undefined) return decide(cached.result, arn)
      const result = yield* ask(request, arn)
      cache.set(token, { result, until: now + Duration.toMillis(timeToLive) })
      return decide(result, arn)
    },
    Effect.catch((refused: Decision) => Effect.succeed(refused))
  )
}
