import type { Query } from "./Query.ts"

/** What somebody is woken for (critical) or reads in the morning (warning), as data. */
export interface Alarm {
  /** In kebab case. The runbook's section is `#alarm-` and this, or its family. */
  readonly name: string
  /** Alarms of one kind for several things share a section of the runbook. */
  readonly family: string
  readonly severity: "critical" | "warning"
  readonly says: string
  readonly query: Query
  /** How long a period is, in minutes; of the last `periods`, `atLeast` must be over (or under) the threshold. */
  readonly minutes: number
  readonly periods: number
  readonly atLeast: number
  readonly comparison: "above" | "below"
  readonly threshold: number
  /** Whether silence is the fault. Everywhere else nothing happening is nothing wrong. */
  readonly isSilenceWrong: boolean
}

/** Five minutes over the threshold, unless `more` says otherwise; a section of the runbook by the same name. */
export const alarm = (
  severity: Alarm["severity"],
  name: string,
  query: Query,
  threshold: number,
  says: string,
  more: Partial<Alarm> = {}
): Alarm => {
  const periods = more.periods ?? 1
  return {
    name,
    family: name,
    severity,
    says,
    query,
    minutes: 5,
    periods,
    atLeast: periods,
    comparison: "above",
    threshold,
    isSilenceWrong: false,
    ...more
  }
}

/** An hour in which nobody said anything. */
export const silence = { comparison: "below", isSilenceWrong: true, minutes: 60 } as const
