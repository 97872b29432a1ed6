import * as ErasureLedgerLaws from "@serenya/domain/testing/ErasureLedgerLaws"
import { Layer } from "effect"
import * as FileErasureLedger from "../../src/stores/FileErasureLedger.ts"
import * as FileSecretKeys from "../../src/stores/FileSecretKeys.ts"
import * as Scratch from "../support/Scratch.ts"

ErasureLedgerLaws.suite(
  "files",
  FileErasureLedger.layer.pipe(Layer.provide(FileSecretKeys.layer), Layer.provide(Scratch.state))
)
