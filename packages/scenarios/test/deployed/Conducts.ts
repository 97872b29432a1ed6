import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { Effect } from "effect"
import { callsOf } from "./Call.ts"
import { region } from "./Clients.ts"
import { Deployed } from "./Deployed.ts"
import * as Deployment from "./Deployment.ts"
import type { Conduct } from "./Permissions.ts"
import * as Policies from "./Policies.ts"

/** moto's own account. */
const account = "123456789012"

/** What each function may do and what it did so far, and how resources are spelled. */
export const soFar = Effect.gen(function* () {
  const { clients, deployment, overheard } = yield* Deployed
  const { names: variables } = deployment
  const place = { region, account, masterKey: variables[MasterKey.env] ?? "" }
  const conducts = yield* Effect.forEach(
    Deployment.functionsIn(deployment.templates),
    Effect.fnUntraced(function* (name) {
      const { role } = yield* Deployment.configurationOf(clients, name)
      const grants = yield* Policies.grantsOfRole(clients, role)
      const calls = overheard.filter(({ principal }) => principal === name).flatMap((one) => callsOf(one, place))
      return { name, grants, calls }
    })
  )
  return [conducts satisfies ReadonlyArray<Conduct>, variables] as const
})
