import { readFileSync } from "node:fs"
import { join } from "node:path"
import { Metrics } from "@serenya/adapters-aws/resources/Metrics"
import { describe, expect, it } from "vitest"
import { functions } from "../../src/FunctionCatalogue.ts"
import * as Stages from "../../src/Stage.ts"
import { ofType } from "../support/Templates.ts"
import { isInAlarm, type Point } from "./AlarmState.ts"
import { scenes, seriesOf } from "./Emitted.ts"
import { alarmsOf, type Asked, askedByAlarm, askedByDashboards, type DeployedAlarm } from "./Queries.ts"

const catalogue: Readonly<
  Record<
    string,
    { readonly dimensions: Readonly<Record<string, ReadonlyArray<string>>>; readonly perFunction: boolean }
  >
> = Metrics.catalogue

const isOurs = ({ namespace }: Pick<Asked, "namespace">) => namespace.startsWith("serenya-")

const named = (stack: string, type: string, property: string) =>
  ofType(stack, type).map(({ Properties }) => String(Properties[property]))

describe.each([Stages.dev, Stages.prod])("what looks at $name", (stage) => {
  const alarms = alarmsOf(stage.name)
  const byAlarms = alarms.map(askedByAlarm)
  const all = [...byAlarms, ...askedByDashboards(stage.name)]
  const [data, service] = ["data", "service"].map((name) => `serenya-${stage.name}-${name}`)

  it("has three dashboards, and asks for something in each", () => {
    expect([...new Set(askedByDashboards(stage.name).map(({ by }) => by))].toSorted()).toEqual(
      ["executive", "operations", "security"].map((name) => `serenya-${stage.name}-${name}`)
    )
  })

  it("asks our own code for what it counts, by exactly the dimensions that it gives, and leaves nothing out", () => {
    const own = all.filter(isOurs)
    for (const { by, dimensions, name, namespace } of own) {
      const known = catalogue[name]
      expect(known, `${by} asks for ${name}`).toBeDefined()
      expect(namespace).toBe(Metrics.namespaceOf(stage.name))
      const keys = [...Object.keys(known?.dimensions ?? {}), ...(known?.perFunction === true ? ["function"] : [])]
      expect(Object.keys(dimensions).toSorted(), `${by} asks for ${name}`).toEqual(keys.toSorted())
      for (const [key, value] of Object.entries(dimensions)) {
        const values = known?.dimensions[key] ?? Object.keys(functions).map((one) => `serenya-${stage.name}-${one}`)
        expect(values, `${by} asks for ${name}`).toContain(value)
      }
    }
    expect([...new Set(own.map(({ name }) => name))].toSorted()).toEqual(Object.keys(catalogue).toSorted())
  })

  it("asks AWS about what is deployed, and nothing else", () => {
    const deployed: Readonly<Record<string, ReadonlyArray<string>>> = {
      FunctionName: named(service ?? "", "AWS::Lambda::Function", "FunctionName"),
      ApiName: named(service ?? "", "AWS::ApiGateway::RestApi", "Name"),
      Stage: named(service ?? "", "AWS::ApiGateway::Stage", "StageName"),
      TableName: named(data ?? "", "AWS::DynamoDB::Table", "TableName"),
      QueueName: named(service ?? "", "AWS::SQS::Queue", "QueueName"),
      WebACL: named(service ?? "", "AWS::WAFv2::WebACL", "Name"),
      Rule: ["ALL"],
      Region: [stage.region],
      BucketName: ["temp-files", "events"].map((name) => `serenya-${name}-${stage.name}-<AWS::AccountId>`),
      StorageType: ["StandardStorage", "AllStorageTypes"]
    }
    for (const { by, dimensions, name, namespace } of all.filter((one) => !isOurs(one))) {
      expect(namespace, by).toMatch(/^AWS\/(Lambda|ApiGateway|DynamoDB|SQS|S3|WAFV2)$/)
      expect(Object.keys(dimensions).length, `${by} asks for ${name}`).toBeGreaterThan(0)
      for (const [key, value] of Object.entries(dimensions)) {
        expect(deployed[key], `${by} asks for ${name} by ${key}`).toContain(value)
      }
    }
  })

  it("speaks of an alarm where somebody hears it, encrypted, and of its end too", () => {
    const topics = ofType(`serenya-${stage.name}-telemetry`, "AWS::SNS::Topic")
    expect(topics).toHaveLength(2)
    for (const { Properties } of topics) expect(JSON.stringify(Properties["KmsMasterKeyId"])).toContain("MasterKey")
    for (const { AlarmActions, AlarmName, OKActions } of alarms) {
      expect(AlarmActions, AlarmName).toHaveLength(1)
      expect(OKActions).toEqual(AlarmActions)
    }
    const mails = ofType(`serenya-${stage.name}-telemetry`, "AWS::SNS::Subscription")
    expect(mails.map(({ Properties: { Endpoint, Protocol } }) => [Protocol, Endpoint])).toEqual([
      ["email", stage.alertEmail],
      ["email", stage.alertEmail]
    ])
  })
})

