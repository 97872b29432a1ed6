import { options } from "../erasures/Options.ts"

/** What every command about the audit trail takes. */
export const { endpoint, json } = options
