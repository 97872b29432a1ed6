import { cpus, loadavg } from "node:os"
import { Effect } from "effect"
import { type Built, build } from "./Build.ts"
import * as Check from "./Check.ts"
import * as Cold from "./Cold.ts"
import * as Report from "./Report.ts"
import { spreadOf } from "./Stats.ts"
import * as Stub from "./stub/Stub.ts"
import { variants } from "./Variants.ts"
import * as Warm from "./Warm.ts"
import { type World, world as makeWorld } from "./World.ts"

const coldRuns = 21
const batches = 24
const requestsPerBatch = 100
const warmUpBatches = 20

const load = () => `load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`

const perVariant = <A>(builts: ReadonlyArray<Built>, make: (built: Built) => A): ReadonlyMap<Built, A> =>
  new Map(builts.map((built) => [built, make(built)]))

/** Each variant once a round, so that what else the machine does meets all alike. */
const cold = async (builts: ReadonlyArray<Built>, stub: Stub.Stub, world: World) => {
  const floors: Array<number> = []
  const starts = perVariant(builts, (): Array<Cold.Start> => [])
  for (let round = 0; round < coldRuns; round++) {
    floors.push(await Cold.floor())
    for (const [built, runs] of starts) runs.push(await Cold.start(built, stub, world))
  }
  const measured = [...starts].map(([built, runs]) => ({
    built,
    runs: runs.map(({ answeredAt }) => answeredAt),
    more: {
      undici: runs.some(({ undici }) => undici) ? "yes" : "no",
      "CPU ms": spreadOf(runs.map(({ cpu }) => cpu)).median.toFixed(1),
      loaded: spreadOf(runs.map(({ loadedAt }) => loadedAt)).median.toFixed(1)
    }
  }))
  const floor = spreadOf(floors)
  console.log(`\nCold: process start to the end of the first invocation, over TLS; ${coldRuns} runs each, interleaved`)
  console.log(`node -e 0 alone: ${floor.median.toFixed(1)} ms, IQR ${floor.iqr.toFixed(1)}; ${load()}`)
  Report.table(measured, "ms", 1)
  Report.bars(measured, "cold")
  // Says the same of a machine that others use too, where the wall clock measures them as well.
  const cpu = [...starts].map(([built, runs]) => ({ built, runs: runs.map(({ cpu }) => cpu), more: {} }))
  Report.bars(cpu, "cold CPU")
}

/** Each variant one batch, another one first in each round: who starts, or warms up, while others rest is slower for good. */
const round = async (processes: ReadonlyMap<Built, Warm.Process>, nth: number) => {
  const all = [...processes]
  const first = nth % all.length
  const measured = new Map<Built, Warm.Batch>()
  for (const [built, { run }] of [...all.slice(first), ...all.slice(0, first)]) {
    measured.set(built, await run(requestsPerBatch))
  }
  return measured
}

const warm = async (builts: ReadonlyArray<Built>, stub: Stub.Stub, world: World) => {
  const processes = perVariant(builts, (built) => Warm.start(built, stub, world))
  try {
    const results = new Map<Built, unknown>()
    for (const [built, { run }] of processes) results.set(built, (await run(1)).result)
    refuse(Check.objections(results))
    for (let nth = 0; nth < warmUpBatches; nth++) await round(processes, nth)
    const runs = perVariant(builts, (): Array<number> => [])
    for (let nth = 0; nth < batches; nth++) {
      for (const [built, { micros }] of await round(processes, nth)) runs.get(built)?.push(micros)
    }
    const measured = [...runs].map(([built, micros]) => ({ built, runs: micros, more: {} }))
    console.log(
      `\nWarm: CPU per request, transport stubbed in process; ${batches} batches of ${requestsPerBatch}, interleaved`
    )
    console.log(`after ${warmUpBatches * requestsPerBatch} requests of warm-up; ${load()}`)
    Report.table(measured, "µs", 0)
    Report.bars(measured, "warm")
  } finally {
    for (const { stop } of processes.values()) stop()
  }
}

const refuse = (objections: ReadonlyArray<string>) => {
  if (objections.length > 0) throw new Error(objections.join("\n"))
}

const parts = { cold, warm }
const isPart = (name: string): name is keyof typeof parts => name in parts

const main = async (asked: ReadonlyArray<string>) => {
  const unknown = asked.filter((name) => !isPart(name))
  if (unknown.length > 0) throw new Error(`No part ${unknown.join(", ")}: say cold, warm or nothing for both`)

  const world = await Effect.runPromise(makeWorld)
  const builts = await Promise.all(variants.map((variant) => build(variant, world)))
  const stub = await Stub.start(world)
  try {
    const answers = new Map<Built, unknown>()
    for (const built of builts) answers.set(built, (await Cold.start(built, stub, world)).result)
    refuse(Check.objections(answers))
    console.log(`Node ${process.version}; every variant answers the same`)
    for (const [name, part] of Object.entries(parts)) {
      if (asked.length === 0 || asked.includes(name)) await part(builts, stub, world)
    }
  } finally {
    stub.stop()
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
