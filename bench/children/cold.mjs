// One process, one invocation. Its last line tells when the bundle was loaded and when the answer was there, in ms since its start.
import { invoke, load } from "./invoke.mjs"

const handler = await load(process.argv[2])
const loadedAt = performance.now()
const result = await invoke(handler, process.env.BENCH_EVENT)
const answeredAt = performance.now()
const { user, system } = process.cpuUsage()

const undici = process.moduleLoadList.some((name) => name.includes("undici"))
process.stdout.write(JSON.stringify({ loadedAt, answeredAt, cpu: (user + system) / 1000, undici, result }), () =>
  process.exit(0)
)
