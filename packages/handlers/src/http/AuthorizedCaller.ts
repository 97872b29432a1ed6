import { Authentication, CurrentCaller, Unauthenticated } from "@serenya/api/Authentication"
import { SessionId } from "@serenya/domain/sessions/SessionId"
import { UserId } from "@serenya/domain/users/UserId"
import { Effect, Layer, Option, Schema } from "effect"
import { authorizerClaims } from "../lambda/CurrentInvocation.ts"

const decodeClaims = Schema.decodeUnknownOption(Schema.Struct({ userId: UserId, sessionId: SessionId }))

/** The authorizer function has checked the token; its claims arrive beside the request, where no caller can write. */
export const layer = Layer.succeed(
  Authentication,
  Authentication.of({
    bearer: Effect.fnUntraced(function* (endpoint) {
      const caller = Option.flatMap(yield* authorizerClaims, decodeClaims)
      if (Option.isNone(caller)) return yield* new Unauthenticated()
      return yield* Effect.provideService(endpoint, CurrentCaller, caller.value)
    })
  })
)
