/** An alarm as CloudFormation is told it, as far as its state depends on it. */
export interface AlarmRules {
  readonly Statistic?: string
  readonly ExtendedStatistic?: string
  readonly Period: number
  readonly EvaluationPeriods: number
  readonly DatapointsToAlarm?: number
  readonly Threshold: number
  readonly ComparisonOperator: string
  readonly TreatMissingData?: string
}

/** One value at one moment, in seconds. */
export interface Point {
  readonly at: number
  readonly value: number
}

const percentile = (values: ReadonlyArray<number>, p: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}

const sum = (values: ReadonlyArray<number>) => values.reduce((total, value) => total + value, 0)

const statistics: Readonly<Record<string, (values: ReadonlyArray<number>) => number>> = {
  Sum: sum,
  Average: (values) => sum(values) / values.length,
  Maximum: (values) => Math.max(...values),
  SampleCount: (values) => values.length,
  p90: (values) => percentile(values, 90),
  p99: (values) => percentile(values, 99)
}

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold
}

const known = <A>(table: Readonly<Record<string, A>>, word: string | undefined): A => {
  const found = table[word ?? ""]
  if (found === undefined) throw new Error(`This evaluator knows no ${word ?? "nothing"}`)
  return found
}

/** So many periods beyond those that decide are looked at for points that are there. */
const beyond = 2

/** Whether a missing period counts as one that breaches. */
const missing: Readonly<Record<string, boolean>> = { breaching: true, notBreaching: false }

/**
 * Whether CloudWatch is in alarm at `now`, by what its user guide says ("Configuring how CloudWatch alarms treat missing
 * data"): of the evaluation range, the most recent periods with data decide; only where there are fewer than needed are
 * missing ones filled in, as the alarm says.
 */
export const isInAlarm = (alarm: AlarmRules, points: ReadonlyArray<Point>, now: number): boolean => {
  const { DatapointsToAlarm, EvaluationPeriods: needed, Period, Threshold } = alarm
  const statistic = known(statistics, alarm.Statistic ?? alarm.ExtendedStatistic)
  const breaches = known(comparisons, alarm.ComparisonOperator)
  const isMissingBad = known(missing, alarm.TreatMissingData)
  const valueOf = (back: number): number | undefined => {
    const [from, to] = [now - (back + 1) * Period, now - back * Period]
    const values = points.filter(({ at }) => at >= from && at < to).map(({ value }) => value)
    return values.length === 0 ? undefined : statistic(values)
  }
  const there = Array.from({ length: needed + beyond }, (_, back) => valueOf(back)).filter(
    (value) => value !== undefined
  )
  const deciding = there.slice(0, needed).map((value) => breaches(value, Threshold))
  const filled = Array.from({ length: needed - deciding.length }, () => isMissingBad)
  return [...deciding, ...filled].filter(Boolean).length >= (DatapointsToAlarm ?? needed)
}
