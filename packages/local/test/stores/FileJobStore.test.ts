import * as JobStoreLaws from "@serenya/domain/testing/JobStoreLaws"
import { Layer } from "effect"
import * as FileJobStore from "../../src/stores/FileJobStore.ts"
import * as Scratch from "../support/Scratch.ts"

JobStoreLaws.suite("files", Layer.provide(FileJobStore.layer, Scratch.state))
