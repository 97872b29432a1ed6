import { dollars, prices } from "@serenya/adapters-aws/resources/Prices"
import { describe, expect, it } from "vitest"
import { assumed, month, perPersonAndMonth } from "../src/cost/Assumptions.ts"
import type { Calls, Journey } from "../src/cost/Calls.ts"
import * as CostRules from "../src/cost/CostRules.ts"
import * as Services from "../src/cost/Services.ts"
import { standingOf } from "../src/cost/StandingRules.ts"

const memoryOf = () => 1024

const visit: Journey = {
  requests: 2,
  responseBytes: 400,
  functions: {
    auth: {
      invocations: 1,
      tableCalls: 2,
      readUnits: 1,
      writeUnits: 12,
      keyRequests: 3,
      secretRequests: 5,
      logBytes: 500
    },
    "stream-processor": { invocations: 1, objectWrites: 4 }
  }
}

const calls: Calls = {
  journeys: { visit },
  clocks: { reconcile: { requests: 0, responseBytes: 0, functions: { reconcile: { invocations: 1, readUnits: 2 } } } },
  stored: { personBytes: 1e6, eventBytes: 1000 },
  metricSeries: 7
}

const functions = {
  auth: { memory: 512 },
  "stream-processor": { memory: 512 },
  reconcile: { memory: 512, schedule: { minutes: 15 } }
}

describe("what a journey takes", () => {
  it("is what its functions took, and what went past the edge", () => {
    const units = CostRules.unitsOf(visit, memoryOf)
    expect(units).toMatchObject({
      apiRequest: 2,
      edgeRequest: 2,
      firewallRequest: 4,
      lambdaRequest: 2,
      dynamoRead: 1,
      dynamoWrite: 12,
      kmsRequest: 3,
      s3Write: 4
    })
    expect(units.edgeTransfer).toBeCloseTo((400 + 2 * assumed.headerBytes) / 1e9, 15)
  })

  it("pays for memory and time: twice the memory is twice the price, and every wait is paid for", () => {
    const [small, large] = [512, 1024].map((memory) => CostRules.unitsOf(visit, () => memory).lambdaCompute ?? 0)
    expect(large).toBeCloseTo((small ?? 0) * 2, 12)
    const idle = { ...visit, functions: { auth: { invocations: 1 } } }
    const waiting = { ...visit, functions: { auth: { invocations: 1, tableCalls: 10 } } }
    const seconds = (journey: Journey) => CostRules.unitsOf(journey, memoryOf).lambdaCompute ?? 0
    expect(seconds(waiting) - seconds(idle)).toBeCloseTo(0.06, 12)
  })

  it("asks for no secret: a container does that by the clock", () => {
    expect(CostRules.unitsOf(visit, memoryOf).secretRequest).toBeUndefined()
  })
})

describe("a month", () => {
  const of = (people: number) => CostRules.monthOf(people, calls, functions, { kmsKey: 1, alarm: 3 })

  it("is so many journeys of so many people, clocks, and what stands", () => {
    const units = of(1000)
    const visits = 1000 * (perPersonAndMonth["visit"] ?? 0)
    expect(units.apiRequest).toBeCloseTo(2 * visits, 6)
    expect(units.dynamoRead).toBeCloseTo(visits + (2 * month.minutes) / 15, 6)
    expect(units.s3Read).toBeCloseTo(4 * visits, 6)
    expect(units).toMatchObject({ kmsKey: 1, alarm: 3, metric: 7, dynamoStorage: 1, dynamoBackup: 1 })
  })

  it("of nobody costs what stands, and the clocks", () => {
    const units = of(0)
    expect(units.apiRequest).toBe(0)
    expect(units.lambdaRequest).toBeCloseTo(month.minutes / 15, 6)
  })

  it("grows with people, and every dollar is on somebody's bill", () => {
    const [few, many] = [of(10_000), of(1_000_000)]
    expect(CostRules.dollarsOf(many)).toBeGreaterThan(50 * CostRules.dollarsOf(few))
    const billed = Services.names.reduce((sum, service) => sum + Services.dollarsAt(service, many), 0)
    expect(billed).toBeCloseTo(CostRules.dollarsOf(many), 6)
  })
})

describe("what stands", () => {
  it("is counted in templates: keys, secrets with their copies, alarms, dashboards, firewalls and their rules", () => {
    const resource = (Type: string, Properties = {}) => ({ Type, Properties })
    const standing = standingOf([
      {
        Resources: {
          a: resource("AWS::KMS::Key"),
          b: resource("AWS::SecretsManager::Secret", { ReplicaRegions: [{ Region: "us-east-1" }] }),
          c: resource("AWS::SecretsManager::Secret"),
          d: resource("AWS::WAFv2::WebACL", { Rules: [{}, {}] })
        }
      },
      { Resources: { a: resource("AWS::CloudWatch::Alarm"), b: resource("AWS::CloudWatch::Dashboard") } }
    ])
    expect(standing).toEqual({ kmsKey: 1, secret: 3, alarm: 1, dashboard: 1, firewall: 1, firewallRule: 2 })
  })
})

describe("prices", () => {
  it("name the page of AWS that they are from", () => {
    for (const { dollars, per, source } of Object.values(prices)) {
      expect(dollars).toBeGreaterThan(0)
      expect(per).toBeGreaterThan(0)
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9-]+\/pricing\//)
    }
  })

  it("are for so many units", () => {
    expect(dollars(2_000_000, "apiRequest")).toBe(7)
    expect(dollars(3, "secret")).toBeCloseTo(1.2, 12)
  })
})
