import * as LegacyArchiveLaws from "@serenya/domain/testing/LegacyArchiveLaws"
import { Layer } from "effect"
import * as FileLegacyArchive from "../../src/stores/FileLegacyArchive.ts"
import * as Scratch from "../support/Scratch.ts"

LegacyArchiveLaws.suite("files", FileLegacyArchive.layer.pipe(Layer.provide(Scratch.state)))
