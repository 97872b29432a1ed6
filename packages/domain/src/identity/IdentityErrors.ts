import { Schema } from "effect"
import { AccountStatus } from "../users/User.ts"
import { Provider } from "./Identity.ts"

export const IdentityTokenFault = Schema.Literals([
  "malformed",
  "unsupported_algorithm",
  "unknown_key",
  "bad_signature",
  "wrong_issuer",
  "wrong_audience",
  "expired",
  "not_yet_valid",
  "wrong_nonce",
  "missing_claim",
  "email_not_verified"
])
export type IdentityTokenFault = typeof IdentityTokenFault.Type

/** The id_token does not prove who is calling. */
export class InvalidIdentityToken extends Schema.TaggedError<InvalidIdentityToken>()("InvalidIdentityToken", {
  reason: IdentityTokenFault
}) {
  override get message() {
    return `The identity token was refused: ${this.reason}`
  }
}

/** What came as a provider's notification is none that it signed for us. */
export class InvalidProviderEvent extends Schema.TaggedError<InvalidProviderEvent>()("InvalidProviderEvent", {
  reason: IdentityTokenFault
}) {
  override get message() {
    return `The notification was refused: ${this.reason}`
  }
}

/** Another user holds this identity already. */
export class IdentityAlreadyRegistered extends Schema.TaggedError<IdentityAlreadyRegistered>()(
  "IdentityAlreadyRegistered",
  { provider: Provider }
) {
  override get message() {
    return `This ${this.provider} account is already registered`
  }
}

/** The address belongs to an account of another provider: sign in there. Carries no address: errors travel to logs. */
export class EmailAlreadyRegistered extends Schema.TaggedError<EmailAlreadyRegistered>()("EmailAlreadyRegistered", {
  provider: Provider
}) {
  override get message() {
    return `This e-mail address is already registered through ${this.provider}`
  }
}

export class AccountNotActive extends Schema.TaggedError<AccountNotActive>()("AccountNotActive", {
  status: AccountStatus
}) {
  override get message() {
    return `This account is ${this.status}`
  }
}

/** The user signs in through another account of this provider already; one per provider. */
export class ProviderAlreadyLinked extends Schema.TaggedError<ProviderAlreadyLinked>()("ProviderAlreadyLinked", {
  provider: Provider
}) {
  override get message() {
    return `Another ${this.provider} account is linked already`
  }
}

/** The two accounts do not share one verified address, so nothing says that they are one person's. Carries no address. */
export class EmailAddressDiffers extends Schema.TaggedError<EmailAddressDiffers>()("EmailAddressDiffers", {}) {
  override get message() {
    return "That account's verified e-mail address is not the address of this account"
  }
}
