import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch"
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions"
import type { Construct } from "constructs"
import type { Stage } from "../Stage.ts"
import type { Alarm as Described } from "./Alarm.ts"
import * as AlarmCatalogue from "./AlarmCatalogue.ts"
import * as Query from "./Query.ts"
import type { Topics } from "./Topics.ts"

const comparisons = {
  above: ComparisonOperator.GREATER_THAN_THRESHOLD,
  below: ComparisonOperator.LESS_THAN_THRESHOLD
} as const

/** Where somebody reads what to do. */
export const runbookOf = ({ family }: Described): string => `docs/RUNBOOK.md#alarm-${family}`

/** Each says what is wrong and where to read what to do; also when it is over. */
export const deploy = (scope: Construct, stage: Stage, topics: Topics, tempBucket: string): void => {
  for (const alarm of AlarmCatalogue.alarmsOf(stage, tempBucket)) {
    const { atLeast, comparison, isSilenceWrong, minutes, name, periods, query, says, severity, threshold } = alarm
    const action = new SnsAction(topics[severity])
    const deployed = new Alarm(scope, name, {
      alarmName: `serenya-${stage.name}-${name}`,
      alarmDescription: `${says}. ${runbookOf(alarm)}`,
      metric: Query.toMetric(query, minutes),
      threshold,
      comparisonOperator: comparisons[comparison],
      evaluationPeriods: periods,
      datapointsToAlarm: atLeast,
      treatMissingData: isSilenceWrong ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING
    })
    deployed.addAlarmAction(action)
    deployed.addOkAction(action)
  }
}
