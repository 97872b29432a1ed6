const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined

/** What tells one failed SDK call from another: the service's name for it, and the HTTP status, 0 where there was no answer. */
export const sdkFailure = (cause: unknown): { readonly name: string; readonly status: number } => {
  const status = property(property(cause, "$metadata"), "httpStatusCode")
  return { name: cause instanceof Error ? cause.name : "", status: typeof status === "number" ? status : 0 }
}
