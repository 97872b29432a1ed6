import { Array, DateTime, Order, Redacted, Result, Schema } from "effect"
import { type Device, DeviceDescription } from "../sessions/Device.ts"
import { unknownOrigin } from "../shared/Origin.ts"
import type { DeviceRow, SessionRow } from "./LegacyRow.ts"
import type { Omission } from "./Verdict.ts"

/** What stands where the app told nothing of its device. */
const untold = "unknown"

const decodeDescription = Schema.decodeUnknownResult(Schema.toType(DeviceDescription))

const text = (value: Redacted.Redacted | null): Redacted.Redacted => value ?? Redacted.make(untold)

/** A row as the device that it describes. */
export const deviceOf = (row: DeviceRow): Result.Result<Device, "device_unfit"> =>
  decodeDescription({
    deviceId: row.device_id,
    platform: row.platform,
    model: text(row.model),
    name: text(row.device_name),
    appVersion: row.app_version ?? untold,
    osVersion: row.os_version ?? untold
  }).pipe(
    Result.mapError(() => "device_unfit" as const),
    Result.map((description) => ({
      ...description,
      status: row.status ?? "active",
      ...(row.public_key !== null && { publicKey: row.public_key }),
      registeredAt: row.created_at,
      lastSeenAt: row.last_active_at,
      registeredFrom: unknownOrigin
    }))
  )

/** Why a row is no candidate for the one device of its person; undefined: it is one. */
export const passedOver = (row: DeviceRow): Omission | undefined => {
  if (row.platform !== "ios" && row.platform !== "android") return "device_unnamed"
  return row.status === "active" || row.status === null ? undefined : "device_over"
}

/** Used last comes first; of two at once, the smaller id. */
const lastUsed: Order.Order<DeviceRow> = Order.combine(
  Order.flip(Order.mapInput(DateTime.Order, ({ last_active_at }: DeviceRow) => last_active_at)),
  Order.mapInput(Order.String, ({ id }: DeviceRow) => id)
)

/** The candidates, the one that stays first. */
export const ranked = (rows: ReadonlyArray<DeviceRow>): ReadonlyArray<DeviceRow> =>
  Array.sort(
    rows.filter((row) => passedOver(row) === undefined),
    lastUsed
  )

/** No session is carried on: its refresh token could not be answered. */
export const sessionVerdict = ({ expires_at, status }: SessionRow, asOf: DateTime.Utc): Omission =>
  (status === "active" || status === null) && DateTime.isGreaterThan(expires_at, asOf)
    ? "sign_in_again"
    : "session_over"
