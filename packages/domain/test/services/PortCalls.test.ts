import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Option, Record } from "effect"
import { Consents } from "../../src/consents/Consents.ts"
import { currentVersions } from "../../src/consents/ConsentTexts.ts"
import { Accounts } from "../../src/identity/Accounts.ts"
import { LinkedIdentities } from "../../src/identity/LinkedIdentities.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import { Admissions } from "../../src/sessions/Admissions.ts"
import { Devices } from "../../src/sessions/Devices.ts"
import { Sessions } from "../../src/sessions/Sessions.ts"
import { Users } from "../../src/users/Users.ts"
import { prove, registered } from "../../testing/AccountWorld.ts"
import { Calls } from "../../testing/Counting.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as World from "./World.ts"

const signedIn = Effect.gen(function* () {
  const newcomer = yield* World.newcomer
  const { jobId } = yield* (yield* Uploads).grant(newcomer.caller, World.document)
  return { ...newcomer, jobId }
})
type SignedIn = Effect.Success<typeof signedIn>
type World = Parameters<typeof World.story>[0] extends () => Effect.Effect<infer _, infer _, infer R> ? R : never

interface UseCase {
  readonly does: (who: SignedIn) => Effect.Effect<unknown, unknown, World>
  /** Calls that leave the process: of the user store, the job store, the vault and for keys. No others are made. */
  readonly costs: Readonly<Record<string, number>>
}

const completedJob = ({ jobId }: SignedIn) => JobStore.use((store) => store.finish(jobId, JobFixtures.completed(jobId)))

const useCases: Readonly<Record<string, UseCase>> = {
  "signing in reads and writes once and opens once": {
    does: ({ claim }) => Accounts.use((accounts) => accounts.signIn(World.signInWith(claim))),
    costs: { "UserStore.findByIdentity": 1, "UserStore.save": 1, "PersonalDataCipher.open": 1 }
  },
  "onboarding again tries to register, then signs in": {
    does: ({ claim }) => Accounts.use((accounts) => accounts.onboard(World.onboardWith(claim))),
    costs: {
      "EmailIndex.keyOf": 1,
      "PersonalDataCipher.seal": 1,
      "UserStore.insert": 1,
      "UserStore.findByIdentity": 1,
      "UserStore.save": 1,
      "PersonalDataCipher.open": 1
    }
  },
  "refreshing reads and writes once": {
    does: ({ tokens }) => Sessions.use((sessions) => sessions.refresh(tokens.refreshToken)),
    costs: { "UserStore.find": 1, "UserStore.save": 1 }
  },
  "logging out reads and writes once": {
    does: ({ caller }) => Sessions.use((sessions) => sessions.logout(caller)),
    costs: { "UserStore.find": 1, "UserStore.save": 1 }
  },
  "the door reads once": {
    does: ({ tokens }) => Admissions.use((admissions) => admissions.authorize(tokens.accessToken)),
    costs: { "UserStore.findAdmission": 1 }
  },
  "granting an upload reads and writes once": {
    does: ({ caller }) => Uploads.use((uploads) => uploads.grant(caller, World.document)),
    costs: { "UserStore.find": 1, "UserStore.save": 1, "DocumentVault.grantUpload": 1 }
  },
  "showing the profile reads once and opens once": {
    does: ({ caller }) => Users.use((users) => users.profile(caller)),
    costs: { "UserStore.find": 1, "PersonalDataCipher.open": 1 }
  },
  "changing a name reads and writes once, opens once and seals under the key that is there": {
    does: ({ caller }) => Users.use((users) => users.rename(caller, { name: Option.none() })),
    costs: { "UserStore.find": 1, "PersonalDataCipher.open": 1, "PersonalDataCipher.reseal": 1, "UserStore.save": 1 }
  },
  "showing the device reads once": {
    does: ({ caller }) => Devices.use((devices) => devices.current(caller)),
    costs: { "UserStore.find": 1 }
  },
  "revoking the device reads and writes once": {
    does: ({ caller }) => Devices.use((devices) => devices.revoke(caller)),
    costs: { "UserStore.find": 1, "UserStore.save": 1 }
  },
  "registering a biometric reads and writes once": {
    does: ({ caller }) => registered(caller),
    costs: { "UserStore.find": 1, "UserStore.save": 1 }
  },
  "a challenge reads and writes once, and so does its answer": {
    does: ({ caller }) => Effect.flatMap(registered(caller), (device) => prove(caller, device)),
    costs: { "UserStore.find": 3, "UserStore.save": 3 }
  },
  "linking asks at the door, then reads and writes in one step": {
    does: Effect.fnUntraced(function* ({ caller, person }) {
      const claim = yield* World.claimFor(yield* Fixtures.identityOf("apple"), person)
      yield* (yield* LinkedIdentities).link(caller, claim)
    }),
    costs: { "UserStore.find": 2, "EmailIndex.keyOf": 1, "UserStore.link": 1, "PersonalDataCipher.open": 1 }
  },
  "listing consents reads once": {
    does: ({ caller }) => Consents.use((consents) => consents.list(caller)),
    costs: { "UserStore.find": 1 }
  },
  "giving a consent reads and writes once": {
    does: ({ caller }) =>
      Consents.use((consents) =>
        consents.give(caller, "privacy_policy", currentVersions.privacy_policy, Fixtures.origin)
      ),
    costs: { "UserStore.find": 1, "UserStore.save": 1 }
  },
  "withdrawing a consent reads and writes once": {
    does: ({ caller }) => Consents.use((consents) => consents.withdraw(caller, "privacy_policy")),
    costs: { "UserStore.find": 1, "UserStore.save": 1 }
  },
  "a job's status looks twice at the object store": {
    does: ({ caller, jobId }) => Jobs.use((jobs) => jobs.status(caller, jobId)),
    costs: { "DocumentVault.exists": 1, "JobStore.ending": 1 }
  },
  "a job's result is read once": {
    does: ({ caller, jobId }) => Jobs.use((jobs) => jobs.result(caller, jobId, "result")),
    costs: { "JobStore.outcome": 1 }
  },
  "cleaning up erases and looks again": {
    does: ({ caller, jobId }) => Jobs.use((jobs) => jobs.cleanup(caller, jobId)),
    costs: { "DocumentVault.erase": 1, "JobStore.erase": 1, "DocumentVault.exists": 1, "JobStore.remains": 1 }
  }
}

