import type { Plugin } from "rolldown"

/** A place in a dependency that drags in what no function uses. */
interface Cut {
  readonly module: RegExp
  readonly from: string
  readonly to: string
}

const refusal = (what: string) => `(() => { throw new Error("${what}: see build/Trim.ts") })`

const cuts: ReadonlyArray<Cut> = [
  // 31 KB: the OpenAPI document comes from the build, no function serves it.
  {
    module: /[\\/]effect[\\/]dist[\\/]http-api[\\/]HttpApiBuilder\.js$/,
    from: "OpenApi.fromApi(api)",
    to: `${refusal("functions do not serve the OpenAPI document")}()`
  },
  // 7 KB: documents travel through presigned uploads, never through a function.
  {
    module: /[\\/]effect[\\/]dist[\\/]http[\\/]Multipart\.js$/,
    from: "MP.make(",
    to: `${refusal("functions take no multipart body")}(`
  },
  // 14 KB: nothing that we ask AWS answers with an event stream.
  {
    module: /[\\/]@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]protocols[\\/]HttpProtocol\.js$/,
    from: 'await import("@smithy/core/event-streams")',
    to: `${refusal("functions read no event stream")}()`
  },
  // 270 KB, and a warning of Node's about punycode: Node has a URL of its own. Apple's library fetches with this.
  {
    module: /[\\/]node-fetch[\\/]lib[\\/]index\.mjs$/,
    from: "import whatwgUrl from 'whatwg-url';",
    to: "const whatwgUrl = {};"
  },
  // Vite's environment: a CommonJS bundle has no `import.meta`.
  {
    module: /[\\/]effect[\\/]dist[\\/]ConfigProvider\.js$/,
    from: "...import.meta?.env",
    to: ""
  }
]

/** Lambda puts a role's credentials into the environment: SSO, STS, INI files and their 120 KB of clients stay out. */
const environmentCredentials = `
import { fromEnv } from "@aws-sdk/credential-provider-env"
export const defaultProvider = (options) => fromEnv(options)
`
const credentials = "@aws-sdk/credential-provider-node"

const replace = (code: string, { from, to }: Cut, id: string) => {
  if (!code.includes(from)) throw new Error(`${id} no longer contains ${from}: revise build/Trim.ts`)
  return code.replaceAll(from, to)
}

/** Leaves out of the bundles what would be dead weight in a Lambda. A cut that no longer fits fails the build. */
export const plugin: Plugin = {
  name: "trim",
  resolveId: async function (source, importer) {
    if (source !== credentials) return undefined
    const real = await this.resolve(source, importer, { skipSelf: true })
    if (real === null) throw new Error(`${credentials} is gone: revise build/Trim.ts`)
    return { id: `${real.id}?environment`, moduleSideEffects: false }
  },
  load: (id) => (id.endsWith("?environment") ? { code: environmentCredentials, moduleType: "js" } : undefined),
  transform: (code, id) => {
    const cut = cuts.find(({ module }) => module.test(id))
    return cut === undefined ? undefined : { code: replace(code, cut, id) }
  }
}
