import { Schema } from "effect"
import { Origin } from "../shared/Origin.ts"
import * as Text from "../shared/Text.ts"

const Label = Schema.RedactedFromValue(Text.line(100))

export const DeviceId = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9._-]{1,128}$/, { expected: "a device id" })
).pipe(Schema.brand("DeviceId"))
export type DeviceId = typeof DeviceId.Type

/** What an app says about the device it runs on. A device name often holds its owner's: personal data. */
export const DeviceDescription = Schema.Struct({
  deviceId: DeviceId,
  platform: Schema.Literals(["ios", "android"]),
  model: Label,
  name: Label,
  appVersion: Text.line(50),
  osVersion: Text.line(50)
})
export type DeviceDescription = typeof DeviceDescription.Type

/** The one device a person is signed in on; a new sign-in replaces it. */
export const Device = Schema.Struct({
  ...DeviceDescription.fields,
  status: Schema.Literals(["active", "inactive", "revoked"]),
  publicKey: Schema.optionalKey(Schema.String),
  registeredAt: Schema.DateTimeUtc,
  lastSeenAt: Schema.DateTimeUtc,
  registeredFrom: Origin
})
export type Device = typeof Device.Type
