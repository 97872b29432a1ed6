import type { Identity } from "@serenya/domain/identity/Identity"

/** The partition of everything that belongs to one user. */
export const userPartition = (id: string): string => `USER#${id}`

export const identityPartition = ({ provider, subject }: typeof Identity.Encoded): string =>
  `EXTERNAL#${provider}#${subject}`

export const emailPartition = (emailKey: string): string => `EMAIL#${emailKey}`

/** Where the first index has profiles that bear the tombstone, in the place of their e-mail key. */
export const tombstonePartition = "TOMBSTONE"

/**
 * The sort keys of a user's own items and of the guards that make identities and e-mail addresses unique. One query finds
 * a profile and its data key, for the one sort key begins with the other.
 */
export const profileSort = "PROFILE"
export const dataKeySort = "PROFILE#DATA_KEY"
export const guardSort = "IDENTITY"
