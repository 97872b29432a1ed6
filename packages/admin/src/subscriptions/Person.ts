import { UserId } from "@serenya/domain/users/UserId"
import { Argument } from "effect/cli"

/** Whose, by id; `users find` says it. */
export const person = Argument.String("user").pipe(
  Argument.withDescription("The id of a person, as users find says it"),
  Argument.withSchema(UserId)
)
