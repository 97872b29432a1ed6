import { existsSync } from "node:fs"
import { join } from "node:path"
import * as ChildServer from "@serenya/adapters-aws/shared/ChildServer"
import { describe } from "vitest"

const binary = join(import.meta.dirname, "../../../../.venv/moto/bin/moto_server")

/** One moto, empty, for the life of the scope. */
export const endpoint = ChildServer.start({
  command: binary,
  args: (port) => ["-H", "127.0.0.1", "-p", String(port)],
  greeting: "Running on"
})

/** Wraps suites that need moto: skipped, and said so, where it is not installed, unless SERENYA_REQUIRE_MOTO=1. */
export const suites = (register: () => void): void => {
  const missing = !existsSync(binary)
  if (missing && process.env["SERENYA_REQUIRE_MOTO"] === "1") throw new Error(`moto is required and not at ${binary}`)
  if (missing) console.warn(`Skipped: moto is not installed at ${binary}`)
  describe.skipIf(missing)("moto", register)
}
