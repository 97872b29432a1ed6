import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import { invocationLine } from "./invocationLine.ts"
import { correlationIdOf, notFound, type Problem, problemOf, unauthenticated } from "./problem.ts"
import { profileOf } from "./profile.ts"
import { callerSchema } from "./row.ts"

const headerOf = (event: APIGatewayProxyEvent, name: string): string | undefined =>
  Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1]

const answer = (statusCode: number, type: string, body: string, correlationId: string): APIGatewayProxyResult => ({
  statusCode,
  headers: { "content-type": type, "X-Correlation-ID": correlationId },
  body
})

const answerTo = async (event: APIGatewayProxyEvent, correlationId: string): Promise<APIGatewayProxyResult> => {
  const refuse = ({ status, body }: Problem) => answer(status, "application/problem+json", body, correlationId)
  try {
    if (event.httpMethod !== "GET" || event.path !== "/api/v1/user/profile") return refuse(notFound(correlationId))
    const caller = callerSchema.safeParse(event.requestContext.authorizer)
    if (!caller.success) return refuse(unauthenticated(correlationId))
    return answer(200, "application/json", JSON.stringify(await profileOf(caller.data)), correlationId)
  } catch (error) {
    return refuse(problemOf(error, correlationId))
  }
}

export const handler = async (event: APIGatewayProxyEvent, aws: Context): Promise<APIGatewayProxyResult> => {
  const startedAt = performance.now()
  const correlationId = correlationIdOf(headerOf(event, "x-correlation-id"), event.requestContext.requestId)
  const result = await answerTo(event, correlationId)
  invocationLine(aws, correlationId, startedAt, { status: String(result.statusCode) })
  return result
}
