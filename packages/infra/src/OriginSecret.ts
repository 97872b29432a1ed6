import type { Stage } from "./Stage.ts"

/** CloudFront says it with every request, and the API's own firewall admits nothing without it: nobody walks around the edge. */
export const header = "x-serenya-origin"

export const nameOf = (stage: Stage) => `serenya/${stage.name}/origin`

/** Put in by CloudFormation when it deploys, from the secret (or its replica) in the stack's own region. */
export const reference = (stage: Stage) => `{{resolve:secretsmanager:${nameOf(stage)}:SecretString:key}}`
