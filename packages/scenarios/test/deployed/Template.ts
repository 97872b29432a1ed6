import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { Effect } from "effect"

export interface Resource {
  readonly Type: string
  readonly Properties: Readonly<Record<string, unknown>>
  readonly DependsOn?: string | ReadonlyArray<string>
}

/** A synthesised template, as far as one is looked at here. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, unknown>>
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, { readonly Description?: string; readonly Value: unknown }>>
}

const synth = join(import.meta.dirname, "../../../infra/build/templates.ts")
const run = promisify(execFile)

/** What `pnpm synth` would deploy of the dev stage, made in this folder by a process of its own: CDK is infra's business. */
export const synthesised = (folder: string) =>
  Effect.promise(async () => {
    await run(process.execPath, [synth, folder])
    const read = (stack: string): Template =>
      JSON.parse(readFileSync(join(folder, "cdk.out", `serenya-dev-${stack}.template.json`), "utf8"))
    return { data: read("data"), service: read("service") }
  })

/** A property somewhere inside. */
export const at = (value: unknown, ...path: ReadonlyArray<string | number>): unknown =>
  path.reduce<unknown>((found, key) => (found instanceof Object ? Reflect.get(found, key) : undefined), value)

/** The same with other values for some `{"Ref": id}`. */
export const referring = (value: unknown, to: ReadonlyMap<string, unknown>): unknown => {
  if (Array.isArray(value)) return value.map((one) => referring(one, to))
  if (!(value instanceof Object)) return value
  const [[key, id] = [], ...others] = Object.entries(value)
  if (key === "Ref" && others.length === 0 && typeof id === "string" && to.has(id)) return to.get(id)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, referring(inner, to)]))
}

/** Those of one type, by their ids in the template. */
export const ofType = (
  { Resources }: Template,
  type: string
): ReadonlyArray<readonly [id: string, resource: Resource]> =>
  Object.entries(Resources).filter(([, { Type }]) => Type === type)

/** Without some resources, and without what says that others must wait for them. */
export const without = (template: Template, ids: ReadonlySet<string>): Template => ({
  ...template,
  Resources: Object.fromEntries(
    Object.entries(template.Resources)
      .filter(([id]) => !ids.has(id))
      .map(([id, { DependsOn = [], ...resource }]) => [
        id,
        { ...resource, DependsOn: [DependsOn].flat().filter((one) => !ids.has(one)) }
      ])
  )
})
