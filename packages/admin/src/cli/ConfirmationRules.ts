import { Option, Result } from "effect"

/** `serenya-prod`, and what is restored from it: `serenya-prod-2026-03-01`. */
export const isProduction = (table: string): boolean => /(^|[-_])prod(uction)?([-_]|$)/i.test(table)

/** What an operator gave to confirm a change. */
export interface Given {
  readonly stage: Option.Option<string>
  readonly yesThisIsProd: boolean
}

/** Lets a change of `table` go on, or says what to type. */
export const judge = (table: string, { stage, yesThisIsProd }: Given): Result.Result<void, string> => {
  const named = isProduction(table) ? `--stage ${table} --yes-this-is-prod` : `--stage ${table}`
  if (Option.isNone(stage)) return Result.fail(`This changes ${table}: say so with ${named}.`)
  if (stage.value !== table) return Result.fail(`This changes ${table}, not ${stage.value}: say so with ${named}.`)
  if (isProduction(table) && !yesThisIsProd)
    return Result.fail(`${table} is production: say so with --yes-this-is-prod.`)
  return Result.succeed(undefined)
}
