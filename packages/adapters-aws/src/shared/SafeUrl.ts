import { Schema } from "effect"

const isLoopback = ({ hostname }: URL) => ["localhost", "127.0.0.1", "[::1]"].includes(hostname)

/** What is fetched is only as good as the way it came: plain HTTP is for a stand-in on this machine, in development. */
export const SafeUrl = Schema.URLFromString.check(
  Schema.makeFilter((url) => url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url)), {
    expected: "an https URL"
  })
)
