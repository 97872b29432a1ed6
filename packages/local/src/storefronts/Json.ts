import type { Answer } from "../gateway/Http.ts"

export const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(body)
})
