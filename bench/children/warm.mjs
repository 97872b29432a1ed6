// One process per variant, kept between batches; answers each message `n` with the CPU that `n` requests took.
import { invoke, load } from "./invoke.mjs"
import { stub } from "./transport.mjs"

stub(JSON.parse(process.env.BENCH_ANSWERS))
const event = process.env.BENCH_EVENT
const handler = await load(process.argv[2])

process.on("message", async (requests) => {
  const before = process.cpuUsage()
  let result
  for (let i = 0; i < requests; i++) result = await invoke(handler, event)
  const { user, system } = process.cpuUsage(before)
  process.send({ micros: (user + system) / requests, result })
})
