import { Array, Order } from "effect"
import { ConsentType, TextVersion } from "./Consent.ts"

export type TextVersions = Readonly<Record<ConsentType, TextVersion>>

/**
 * The version of each text in force. Raising one asks everybody again before their next document. One sequence numbers
 * all five: a text that is raised gets a version above every other, so that the newest names them all.
 */
export const currentVersions: TextVersions = {
  privacy_policy: TextVersion.make("1.0"),
  terms_of_service: TextVersion.make("1.0"),
  medical_disclaimer: TextVersion.make("1.0"),
  healthcare_consultation: TextVersion.make("1.0"),
  emergency_care_limitation: TextVersion.make("1.0")
}

const byVersion: Order.Order<TextVersion> = Order.mapInput(Order.Array(Order.Number), (version: TextVersion) =>
  version.split(".").map(Number)
)

/** The text that was raised last: its version is what one tick for all five agrees to. */
export const newest = (versions: TextVersions): ConsentType =>
  Array.reduce(ConsentType.literals, ConsentType.literals[0], (newest: ConsentType, type) =>
    byVersion(versions[type], versions[newest]) > 0 ? type : newest
  )
