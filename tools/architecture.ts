import type { OxlintOverride } from "oxlint"

type Rules = NonNullable<OxlintOverride["rules"]>

interface Restriction {
  readonly message: string
  readonly group?: Array<string>
  readonly regex?: string
}

/** An override replaces the whole rule, so every room states all its restrictions again. */
const imports = (...patterns: Array<Restriction>): Rules => ({
  "no-restricted-imports": ["error", { patterns: [pathAcrossPackages, ...patterns] }]
})

const pathAcrossPackages: Restriction = {
  regex:
    "^\\.\\./(.*/)?(domain|api|adapters-aws|handlers|local|infra|admin|scenarios)/(src|test|testing|typetest|build)/",
  message: "Name the package instead of the path: @serenya/<package>/<module>."
}

const kits: Restriction = {
  regex: "^@serenya/[a-z-]+/(testing|build)/",
  message: "Laws, fixtures and build tools never ship: import them from test/, testing/, build/ or bench only."
}

const vendors = (message: string): Restriction => ({ regex: "^(@aws-sdk|@smithy)/", message })

const rooms = (names: ReadonlyArray<string>, message: string): Restriction => ({
  regex: `^@serenya/(${names.join("|")})(/|$)`,
  message
})

/** A negated group frees a path from the patterns after it too, so this one stands last. */
const nothingBut = (specifiers: ReadonlyArray<string>, message: string): Restriction => ({
  group: ["**", "!./**", "!../**", ...specifiers.map((specifier) => `!${specifier}`)],
  message
})

const ends = rooms(
  ["local", "infra", "admin", "scenarios"],
  "Nothing imports local, infra, admin or scenarios: move what is shared to the room that owns the word."
)

const callers = rooms(
  ["api", "handlers"],
  "Adapters implement the domain's ports: they import the domain and vendors, never what calls them."
)

const stableCore = nothingBut(
  ["effect"],
  "The domain imports root `effect` only: declare a port for what you need and implement it in adapters-aws."
)

const noWorld: Rules = {
  "no-restricted-globals": [
    "error",
    {
      checkGlobalObject: true,
      globals: [
        { name: "Date", message: "Take the moment as an argument in rules; `yield* DateTime.now` in services." },
        { name: "process", message: "Configuration is read through `Config`, by an adapter or an entrypoint layer." },
        { name: "fetch", message: "Declare a port for the need; an adapter does the calling." },
        { name: "crypto", message: "Ask a port for randomness and digests (`RandomIds` for ids)." },
        { name: "performance", message: "Read time through Effect's `Clock`." },
        { name: "setTimeout", message: "Wait with `Effect.sleep` in a service: tests then move the clock." },
        { name: "setInterval", message: "Repeat with a `Schedule` in a service: tests then move the clock." },
        { name: "console", message: "Say it with `Effect.log`, which redacts." },
        { name: "Buffer", message: "Use `Uint8Array` and Effect's `Encoding`: this code also runs in a client." }
      ]
    }
  ]
}

const impurities = [
  { object: "Math", property: "random", message: "Ask a port for randomness (`RandomIds` for ids)." },
  { object: "DateTime", property: "nowUnsafe", message: "Take the moment as an argument, or `yield* DateTime.now`." },
  ...["runSync", "runSyncExit", "runPromise", "runPromiseExit", "runFork", "runCallback"].map((property) => ({
    object: "Effect",
    property,
    message: "Return the Effect: only entrypoints run one."
  }))
]

