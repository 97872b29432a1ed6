import { Hono } from "hono"
import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import { invocationLine } from "../plain/invocationLine.ts"
import { correlationIdOf, notFound, type Problem, problemOf, unauthenticated } from "../plain/problem.ts"
import { profileOf } from "../plain/profile.ts"
import { callerSchema } from "../plain/row.ts"

interface Env {
  readonly Bindings: { readonly event: LambdaEvent; readonly lambdaContext: LambdaContext }
  readonly Variables: { correlationId: string }
}

const authorizerOf = (event: LambdaEvent): unknown => {
  const context: object = event.requestContext ?? {}
  return "authorizer" in context ? context.authorizer : undefined
}

const requestIdOf = (event: LambdaEvent): string => {
  const context: object = event.requestContext ?? {}
  return "requestId" in context ? String(context.requestId) : "unknown"
}

const app = new Hono<Env>()

app.use(async (c, next) => {
  const startedAt = performance.now()
  const correlationId = correlationIdOf(c.req.header("x-correlation-id"), requestIdOf(c.env.event))
  c.set("correlationId", correlationId)
  await next()
  c.header("X-Correlation-ID", correlationId)
  invocationLine(c.env.lambdaContext, correlationId, startedAt, { status: String(c.res.status) })
})

const answered = ({ status, body }: Problem): [string, ContentfulStatusCode, { "content-type": string }] => [
  body,
  status as ContentfulStatusCode,
  { "content-type": "application/problem+json" }
]

app.get("/api/v1/user/profile", async (c) => {
  const caller = callerSchema.safeParse(authorizerOf(c.env.event))
  if (!caller.success) return c.body(...answered(unauthenticated(c.get("correlationId"))))
  return c.json(await profileOf(caller.data))
})

app.notFound((c) => c.body(...answered(notFound(c.get("correlationId")))))
app.onError((error, c) => c.body(...answered(problemOf(error, c.get("correlationId")))))

export const handler = handle(app)
