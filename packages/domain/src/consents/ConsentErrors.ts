import { Schema } from "effect"
import { ConsentType, TextVersion } from "./Consent.ts"

/** These texts are not agreed to in their current version; nothing is processed until they are. */
export class ConsentRequired extends Schema.TaggedError<ConsentRequired>()("ConsentRequired", {
  missing: Schema.Array(ConsentType)
}) {
  override get message() {
    return `Consent is missing: ${this.missing.join(", ")}`
  }
}

/** The person agreed to a text that is no longer the current one: show them `current` and ask again. */
export class ConsentTextOutdated extends Schema.TaggedError<ConsentTextOutdated>()("ConsentTextOutdated", {
  type: ConsentType,
  current: TextVersion
}) {
  override get message() {
    return `The current ${this.type} text is version ${this.current}`
  }
}
