import { Effect, Predicate } from "effect"
import { Unexpected } from "./Unexpected.ts"

type TagOf<E> = E extends { readonly _tag: infer Tag extends string } ? Tag : never

/** The refusal by which a call must end, with its own fields; any other end is unexpected. */
export const refused = <A, E, R, const Tag extends TagOf<E>>(
  what: string,
  call: Effect.Effect<A, E, R>,
  ...tags: ReadonlyArray<Tag>
): Effect.Effect<Extract<E, { readonly _tag: Tag }>, Unexpected, R> =>
  Effect.matchEffect(call, {
    onSuccess: (found) => Effect.fail(new Unexpected({ what: `${what} is not refused`, found })),
    onFailure: (error) =>
      tags.some((tag): boolean => Predicate.isTagged(error, tag))
        ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its tag was just looked at
          Effect.succeed(error as Extract<E, { readonly _tag: Tag }>)
        : Effect.fail(new Unexpected({ what: `${what} is not refused with ${tags.join(" or ")}`, found: error }))
  })