/** The arrows between the rooms as overrides for oxlint; each message says what to do instead. Where two match, the later wins. */
export const arrows: Array<OxlintOverride> = [
  { files: ["**/*.ts"], rules: imports(ends) },
  { files: ["packages/*/src/**"], rules: { "oxc/no-barrel-file": ["error", { threshold: 0 }] } },
  {
    files: ["packages/domain/src/**", "packages/api/src/**"],
    rules: { ...noWorld, "no-restricted-properties": ["error", ...impurities] }
  },
  { files: ["packages/domain/src/**"], rules: imports(stableCore) },
  {
    files: ["packages/domain/src/**/*Rules.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "effect",
              importNames: ["Clock", "Config", "Context", "Effect", "Layer", "Random", "Ref", "Schedule", "Stream"],
              allowTypeImports: true,
              message: "Rules are pure: take time, ids and facts as arguments; return a new state or a `Result`."
            }
          ],
          patterns: [pathAcrossPackages, stableCore]
        }
      ],
      "no-restricted-properties": [
        "error",
        ...impurities,
        { object: "DateTime", property: "now", message: "Rules are pure: take the moment as an argument." }
      ]
    }
  },
  {
    files: ["packages/domain/test/**", "packages/domain/testing/**", "packages/domain/typetest/**"],
    rules: imports(
      nothingBut(
        ["effect", "effect/**", "@effect/vitest", "@effect/vitest/**", "vitest"],
        "The domain's laws run anywhere: import effect and @effect/vitest; a test of a vendor lives beside its adapter."
      )
    )
  },
  {
    files: ["packages/api/src/**"],
    rules: imports(
      kits,
      nothingBut(
        ["effect", "effect/http-api", "effect/http", "@serenya/domain/**"],
        "The api ships to clients: import the domain, effect, effect/http-api, effect/http; handlers/http keeps its promises."
      )
    )
  },
  {
    files: ["packages/api/{test,testing,typetest,build}/**"],
    rules: imports(
      ends,
      rooms(["adapters-aws", "handlers"], "The api knows no implementation: test it through handlers or local.")
    )
  },
  {
    files: ["packages/admin/**"],
    rules: imports(
      rooms(
        ["infra", "scenarios"],
        "Nothing imports infra or scenarios: move what is shared to the room that owns the word."
      ),
      rooms(
        ["api", "handlers"],
        "Operators call the domain's services, not the functions: there is no caller to admit."
      ),
      vendors("Only adapters-aws knows a vendor: a command is names for layers.")
    )
  },
  {
    files: ["packages/infra/**"],
    rules: {
      // In CDK a construct is made for its place in the tree.
      "no-new": "off",
      ...imports(
        rooms(
          ["domain", "handlers", "local", "admin", "scenarios"],
          "CDK reads resources/, the api's routes and built bundles, never what runs in them."
        ),
        {
          group: ["@serenya/adapters-aws/**", "!@serenya/adapters-aws/resources/**"],
          message: "CDK deploys what resources/ describe, and knows no adapter."
        }
      )
    }
  },
  {
    files: ["packages/scenarios/src/**"],
    rules: imports(
      kits,
      nothingBut(
        [
          "effect",
          "effect/http",
          "effect/cli",
          "effect/encoding",
          "@effect/platform-node",
          "@serenya/api/**",
          "@serenya/domain/**"
        ],
        "A scenario is a client and runs against any target: it imports the api and the domain; a target's own doing is an ability that test/ makes."
      )
    )
  },
  {
    files: ["packages/scenarios/test/**"],
    rules: imports(
      rooms(["admin", "infra"], "A target is deployed by what `pnpm synth` writes, and no operator stands by.")
    )
  },
  { files: ["packages/adapters-aws/**"], rules: imports(ends, callers) },
  { files: ["packages/adapters-aws/src/**"], rules: imports(ends, callers, kits) },
  {
    files: ["packages/handlers/src/**"],
    rules: imports(
      ends,
      kits,
      rooms(["adapters-aws"], "Only functions/ names an adapter: yield the domain's service or port here."),
      vendors("Only adapters-aws knows a vendor: declare a port in the domain."),
      { regex: "/functions/", message: "functions/ are ends: move what is shared to http/ or lambda/." }
    )
  },
  {
    files: ["packages/handlers/src/functions/**"],
    rules: imports(ends, kits, vendors("A function is names for layers: the vendor stays inside adapters-aws."), {
      regex: "Directory$",
      message: "Only operators walk the table: no function is granted a scan."
    })
  }
]
