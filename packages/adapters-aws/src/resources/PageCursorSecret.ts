import type { Needs, Secret } from "./Resource.ts"

/** Seals cursors: JSON `{"key": base64}` of at least 256 bits. It may rotate: who has an older cursor begins again. */
export const PageCursorSecret = { env: "PAGE_CURSOR_SECRET" } as const satisfies Secret

export const pageCursorsNeeds = {
  resource: PageCursorSecret,
  actions: ["secretsmanager:GetSecretValue"]
} as const satisfies Needs

/** Only the rotation (an operator's command) writes. */
export const pageCursorRotationNeeds = {
  resource: PageCursorSecret,
  actions: ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"]
} as const satisfies Needs
