/** Not audited; why. */
export interface NotAudited {
  readonly notAudited: string
}

const notAudited = (reason: string): NotAudited => ({ notAudited: reason })

const guard = notAudited(
  "Holds an identity or an address for a user, in the user's own transaction, whose change is told."
)

/** Every kind of row, by its `entity_type`, and what the audit trail makes of it. A kind that is not here is put aside. */
export const auditedRows = {
  USER_PROFILE: "user",
  PAYMENT: "payment",
  DATA_KEY: notAudited("Is written and removed with its user, and told of nobody: it opens what is personal."),
  IDENTITY_GUARD: guard,
  EMAIL_GUARD: guard,
  PAYMENT_GUARD: notAudited("Says that a payment is recorded, in the payment's own transaction."),
  PURCHASE: notAudited("Shows in what it entitles to, which the user has, and in the payments."),
  PURCHASE_OWNER: notAudited("Says whose a purchase is, in the purchase's own transaction."),
  APPOINTMENT: notAudited("Says when a store is asked next, and nothing about anybody."),
  NOTIFICATION: notAudited("Says that a store's message was heard; what it changed is told where it changed."),
  IDEMPOTENCY: notAudited("Holds an answer for a day, sealed; what the request changed is told where it changed.")
} as const satisfies Readonly<Record<string, "user" | "payment" | NotAudited>>

export type EntityType = keyof typeof auditedRows

export const isEntityType = (name: unknown): name is EntityType =>
  typeof name === "string" && Object.hasOwn(auditedRows, name)
