import * as Bundle from "/work/wt/speed/packages/handlers/build/Bundle.ts"
import * as CodeCache from "/work/wt/speed/packages/handlers/build/CodeCache.ts"
import { rehearsals } from "/work/wt/speed/packages/handlers/build/rehearsal/Rehearsals.ts"
import { Effect } from "/work/wt/speed/packages/handlers/node_modules/effect/dist/index.js"
const all = await Effect.runPromise(rehearsals)
for (const [name, r] of Object.entries(all)) {
const b = await Bundle.write(`/work/wt/speed/packages/handlers/src/functions/${name}.ts`,"/tmp/up/"+name)
try { console.log(name, b, await CodeCache.write("/tmp/up/"+name, r)) } catch(e) {console.log(name, e)}
}
