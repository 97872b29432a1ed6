/** Where a service is, and the `host` that its requests are signed with. */
export interface JsonEndpoint {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly headers: Record<string, string>
}

/** China's regions are the only ones with a name of their own among those that are open to everybody. */
const suffixOf = (region: string): string => (region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com")

/** An emulator's address, or the service's own in this region. */
export const endpointOf = (service: string, region: string, emulator?: string): JsonEndpoint => {
  const { host, hostname, pathname, port, protocol } = new URL(
    emulator ?? `https://${service}.${region}.${suffixOf(region)}`
  )
  return { protocol, hostname, path: pathname, headers: { host }, ...(port !== "" && { port: Number(port) }) }
}
