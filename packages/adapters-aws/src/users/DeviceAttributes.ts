import { Device } from "@serenya/domain/sessions/Device"
import { Schema } from "effect"
import { RedactedText } from "./RedactedText.ts"

const { deviceId, platform, model, name, appVersion, osVersion, status, publicKey } = Device.fields

/** The `current_device` attribute. */
export const DeviceAttributes = Schema.Struct({
  device_id: deviceId,
  platform,
  device_model: model,
  device_name: name,
  app_version: appVersion,
  os_version: osVersion,
  device_status: status,
  public_key: publicKey,
  registered_at: Schema.DateTimeUtcFromMillis,
  last_seen_at: Schema.DateTimeUtcFromMillis,
  registration_ip: RedactedText,
  registration_user_agent: RedactedText
})
type DeviceAttributes = typeof DeviceAttributes.Type

export const toDevice = (stored: DeviceAttributes): Device => ({
  deviceId: stored.device_id,
  platform: stored.platform,
  model: stored.device_model,
  name: stored.device_name,
  appVersion: stored.app_version,
  osVersion: stored.os_version,
  status: stored.device_status,
  ...(stored.public_key !== undefined && { publicKey: stored.public_key }),
  registeredAt: stored.registered_at,
  lastSeenAt: stored.last_seen_at,
  registeredFrom: { ip: stored.registration_ip, userAgent: stored.registration_user_agent }
})

export const fromDevice = (device: Device): DeviceAttributes => ({
  device_id: device.deviceId,
  platform: device.platform,
  device_model: device.model,
  device_name: device.name,
  app_version: device.appVersion,
  os_version: device.osVersion,
  device_status: device.status,
  ...(device.publicKey !== undefined && { public_key: device.publicKey }),
  registered_at: device.registeredAt,
  last_seen_at: device.lastSeenAt,
  registration_ip: device.registeredFrom.ip,
  registration_user_agent: device.registeredFrom.userAgent
})