/** Ports whose work stays in the process. */
const local = [
  "KnownDevices.",
  "KnownIdTokens.",
  "SignatureVerifier.",
  "RandomIds.",
  "AccessTokens.",
  "RefreshTokens.",
  "IdentityVerifier.",
  "SecretKeys."
]

describe("what a use case costs", () => {
  for (const [name, { does, costs }] of Object.entries(useCases)) {
    it.effect(
      name,
      World.story(() =>
        Effect.gen(function* () {
          const calls = yield* Calls
          const who = yield* signedIn
          yield* completedJob(who)
          const made = yield* calls.during(does(who))
          assertEquals(
            Record.filter(made, (_, call) => !local.some((port) => call.startsWith(port))),
            costs
          )
        })
      )
    )
  }

  it.effect(
    "a foreign or malformed job id costs nothing",
    World.story(() =>
      Effect.gen(function* () {
        const calls = yield* Calls
        const jobs = yield* Jobs
        const { jobId } = yield* signedIn
        const { caller: stranger } = yield* World.newcomer
        for (const id of [jobId, "not a job"]) {
          assertEquals(yield* calls.during(jobs.status(stranger, id)), {})
          assertEquals(yield* calls.during(jobs.result(stranger, id, "result")), {})
          assertEquals(yield* calls.during(jobs.cleanup(stranger, id)), {})
        }
      })
    )
  )

  it.effect(
    "sees the calls it counts",
    World.story(() =>
      Effect.gen(function* () {
        const calls = yield* Calls
        const made = yield* calls.during(World.newcomer)
        assertEquals([made["UserStore.insert"], made["PersonalDataCipher.seal"], made["EmailIndex.keyOf"]], [1, 1, 1])
        assertTrue((made["RandomIds.uuid"] ?? 0) > 1)
      })
    )
  )
})
