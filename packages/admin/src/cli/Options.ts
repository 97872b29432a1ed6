import { Flag } from "effect/cli"

const endpoint = Flag.String("endpoint").pipe(
  Flag.withMetavar("URL"),
  Flag.withDescription("An AWS-compatible service (moto, LocalStack) instead of AWS; needs the AWS_* variables"),
  Flag.filter(
    (value) => URL.canParse(value) && /^https?:/.test(value),
    () => "a URL such as http://127.0.0.1:5000"
  ),
  Flag.optional
)

const local = Flag.String("local").pipe(
  Flag.withMetavar("DIR"),
  Flag.withDescription("The state folder of the local service, such as .serenya; stop the service first"),
  Flag.optional
)

const table = Flag.String("table").pipe(
  Flag.withMetavar("NAME"),
  Flag.withDescription("The table to work on, such as a restored one; without it, the one that USER_TABLE names"),
  Flag.optional
)

const stage = Flag.String("stage").pipe(
  Flag.withMetavar("TABLE"),
  Flag.withDescription("The confirmation: the name of the table of the stage that is changed; a terminal asks for it"),
  Flag.optional
)

const yesThisIsProd = Flag.Boolean("yes-this-is-prod").pipe(
  Flag.withDescription("Needed beside --stage where the stage is production"),
  Flag.withDefault(false)
)

const dryRun = Flag.Boolean("dry-run").pipe(
  Flag.withDescription("Say what would be done, and change nothing"),
  Flag.withDefault(false)
)

/** On every command. */
export const json = Flag.Boolean("json").pipe(Flag.withDescription("Print one JSON object"), Flag.withDefault(false))

/** Where a command works: all three, or those of them that it can. */
export const place = { endpoint, local, table }

/** What a command takes that changes something; `Confirmation.ts` judges it. */
export const changing = { dryRun, stage, yesThisIsProd }
