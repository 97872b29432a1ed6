import { Effect } from "effect"
import * as D from "../../src/console/DocsPage.ts"
const t=performance.now()
const p = await Effect.runPromise(D.pages)
console.log(p.get("/docs")?.body.length, p.get("/openapi.json")?.body.length, performance.now()-t)
console.log([...new Set(p.get("/docs")!.body.match(/https?:\/\/[a-z.]*scalar[a-z.]*[^"'`\s\\]*/g))].slice(0,40))
