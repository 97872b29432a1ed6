import { ofType, type Resource } from "../support/Templates.ts"
import type { AlarmRules } from "./AlarmState.ts"

/** What a template asks CloudWatch for. */
export interface Asked {
  /** Of which alarm or dashboard. */
  readonly by: string
  readonly namespace: string
  readonly name: string
  readonly dimensions: Readonly<Record<string, string>>
}

export interface DeployedAlarm extends AlarmRules {
  readonly AlarmName: string
  readonly AlarmDescription: string
  readonly Namespace: string
  readonly MetricName: string
  readonly Dimensions?: ReadonlyArray<{ readonly Name: string; readonly Value: unknown }>
  readonly AlarmActions: ReadonlyArray<unknown>
  readonly OKActions: ReadonlyArray<unknown>
}

/** `${AWS::AccountId}` as a word, and what is put together as one text. */
const textOf = (value: unknown): string => {
  if (typeof value === "string") return value
  const [[name, inner] = ["", undefined]] = Object.entries(Object(value))
  if (name === "Ref") return `<${String(inner)}>`
  if (name === "Fn::Join" && Array.isArray(inner)) return [...Object(inner[1])].map(textOf).join(String(inner[0]))
  throw new Error(`${JSON.stringify(value)} is no text`)
}

const alarmIn = ({ Properties }: Resource) => Properties as unknown as DeployedAlarm

export const alarmsOf = (stage: string): ReadonlyArray<DeployedAlarm> =>
  ofType(`serenya-${stage}-telemetry`, "AWS::CloudWatch::Alarm").map(alarmIn)

export const askedByAlarm = ({ AlarmName, Dimensions = [], MetricName, Namespace }: DeployedAlarm): Asked => ({
  by: AlarmName,
  namespace: Namespace,
  name: MetricName,
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, textOf(Value)]))
})

interface Widget {
  readonly properties: { readonly metrics?: ReadonlyArray<ReadonlyArray<unknown>> }
}

/** A metric in a dashboard is a list: namespace, name, then keys and values in turn, then how it is drawn. */
const askedByLine = (by: string, line: ReadonlyArray<unknown>): Asked => {
  const [namespace = "", name = "", ...rest] = line.filter((part) => typeof part === "string")
  const pairs = Array.from({ length: rest.length / 2 }, (_, n) => [rest[2 * n], rest[2 * n + 1]])
  return { by, namespace, name, dimensions: Object.fromEntries(pairs) }
}

export const askedByDashboards = (stage: string): ReadonlyArray<Asked> =>
  ofType(`serenya-${stage}-telemetry`, "AWS::CloudWatch::Dashboard").flatMap(({ Properties }) => {
    const { widgets }: { readonly widgets: ReadonlyArray<Widget> } = JSON.parse(textOf(Properties["DashboardBody"]))
    return widgets.flatMap(({ properties: { metrics = [] } }) =>
      metrics.map((line) => askedByLine(textOf(Properties["DashboardName"]), line))
    )
  })
