import { Admissions } from "@serenya/domain/sessions/Admissions"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { Redacted } from "effect"

export const layer = Admissions.layer

/** Who a token lets in, by the same rules that the services hold. */
export const verify = (token: Redacted.Redacted) => Admissions.use((admissions) => admissions.authorize(token))

/** An outage is no refusal: it must not sign anybody out. */
export const isRefusal = (error: { readonly _tag: string }): boolean => !(error instanceof Unavailable)