const alarms = alarmsOf("prod")
const minute = 60
const now = 100 * 24 * 60 * minute

/** These values each minute, for as long as this alarm looks back. */
const everyMinute = (
  { EvaluationPeriods, Period }: DeployedAlarm,
  values: ReadonlyArray<number>
): ReadonlyArray<Point> =>
  Array.from({ length: ((EvaluationPeriods + 2) * Period) / minute }, (_, back) => now - (back + 1) * minute).flatMap(
    (at) => values.map((value) => ({ at, value }))
  )

/** What a scene's handlers say of this alarm's series. */
const saidIn = (scene: string, alarm: DeployedAlarm): ReadonlyArray<number> => {
  const { dimensions, name, namespace } = askedByAlarm(alarm)
  const series = seriesOf(namespace, name, dimensions)
  return (scenes[scene] ?? []).filter((sample) => sample.series === series).map(({ value }) => value)
}

/** Nobody does anything wrong, and nothing fails. */
const healthy = [
  "an answer",
  "writes that the stream tells of",
  "a question that states an emergency",
  "a report that is asked for",
  "a checkpoint",
  "a run of the reconciliation with nothing due"
]

const isSilent = ({ TreatMissingData }: DeployedAlarm) => TreatMissingData === "breaching"

/** Of what is measured, not counted, a larger value rings, not more of them. */
const grown: Readonly<Record<string, number>> = { JobAge: 400_000, ReconcileLag: 8000 }

const repeated = (values: ReadonlyArray<number>, times: number) => Array.from({ length: times }, () => values).flat()

describe.each(alarms.filter((alarm) => isOurs({ namespace: alarm.Namespace })))("the alarm $AlarmName", (alarm) => {
  const said = Object.keys(scenes).flatMap((scene) => saidIn(scene, alarm))

  it("rings when what real handlers print of it comes as often as it forbids, or never where it must", () => {
    expect(said.length, "no scene emits what it watches: it could never ring").toBeGreaterThan(0)
    const grownTo = grown[alarm.MetricName]
    const values = grownTo === undefined ? repeated(said, Math.ceil(alarm.Threshold) + 1) : [grownTo]
    const ill = isSilent(alarm) ? [] : everyMinute(alarm, values)
    expect(isInAlarm(alarm, ill, now)).toBe(true)
  })

  it("is quiet while handlers print what is healthy, each minute", () => {
    const well = healthy.flatMap((scene) => saidIn(scene, alarm))
    expect(isInAlarm(alarm, everyMinute(alarm, well), now)).toBe(false)
  })
})

describe("an alarm", () => {
  it("rings on silence only where silence is the fault", () => {
    expect(alarms.filter((alarm) => isInAlarm(alarm, [], now)).map(({ AlarmName }) => AlarmName)).toEqual([
      "serenya-prod-checkpoint-missing",
      "serenya-prod-reconcile-missing"
    ])
  })

  it.each(alarms.filter((alarm) => !isSilent(alarm)))(
    "$AlarmName rings above its threshold, and not at it",
    (alarm) => {
      const at = (value: number) =>
        isInAlarm(
          alarm,
          Array.from({ length: 10 }, (_, back) => ({ at: now - (back + 1) * alarm.Period, value })),
          now
        )
      expect([at(alarm.Threshold), at(alarm.Threshold + 1)]).toEqual([false, true])
    }
  )

  it("rings when a function that a clock calls once a day failed at its first try and its second, a minute later", () => {
    const alarm = alarms.find(({ AlarmName }) => AlarmName === "serenya-prod-function-errors-erasure-resume")
    const failures = [now - 180, now - 120].map((at) => ({ at, value: 1 }))
    expect(alarm !== undefined && isInAlarm(alarm, failures, now)).toBe(true)
  })

  it("names a section of the runbook, one for each kind", () => {
    const anchors = new Set(
      alarms.map(({ AlarmDescription }) => /docs\/RUNBOOK\.md#(alarm-[a-z-]+)$/.exec(AlarmDescription)?.[1])
    )
    expect(anchors).not.toContain(undefined)
    const runbook = readFileSync(join(import.meta.dirname, "../../../../docs/RUNBOOK.md"), "utf8")
    const isThere = (anchor = "") =>
      runbook.includes(`<a id="${anchor}">`) || new RegExp(`^#+ ${anchor.replaceAll("-", "[ -]")}$`, "im").test(runbook)
    expect([...anchors].filter((anchor) => !isThere(anchor))).toEqual([])
  })
})
