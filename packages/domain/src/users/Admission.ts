import type { User } from "./User.ts"

/** As much of a user as decides whether a caller gets in: read before every request, so nothing else is. */
export type Admission = Pick<User, "status" | "session">
