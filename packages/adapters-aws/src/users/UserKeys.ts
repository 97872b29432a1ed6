import type { Identity } from "@serenya/domain/identity/Identity"

/** The partition of everything that belongs to one user. */
export const userPartition = (id: string): string => `USER#${id}`

export const identityPartition = ({ provider, subject }: typeof Identity.Encoded): string =>
  `EXTERNAL#${provider}#${subject}`

export const emailPartition = (emailKey: string): string => `EMAIL#${emailKey}`

/** The sort keys of a user's own item and of the guards that make identities and e-mail addresses unique. */
export const profileSort = "PROFILE"
export const guardSort = "IDENTITY"
