import { type LegacyTable, unneeded } from "./LegacyTable.ts"

export const chatOptions = {
  key: "id",
  read: {
    id: "text",
    content_type: "text",
    category: "text",
    display_order: "number",
    has_sub_options: "truth",
    requires_health_data: "truth",
    is_active: "truth"
  },
  unread: {
    option_text: "The catalogue words its prompts itself.",
    full_prompt_text: "The catalogue words its prompts itself.",
    created_at: unneeded,
    updated_at: unneeded
  }
} as const satisfies LegacyTable

export const schemaVersions = {
  key: "version",
  read: { version: "text" },
  unread: { applied_at: unneeded, description: unneeded }
} as const satisfies LegacyTable
