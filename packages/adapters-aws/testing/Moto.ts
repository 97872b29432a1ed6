import { existsSync } from "node:fs"
import { join } from "node:path"
import { describe } from "@effect/vitest"
import * as ChildServer from "../src/shared/ChildServer.ts"

const binary = join(import.meta.dirname, "../../../.venv/moto/bin/moto_server")

/** Whether suites that need moto are skipped, which is said here; with SERENYA_REQUIRE_MOTO=1 a missing one is an error. */
export const isMissing = !existsSync(binary)
if (isMissing && process.env["SERENYA_REQUIRE_MOTO"] === "1") throw new Error(`moto is required and not at ${binary}`)
if (isMissing) console.warn(`Skipped: moto is not installed at ${binary}`)

/** Starts one moto (S3, KMS, Secrets Manager, DynamoDB and more), empty, for the life of the scope: about half a second. */
export const endpoint = ChildServer.start({
  command: binary,
  args: (port) => ["-H", "127.0.0.1", "-p", String(port)],
  greeting: "Running on"
})

/** What its clients need beside the endpoint. */
export const credentials = { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" }

/** Wraps suites that need moto. */
export const suites = (register: () => void): void => {
  describe.skipIf(isMissing)("moto", register)
}
