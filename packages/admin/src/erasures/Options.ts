import { Flag } from "effect/cli"

/** What every command about erasures takes. */
export const options = {
  endpoint: Flag.String("endpoint").pipe(
    Flag.withMetavar("URL"),
    Flag.withDescription("An AWS-compatible service (moto, LocalStack) instead of AWS; needs the AWS_* variables"),
    Flag.filter(
      (value) => URL.canParse(value) && /^https?:/.test(value),
      () => "a URL such as http://127.0.0.1:5000"
    ),
    Flag.optional
  ),
  local: Flag.String("local").pipe(
    Flag.withMetavar("DIR"),
    Flag.withDescription("The state folder of the local service, such as .serenya; stop the service first"),
    Flag.optional
  ),
  table: Flag.String("table").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("The table to walk, such as a restored one; without it, the one that USER_TABLE names"),
    Flag.optional
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDescription("Count who is due and touch nobody"),
    Flag.withDefault(false)
  ),
  json: Flag.Boolean("json").pipe(Flag.withDescription("Print one JSON object"), Flag.withDefault(false))
}
