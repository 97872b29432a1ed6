import { type FunctionName, functionNames, functions } from "../FunctionCatalogue.ts"
import type { Stage } from "../Stage.ts"
import { type Alarm, alarm } from "./Alarm.ts"
import * as Query from "./Query.ts"

/** Ten failures are a storm where people ask all day; a clock asks once and twice more, and two failures are most of that. */
const failing = (name: FunctionName) =>
  functions[name].schedule === undefined ? { most: 10, minutes: 5 } : { most: 1, minutes: 60 }

/** What is watched of each function: by its own name, in one section. */
export const of = (stage: Stage): ReadonlyArray<Alarm> =>
  functionNames.flatMap((name) => {
    const timeout = functions[name].timeout * 1000
    const { minutes, most } = failing(name)
    const named = (family: string) => ({ name: `${family}-${name}`, family })
    return [
      alarm("critical", "", Query.lambda(stage, "Errors", name, "Sum"), most, `${name} fails`, {
        ...named("function-errors"),
        minutes
      }),
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
