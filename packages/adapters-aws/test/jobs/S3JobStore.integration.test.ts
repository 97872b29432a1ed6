import * as MemoryRandomIds from "@serenya/domain/shared/MemoryRandomIds"
import * as JobStoreLaws from "@serenya/domain/testing/JobStoreLaws"
import { Layer } from "effect"
import * as S3JobStore from "../../src/jobs/S3JobStore.ts"
import * as Moto from "../../testing/Moto.ts"
import * as MotoBucket from "../support/MotoBucket.ts"

Moto.suites(() => {
  JobStoreLaws.suite("S3", S3JobStore.layer.pipe(Layer.provide([MotoBucket.layer, MemoryRandomIds.layer])))
})
