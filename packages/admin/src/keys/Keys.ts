import { Command } from "effect/cli"
import { list } from "./List.ts"
import { reencrypt } from "./Reencrypt.ts"
import { rotate } from "./Rotate.ts"

export const keys = Command.make("keys").pipe(
  Command.withDescription("The service's own keys, and those that people's data is sealed with"),
  Command.withSubcommands([list, rotate, reencrypt])
)
