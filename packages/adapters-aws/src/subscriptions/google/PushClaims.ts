import { type DateTime, Option, Result, Schema } from "effect"
import * as TokenClaims from "../../identity/TokenClaims.ts"

const issuers = ["https://accounts.google.com", "accounts.google.com"]

/** Who signed a push: `azp` repeats the account's number, which is `sub`. */
const Account = Schema.Struct({
  sub: Schema.NonEmptyString,
  azp: Schema.optionalKey(Schema.String),
  email: Schema.String,
  email_verified: Schema.Literal(true),
  exp: Schema.Finite
})
const decode = Schema.decodeUnknownOption(Account)

/** Whether claims under Google's signature are those of our subscription's pushes. Google signs for everybody: audience and account are what makes them ours. */
export const accept = (
  claims: { readonly [name: PropertyKey]: unknown },
  { account, audience }: { readonly account: string; readonly audience: string },
  now: DateTime.Utc
): Result.Result<void, "not ours"> => {
  const { azp, ...rest } = claims
  const stated = decode(claims)
  const token = TokenClaims.accept(rest, { issuers, audiences: [audience] }, now)
  if (Result.isFailure(token) || Option.isNone(stated)) return Result.fail("not ours")
  const { email, sub } = stated.value
  return email === account && (azp === undefined || azp === sub) ? Result.succeed(undefined) : Result.fail("not ours")
}
