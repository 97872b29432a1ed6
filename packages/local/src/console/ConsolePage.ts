import { readdir, readFile } from "node:fs/promises"
import { extname, join } from "node:path"
import { currentVersions, newest } from "@serenya/domain/consents/ConsentTexts"
import { maxDocumentBytes } from "@serenya/domain/jobs/DocumentVault"
import { Effect } from "effect"
import type { Page, Pages } from "./Page.ts"

const folder = join(import.meta.dirname, "page")

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml"
}

/** Only our own files run, and they talk to this machine alone, where an object store may listen on a port of its own. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' http://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join("; ")

const settings: Readonly<Record<string, string>> = {
  "{{text_version}}": currentVersions[newest(currentVersions)],
  "{{max_bytes}}": String(maxDocumentBytes)
}

const page = async (name: string): Promise<Page> => ({
  headers: {
    "content-type": contentTypes[extname(name)] ?? "application/octet-stream",
    "content-security-policy": policy,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff"
  },
  body: Object.entries(settings).reduce(
    (text, [placeholder, value]) => text.replaceAll(placeholder, value),
    await readFile(join(folder, name), "utf8")
  )
})

const pathOf = (name: string): string => (name === "index.html" ? "/console" : `/console/${name}`)

/** The page at `/console` and its files below it, read from disk when run: a browser's reload shows an edit. */
export const pages: Effect.Effect<Pages> = Effect.promise(async () => {
  const names = await readdir(folder)
  return new Map(await Promise.all(names.map(async (name) => [pathOf(name), await page(name)] as const)))
})
