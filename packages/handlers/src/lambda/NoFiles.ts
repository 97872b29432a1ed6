import { Context, type FileSystem, Layer, type Path } from "effect"
import type { Etag, HttpPlatform } from "effect/http"

/** What HttpApi asks for in case it has to serve or store files. */
export type FileServices = Etag.Generator | FileSystem.FileSystem | HttpPlatform.HttpPlatform | Path.Path

/**
 * Promises those services and holds none: a function that touches one dies with "Service not found". Providing them
 * (`HttpServer.layerServices`) costs every bundle 25 KB of MIME types, paths and compression.
 */
export const layer: Layer.Layer<FileServices> = Layer.succeedContext(Context.makeUnsafe<FileServices>(new Map()))
