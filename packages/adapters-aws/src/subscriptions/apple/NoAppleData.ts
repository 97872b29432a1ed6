import { Effect, Layer } from "effect"
import { AppleSignedData, SignedDataRefused } from "./AppleSignedData.ts"

const refuse = () => Effect.fail(new SignedDataRefused({ reason: "unverifiable" }))

/** For functions that nobody hands anything: they ask the App Store themselves and do without the library that verifies. */
export const layer = Layer.succeed(
  AppleSignedData,
  AppleSignedData.of({ notification: refuse, transaction: refuse, renewal: refuse })
)
