import { DateTime, Effect } from "effect"
import { Uploads } from "../../src/jobs/Uploads.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"
import { together } from "./Clients.ts"
const mode = process.argv[2]
const t = performance.now()
Simulation.forSeeds(60, () => Effect.gen(function*() {
    const { caller } = yield* World.newcomer
    const grants = Array.from({ length: 50 }, () => Uploads.use((uploads) => uploads.grant(caller, World.document)))
    if (mode === "one") yield* Effect.all(grants.map(Effect.exit), { concurrency: "unbounded" })
    else yield* together(grants)
  }).pipe(Effect.provide(World.layer)))
console.log(mode, (performance.now() - t) / 60)
