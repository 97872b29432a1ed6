import { Option, Result, Schema } from "effect"
import * as StrictJws from "../../identity/StrictJws.ts"
import * as AppleClaims from "./AppleClaims.ts"

/**
 * The payload of what the App Store answered to our own question. It came over TLS from Apple's host, so nobody else can
 * have said it, and its signature need not be checked again (as OpenID Connect Core 3.1.3.7 has it for id_tokens).
 */
const payloadOf = <A, I>(schema: Schema.Codec<A, I>) => {
  const decode = Schema.decodeUnknownOption(schema)
  return (signed: string): Option.Option<A> =>
    Option.flatMap(Result.getSuccess(StrictJws.claims(Buffer.from(signed.split(".")[1] ?? "", "base64url"))), decode)
}

export const transaction = payloadOf(AppleClaims.TransactionClaims)
const renewalOf = payloadOf(AppleClaims.RenewalClaims)

export const lastTransaction = (signed: {
  readonly signedTransactionInfo: string
  readonly signedRenewalInfo: string
}) =>
  Option.all({
    transaction: transaction(signed.signedTransactionInfo),
    renewal: renewalOf(signed.signedRenewalInfo)
  })
