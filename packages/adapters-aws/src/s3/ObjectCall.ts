import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Option, Schema } from "effect"
import { awsCall, type CallLimits, defaultLimits } from "../aws/AwsCall.ts"
import { sdkFailure } from "../aws/SdkFailure.ts"

/** The object is not what the condition of the write asked for; a write whose answer was lost refuses itself this way. */
export class PreconditionFailed extends Schema.TaggedError<PreconditionFailed>()("PreconditionFailed", {}) {}

class NoSuchObject extends Schema.TaggedError<NoSuchObject>()("NoSuchObject", {}) {}

type Send<A> = (options: { readonly abortSignal: AbortSignal }) => Promise<A>

/** HEAD has no body to tell a missing bucket from a missing object: its name is then `NotFound` either way. */
const isMissing = (cause: unknown): boolean => ["NoSuchKey", "NotFound"].includes(sdkFailure(cause).name)

/** One read of an object. None: there is no such object; a missing bucket is no missing object. */
export const readObject = <A>(operation: string, send: Send<A>, limits: CallLimits = defaultLimits) =>
  awsCall("storage", operation, send, (cause) => (isMissing(cause) ? new NoSuchObject() : undefined), limits).pipe(
    Effect.asSome,
    Effect.catchTag("NoSuchObject", () => Effect.succeed(Option.none<A>()))
  )

/**
 * One conditional write. S3 answers 412 where the condition does not hold and 404 where If-Match finds nothing; 409 means
 * that another write was under way and decides nothing, so the write is tried again.
 */
export const writeObject = <A>(operation: string, send: Send<A>) =>
  awsCall("storage", operation, send, (cause) => {
    const { status } = sdkFailure(cause)
    if (status === 412 || isMissing(cause)) return new PreconditionFailed()
    return status === 409 ? new Unavailable({ resource: "storage", operation, retryable: true, cause }) : undefined
  })
