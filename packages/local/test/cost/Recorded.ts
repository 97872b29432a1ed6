import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const path = join(import.meta.dirname, "../../../../docs/cost/calls.json")

/** Bytes differ by a few with every run: ids, moments, digits of a duration. Calls do not. */
const mayDiffer = /(Bytes|Characters)$/
const tolerated = 0.2

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const leaves = (value: unknown, at = ""): ReadonlyArray<readonly [path: string, value: unknown]> =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, member]) => leaves(member, at === "" ? name : `${at}.${name}`))
    : [[at, value]]

/** On a slow machine a call is tried once more, which costs a read; nothing is written twice. */
const mayRepeat = /\.(tableCalls|readUnits)$/

const agrees = (name: string, left: unknown, right: unknown): boolean => {
  if (typeof left !== "number" || typeof right !== "number") return left === right
  const apart = Math.abs(left - right)
  if (mayDiffer.test(name)) return apart <= tolerated * Math.max(left, right)
  return apart <= (mayRepeat.test(name) ? 1 : 0)
}

/** Where what was counted is not what is recorded: `journeys.visit.requests: 3, and 4 are recorded`. */
export const differences = (counted: unknown): ReadonlyArray<string> => {
  const recorded = new Map(leaves(JSON.parse(readFileSync(path, "utf8"))))
  const now = new Map(leaves(counted))
  return [...new Set([...recorded.keys(), ...now.keys()])]
    .filter((name) => !agrees(name, recorded.get(name), now.get(name)))
    .map((name) => `${name}: ${String(now.get(name))}, and ${String(recorded.get(name))} is recorded`)
}

export const record = (counted: unknown): void => writeFileSync(path, `${JSON.stringify(counted, undefined, 2)}\n`)
