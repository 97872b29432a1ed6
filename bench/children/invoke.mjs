// Plain JavaScript, and no import of Node's own modules: stripping types or building their facades would count as start.
const { createRequire } = process.getBuiltinModule("node:module")

/** Loads a bundle the way Lambda does: CommonJS by `require`, modules by `import`. */
export const load = async (file) =>
  (file.endsWith(".cjs") ? createRequire(import.meta.url)(file) : await import(file)).handler

const aws = {
  functionName: "bench",
  awsRequestId: "1f0e9c34-5b1a-4a7e-9d0f-0d9a5a3c2b11",
  getRemainingTimeInMillis: () => 30_000
}

/** Another body of the event for each call: nothing may be kept by its identity. */
export const invoke = (handler, event) => handler(JSON.parse(event), aws)
