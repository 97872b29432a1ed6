import type { IKey } from "aws-cdk-lib/aws-kms"
import { Topic } from "aws-cdk-lib/aws-sns"
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions"
import type { Construct } from "constructs"
import type { Stage } from "../Stage.ts"

/** Where alarms go. Whoever is on call subscribes to `critical` with what wakes them; `warning` is read as mail. */
export interface Topics {
  readonly critical: Topic
  readonly warning: Topic
}

export const deploy = (scope: Construct, stage: Stage, masterKey: IKey): Topics => {
  const topic = (id: string, severity: keyof Topics) =>
    new Topic(scope, id, { topicName: `serenya-${stage.name}-${severity}`, masterKey, enforceSSL: true })
  const topics = { critical: topic("Critical", "critical"), warning: topic("Warning", "warning") }
  // Critical ones too: a pager that nobody set up must not be silence.
  for (const severity of Object.values(topics)) severity.addSubscription(new EmailSubscription(stage.alertEmail))
  return topics
}
