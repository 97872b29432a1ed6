import { Device } from "@serenya/domain/sessions/Device"
import { Schema, Struct } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { BiometricDto } from "./BiometricDto.ts"
import { biometricRequired, concurrentUpdate, deviceNotFound, notAdmitted } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { RequestProblems } from "./RequestProblems.ts"
import { snakeCase } from "./SnakeCase.ts"

/** The device of the current session; `biometric` is there when a key is registered. */
export const DeviceDto = snakeCase(
  Schema.Struct({
    ...Struct.omit(Device.fields, ["publicKey", "registeredFrom"]),
    biometric: Schema.optionalKey(BiometricDto)
  }),
  "Device"
)

/** The device that the person who asks is signed in on. */
export class DeviceApi extends HttpApiGroup.make("device")
  .add(
    HttpApiEndpoint.get("device", "/", {
      success: DeviceDto,
      error: [deviceNotFound, ...notAdmitted, outage]
    }).annotate(OpenApi.Summary, "The device I am signed in on"),
    HttpApiEndpoint.delete("revokeDevice", "/", {
      success: HttpApiSchema.NoContent,
      error: [biometricRequired, deviceNotFound, concurrentUpdate, ...notAdmitted, outage]
    }).annotate(OpenApi.Summary, "Revoke the device; ends the session")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/user/device")
  .annotateMerge(OpenApi.annotations({ title: "user" })) {}
