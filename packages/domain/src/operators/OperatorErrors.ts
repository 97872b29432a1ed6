import { Schema } from "effect"
import { AccountStatus } from "../users/User.ts"

/** Only a suspended account is reactivated: who is deactivated has no identity that opens it, who is deleted is being forgotten. */
export class NotSuspended extends Schema.TaggedError<NotSuspended>()("NotSuspended", { status: AccountStatus }) {
  override get message() {
    return `This account is ${this.status}, not suspended`
  }
}

/** Nobody is signed in to this account, or not in this session. */
export class NoLiveSession extends Schema.TaggedError<NoLiveSession>()("NoLiveSession", {}) {
  override get message() {
    return "There is no such session that lives"
  }
}
