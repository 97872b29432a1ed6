import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"
import { placeholders } from "../../build/Placeholders.ts"
import * as Serenya from "../../src/Serenya.ts"
import * as Stages from "../../src/Stage.ts"

export interface Resource {
  readonly Type: string
  readonly Properties: Readonly<Record<string, unknown>>
  readonly DeletionPolicy?: string
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>
}

const folder = mkdtempSync(join(tmpdir(), "serenya-infra-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** A bundle of each function, as far as CDK looks at one. */
export const bundles = placeholders(folder)

/** Where the templates are. */
export const outdir = join(folder, "cdk.out")
Serenya.make([Stages.dev, Stages.prod], { bundles, outdir }).synth()

/** By the stack's name. */
export const templates: Readonly<Record<string, Template>> = Object.fromEntries(
  readdirSync(outdir)
    .filter((file) => file.endsWith(".template.json"))
    .map((file) => [file.slice(0, -".template.json".length), JSON.parse(readFileSync(join(outdir, file), "utf8"))])
)

export const ofType = (stack: string, type: string): ReadonlyArray<Resource & { readonly id: string }> =>
  Object.entries(templates[stack]?.Resources ?? {}).flatMap(([id, resource]) =>
    resource.Type === type ? [{ id, ...resource }] : []
  )
