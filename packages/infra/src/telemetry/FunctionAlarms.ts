import { type FunctionName, functions } from "../FunctionCatalogue.ts"
import type { Stage } from "../Stage.ts"
import { type Alarm, alarm } from "./Alarm.ts"
import * as Query from "./Query.ts"

const names = Object.keys(functions).filter((name): name is FunctionName => name in functions)

/** What is watched of each function: by its own name, in one section. */
export const of = (stage: Stage): ReadonlyArray<Alarm> =>
  names.flatMap((name) => {
    const timeout = functions[name].timeout * 1000
    const named = (family: string) => ({ name: `${family}-${name}`, family })
    return [
      alarm("critical", "", Query.lambda(stage, "Errors", name, "Sum"), 10, `${name} fails`, named("function-errors")),
      alarm(
        "warning",
        "",
        Query.lambda(stage, "Duration", name, "Maximum"),
        timeout * 0.8,
        `${name} nears its timeout`,
        {
          ...named("function-slow"),
          periods: 2
        }
      ),
      alarm("warning", "", Query.lambda(stage, "Throttles", name, "Sum"), 0, `${name} is called more than may run`, {
        ...named("function-throttled")
      })
    ]
  })
