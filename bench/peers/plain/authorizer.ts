import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent, Context } from "aws-lambda"
import { errors, jwtVerify } from "jose"
import { z } from "zod"
import { invocationLine } from "./invocationLine.ts"
import { admissionSchema, type Caller, callerSchema } from "./row.ts"
import { tokenKeys } from "./tokenKeys.ts"
import { admitted, Refusal } from "./users.ts"

const claimsSchema = z.object({ sub: callerSchema.shape.userId, sid: callerSchema.shape.sessionId })
const bearer = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i

const tokenOf = (event: APIGatewayRequestAuthorizerEvent): string | undefined => {
  const header = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === "authorization")?.[1]
  return header === undefined ? undefined : bearer.exec(header)?.[1]
}

const callerOf = async (token: string): Promise<Caller> => {
  const keys = await tokenKeys()
  const { payload } = await jwtVerify(
    token,
    ({ kid }) => {
      const key = keys.get(kid ?? "")
      if (key === undefined) throw new Refusal(401, "UNKNOWN_KEY")
      return key
    },
    {
      algorithms: ["HS256"],
      typ: "JWT",
      issuer: "serenya.health",
      audience: "serenya-mobile-app",
      requiredClaims: ["sub", "sid", "jti", "iat", "exp"]
    }
  )
  const claims = claimsSchema.safeParse(payload)
  if (!claims.success) throw new Refusal(401, "MISSING_CLAIM")
  return { userId: claims.data.sub, sessionId: claims.data.sid }
}

const isRefusal = (error: unknown) => error instanceof Refusal || error instanceof errors.JOSEError

const policyFor = async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  try {
    const token = tokenOf(event)
    if (token === undefined) throw new Refusal(401, "NO_TOKEN")
    const caller = await callerOf(token)
    await admitted(caller, admissionSchema)
    return {
      principalId: caller.userId,
      policyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Action: "execute-api:Invoke",
            Effect: "Allow",
            Resource: `${event.methodArn.split("/").slice(0, 2).join("/")}/*`
          }
        ]
      },
      context: { ...caller }
    }
  } catch (error) {
    console.error(JSON.stringify({ level: "INFO", error: error instanceof Error ? error.name : typeof error }))
    throw isRefusal(error) ? new Error("Unauthorized") : error
  }
}

/** Rejects with the word that API Gateway turns into a 401; every other rejection is a 500. */
export const handler = async (
  event: APIGatewayRequestAuthorizerEvent,
  aws: Context
): Promise<APIGatewayAuthorizerResult> => {
  const startedAt = performance.now()
  try {
    return await policyFor(event)
  } finally {
    invocationLine(aws, aws.awsRequestId, startedAt)
  }
}
