import { defineConfig } from "oxlint"
import { arrows } from "./tools/architecture.ts"

export default defineConfig({
  plugins: ["typescript", "unicorn", "oxc", "import", "promise", "node"],
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  ignorePatterns: ["**/node_modules/**", "**/dist/**", ".serenya/**", ".venv/**"],
  rules: {
    "import/no-default-export": "error",
    "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"], location: "anywhere" }],
    "typescript/consistent-type-imports": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-require-imports": "error",
    // tsc says these better.
    "consistent-return": "off",
    "typescript/consistent-return": "off",
    "import/namespace": "off",
    "import/named": "off",
    // House style: generators without a yield, `_tag`, the inner `it` of a suite, one step after another in a loop,
    // new values by spreading, a helper beside its one use, saying what is inside a Redacted,
    // ports whose members are closures although written as methods.
    "no-await-in-loop": "off",
    "oxc/no-map-spread": "off",
    "unicorn/consistent-function-scoping": "off",
    "no-shadow": "off",
    "no-underscore-dangle": "off",
    "require-yield": "off",
    "typescript/no-misused-spread": "off",
    "typescript/no-unnecessary-type-arguments": "off",
    "typescript/unbound-method": "off"
  },
  overrides: [
    { files: ["*.config.ts"], rules: { "import/no-default-export": "off" } },
    {
      files: ["**/test/**", "**/testing/**", "bench/**", "tools/**"],
      rules: { "typescript/no-unsafe-type-assertion": "off" }
    },
    ...arrows
  ]
})
