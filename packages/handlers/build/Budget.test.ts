import { assert, it } from "@effect/vitest"
import * as Budget from "./Budget.ts"

const auth = (bytes: number, startBytes = 1_000) => ({ name: "auth", bytes, startBytes })

it("has nothing against functions within their budget, to the kilobyte", () => {
  assert.deepStrictEqual(Budget.objections([auth(400_000)], { auth: { kb: 400 } }), [])
})

it("says which function is over its budget, and by how much", () => {
  assert.deepStrictEqual(Budget.objections([auth(400_001)], { auth: { kb: 400 } }), [
    "auth is 401 KB, 1 KB over its budget of 400 KB"
  ])
})

it("holds what a start loads to a budget of its own", () => {
  const budget = { auth: { kb: 400, startKb: 300 } }
  assert.deepStrictEqual(Budget.objections([auth(400_000, 300_000)], budget), [])
  assert.deepStrictEqual(Budget.objections([auth(400_000, 300_001)], budget), [
    "What a start of auth loads is 301 KB, 1 KB over its budget of 300 KB"
  ])
})

it("says what to add for a function without a budget, and what to remove for a budget without a function", () => {
  assert.deepStrictEqual(Budget.objections([{ name: "new", bytes: 1_500, startBytes: 1_500 }], { old: { kb: 1 } }), [
    'new has no budget: add "new": { "kb": 2 } to build/budget.json',
    "old has a budget but is no function: remove it from build/budget.json"
  ])
})
