import { type LegacyTable, ownerKnown, unneeded, whereabouts } from "./LegacyTable.ts"

export const users = {
  key: "id",
  read: {
    id: "text",
    external_id: "text",
    auth_provider: "text",
    email: "text",
    email_verified: "truth",
    name: "text",
    given_name: "text",
    family_name: "text",
    account_status: "text",
    created_at: "moment",
    updated_at: "moment",
    last_login_at: "moment"
  },
  unread: {
    email_hash: "Salted with a literal that is in the code; made anew, keyed, from the address.",
    deactivated_at: "The status says it; who is deleted stays behind."
  }
} as const satisfies LegacyTable

export const consentRecords = {
  key: "id",
  read: {
    id: "text",
    consent_type: "text",
    consent_given: "truth",
    consent_version: "text",
    consent_method: "text",
    created_at: "moment",
    updated_at: "moment",
    withdrawn_at: "moment"
  },
  unread: { user_id: ownerKnown, ui_checkbox_group: "Follows from the type." }
} as const satisfies LegacyTable

export const userDevices = {
  key: "id",
  read: {
    id: "text",
    device_id: "text",
    device_name: "text",
    model: "text",
    os_version: "text",
    app_version: "text",
    platform: "text",
    public_key: "text",
    status: "text",
    last_active_at: "moment",
    created_at: "moment"
  },
  unread: {
    user_id: ownerKnown,
    biometric_type: "Biometrics are registered anew, with a key of the new kind.",
    secure_element: "Biometrics are registered anew, with a key of the new kind.",
    updated_at: unneeded
  }
} as const satisfies LegacyTable

export const userSessions = {
  key: "id",
  read: { id: "text", status: "text", expires_at: "moment" },
  unread: {
    user_id: ownerKnown,
    device_id: unneeded,
    session_id: unneeded,
    refresh_token_hash: "A hash of a token that the new system does not know: people sign in again.",
    access_token_hash: "Never filled.",
    created_at: unneeded,
    last_accessed_at: unneeded,
    user_agent: whereabouts,
    source_ip: whereabouts,
    last_biometric_auth_at: unneeded,
    biometric_expires_at: unneeded,
    requires_biometric_reauth: unneeded,
    updated_at: unneeded
  }
} as const satisfies LegacyTable

export const biometricRegistrations = {
  key: "id",
  read: { id: "text" },
  unread: {
    device_id: "The device through which it is read.",
    registration_id: unneeded,
    biometric_type: unneeded,
    challenge: "Five minutes old at most when it was good.",
    challenge_expires_at: unneeded,
    is_verified: unneeded,
    is_active: unneeded,
    verification_failures: unneeded,
    device_attestation_data: "What a device says of itself; no key that signs.",
    registration_metadata: "What a device says of itself; no key that signs.",
    created_at: unneeded,
    updated_at: unneeded,
    last_verified_at: unneeded
  }
} as const satisfies LegacyTable
