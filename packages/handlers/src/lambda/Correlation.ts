import { CorrelationId } from "@serenya/api/CorrelationId"
import type { APIGatewayProxyEvent, Context as AwsContext } from "aws-lambda"
import { Context, References } from "effect"
import type { Within } from "./LambdaRuntime.ts"

const wellFormed = /^[A-Za-z0-9_-]{8,64}$/

const firstWellFormed = (candidates: ReadonlyArray<unknown>): string =>
  candidates.find((id): id is string => typeof id === "string" && wellFormed.test(id)) ?? globalThis.crypto.randomUUID()

/** The caller's id if it is well-formed, else the gateway's, else a fresh one: never unchecked text in logs. */
export const ofRequest = (
  headers: { readonly [name: string]: string },
  event: Partial<APIGatewayProxyEvent> | null | undefined
): string => firstWellFormed([headers["x-correlation-id"], event?.requestContext?.requestId])

/** For events that carry no id of a caller. */
export const ofInvocation = (aws: AwsContext): string => firstWellFormed([aws.awsRequestId])

/** What every fiber of the invocation carries. */
export const within =
  (aws: AwsContext, correlationId: string): Within =>
  (services) =>
    services.pipe(
      Context.add(CorrelationId, correlationId),
      Context.add(References.CurrentLogAnnotations, { function: aws.functionName, correlation_id: correlationId })
    )
