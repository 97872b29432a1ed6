import { execFileSync } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect } from "effect"
import * as ChildServer from "../../src/shared/ChildServer.ts"

/** Where Debian's `postgresql-15` has its programs. */
const programs = "/usr/lib/postgresql/15/bin"

export const isMissing = !existsSync(join(programs, "postgres"))

/** PostgreSQL does not run as root: then as the user whom its package made. */
const user = (): { readonly uid: number; readonly gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }))
  return { uid: id("-u"), gid: id("-g") }
}

/** A new PostgreSQL 15 with one empty database, until the scope closes; its URL. */
export const start = Effect.gen(function* () {
  const as = user()
  const data = yield* Effect.acquireRelease(
    Effect.sync(() => {
      const folder = mkdtempSync(join(tmpdir(), "serenya-postgres-"))
      if (as !== undefined) chownSync(folder, as.uid, as.gid)
      return folder
    }),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  )
  const folder = join(data, "data")
  yield* Effect.sync(() =>
    execFileSync(join(programs, "initdb"), ["-D", folder, "-A", "trust", "-U", "legacy", "--no-sync"], {
      stdio: "ignore",
      ...as
    })
  )
  const url = yield* ChildServer.start({
    command: as === undefined ? join(programs, "postgres") : "runuser",
    args: (port) => [
      ...(as === undefined ? [] : ["-u", "postgres", "--", join(programs, "postgres")]),
      "-D",
      folder,
      "-p",
      String(port),
      "-k",
      data,
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "fsync=off"
    ],
    greeting: "ready to accept connections"
  })
  return `postgres://legacy@127.0.0.1:${new URL(url).port}/postgres`
})
