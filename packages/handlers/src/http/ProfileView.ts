import type { ProfileDto } from "@serenya/api/ProfileDto"
import type { Profile } from "@serenya/domain/users/Users"

/** What a person is shown of themselves. */
export const profileView = ({ user, person }: Profile): typeof ProfileDto.Type => ({
  ...person,
  id: user.id,
  emailVerified: user.emailVerified,
  providers: user.identities.map(({ provider }) => provider),
  status: user.status,
  subscription: {
    tier: user.subscription.tier,
    status: user.subscription.status,
    ...(user.subscription.endDate === undefined ? {} : { endDate: user.subscription.endDate }),
    usage: user.subscription.usage
  },
  createdAt: user.createdAt,
  lastLoginAt: user.lastLoginAt
})
