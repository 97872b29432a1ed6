import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { dirname, join, relative } from "node:path"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, Effect, Layer, Option, Predicate } from "effect"

/** A file's name, its size in bytes and when it was written, in epoch milliseconds. */
export interface FileInfo {
  readonly name: string
  readonly size: number
  readonly writtenAt: number
}

/** Everything the local service remembers, in one folder that only its owner may read. Paths are relative to it. */
export class StateFolder extends Context.Service<
  StateFolder,
  {
    readonly root: string
    read(path: string): Effect.Effect<Option.Option<Uint8Array<ArrayBuffer>>, Unavailable>
    info(path: string): Effect.Effect<Option.Option<FileInfo>, Unavailable>
    list(folder: string): Effect.Effect<ReadonlyArray<FileInfo>, Unavailable>
    /** Every file beneath, by its path from there, in the order of the bytes. */
    walk(folder: string): Effect.Effect<ReadonlyArray<string>, Unavailable>
    /** Whole or not at all, and only where nothing stands: also among processes. False: something stands there, or the folder was removed. */
    create(path: string, content: Uint8Array | string): Effect.Effect<boolean, Unavailable>
    /** Whole or not at all: a reader sees what was there before or this. */
    replace(path: string, content: Uint8Array | string): Effect.Effect<void, Unavailable>
    makeFolder(path: string): Effect.Effect<void, Unavailable>
    /** A file or a folder with all it holds, in one step; again is fine. */
    remove(path: string): Effect.Effect<void, Unavailable>
  }
>()("@serenya/local/stores/StateFolder") {}

const hasCode = (cause: unknown, ...codes: ReadonlyArray<string>): boolean =>
  Predicate.hasProperty(cause, "code") && codes.includes(String(cause.code))

/** What `recover` names is an answer; anything else the file system says is an outage. */
const attempt = <A, B = never>(operation: string, work: () => Promise<A>, recover: Readonly<Record<string, B>> = {}) =>
  Effect.tryPromise({
    try: async (): Promise<A | B> => {
      try {
        return await work()
      } catch (cause) {
        const answer = Object.entries(recover).find(([code]) => hasCode(cause, code))
        if (answer === undefined) throw cause
        return answer[1]
      }
    },
    catch: (cause) =>
      new Unavailable({ resource: "storage", operation: `StateFolder.${operation}`, retryable: true, cause })
  })

const abandonedAfter = 60 * 60 * 1000

const infoOf = async (folder: string, name: string): Promise<FileInfo> => {
  const { size, mtimeMs } = await stat(join(folder, name))
  return { name, size, writtenAt: mtimeMs }
}

/** Files may vanish between the listing and the look at each. */
const listed = async (folder: string): Promise<ReadonlyArray<FileInfo>> => {
  const names = await readdir(folder)
  const infos = await Promise.allSettled(names.map((name) => infoOf(folder, name)))
  return infos.filter((info) => info.status === "fulfilled").map(({ value }) => value)
}

const beneath = async (folder: string): Promise<ReadonlyArray<string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => relative(folder, join(parentPath, name)))
    .toSorted()
}

export const layer = (root: string): Layer.Layer<StateFolder, Unavailable> =>
  Layer.effect(
    StateFolder,
    Effect.gen(function* () {
      const at = (path: string) => join(root, path)
      const drafts = at("drafts")
      yield* attempt("open", async () => {
        await mkdir(drafts, { recursive: true, mode: 0o700 })
        // What a killed process left half done; a younger draft may be another process's.
        const abandoned = (await listed(drafts)).filter(({ writtenAt }) => writtenAt < Date.now() - abandonedAfter)
        for (const { name } of abandoned) await rm(join(drafts, name), { recursive: true, force: true })
      })

      const draft = async (content: Uint8Array | string): Promise<string> => {
        const path = join(drafts, crypto.randomUUID())
        await writeFile(path, content, { mode: 0o600, flush: true })
        return path
      }

      return StateFolder.of({
        root,
        read: (path) =>
          attempt("read", async () => Option.some(new Uint8Array(await readFile(at(path)))), { ENOENT: Option.none() }),
        info: (path) =>
          attempt("info", async () => Option.some(await infoOf(dirname(at(path)), path.split("/").at(-1) ?? path)), {
            ENOENT: Option.none()
          }),
        list: (folder) => attempt("list", () => listed(at(folder)), { ENOENT: [] }),
        walk: (folder) => attempt("walk", () => beneath(at(folder)), { ENOENT: [] }),
        create: (path, content) =>
          attempt(
            "create",
            async () => {
              const source = await draft(content)
              try {
                await link(source, at(path))
                return true
              } finally {
                await rm(source, { force: true })
              }
            },
            { EEXIST: false, ENOENT: false }
          ),
        replace: (path, content) => attempt("replace", async () => rename(await draft(content), at(path))),
        makeFolder: (path) =>
          attempt("makeFolder", async () => void (await mkdir(at(path), { recursive: true, mode: 0o700 }))),
        remove: (path) =>
          attempt(
            "remove",
            async () => {
              const leaving = join(drafts, crypto.randomUUID())
              await rename(at(path), leaving)
              await rm(leaving, { recursive: true, force: true })
            },
            { ENOENT: undefined }
          )
      })
    })
  )
