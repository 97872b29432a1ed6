import { Device } from "@serenya/domain/sessions/Device"
import { Redacted, Schema } from "effect"
import { EpochMillis, fromMoment, toMoment } from "../dynamo/EpochMillis.ts"
import { StoredOrigin, storedIp, storedUserAgent, toOrigin } from "./StoredOrigin.ts"

const { deviceId, platform, model, name, appVersion, osVersion, status, publicKey } = Device.fields

/** The `current_device` attribute. */
export const DeviceAttributes = Schema.Struct({
  device_id: deviceId,
  platform,
  device_model: Schema.toEncoded(model),
  device_name: Schema.toEncoded(name),
  app_version: appVersion,
  os_version: osVersion,
  device_status: status,
  public_key: publicKey,
  registered_at: EpochMillis,
  last_seen_at: EpochMillis,
  registration_ip: StoredOrigin,
  registration_user_agent: StoredOrigin
})
type DeviceAttributes = typeof DeviceAttributes.Type

export const toDevice = (stored: DeviceAttributes): Device => ({
  deviceId: stored.device_id,
  platform: stored.platform,
  model: Redacted.make(stored.device_model),
  name: Redacted.make(stored.device_name),
  appVersion: stored.app_version,
  osVersion: stored.os_version,
  status: stored.device_status,
  ...(stored.public_key !== undefined && { publicKey: stored.public_key }),
  registeredAt: toMoment(stored.registered_at),
  lastSeenAt: toMoment(stored.last_seen_at),
  registeredFrom: toOrigin(stored.registration_ip, stored.registration_user_agent)
})

export const fromDevice = (device: Device): DeviceAttributes => ({
  device_id: device.deviceId,
  platform: device.platform,
  device_model: Redacted.value(device.model),
  device_name: Redacted.value(device.name),
  app_version: device.appVersion,
  os_version: device.osVersion,
  device_status: device.status,
  ...(device.publicKey !== undefined && { public_key: device.publicKey }),
  registered_at: fromMoment(device.registeredAt),
  last_seen_at: fromMoment(device.lastSeenAt),
  registration_ip: storedIp(device.registeredFrom),
  registration_user_agent: storedUserAgent(device.registeredFrom)
})
