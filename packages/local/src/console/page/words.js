/** The consents as the app asks for them; the texts themselves live with their version. */
export const consents = {
  privacy_policy: {
    title: "Privacy policy",
    text: "I agree to how my data is handled: medical data passes through encrypted temporary storage and ends on my device."
  },
  terms_of_service: {
    title: "Terms of service",
    text: "I agree to the terms under which the service is offered."
  },
  medical_disclaimer: {
    title: "Medical disclaimer",
    text: "I understand that what I read here is information, not medical advice and not a diagnosis."
  },
  healthcare_consultation: {
    title: "Talk to a professional",
    text: "I will talk to a healthcare professional before I act on anything I read here."
  },
  emergency_care_limitation: {
    title: "Not for emergencies",
    text: "In an emergency I will call the emergency services and not wait for this service."
  }
}

/** Interpretation flags (HL7 v2 table 0078): a sign, a word and a tone; the word alone must be enough. */
export const flags = {
  N: { sign: "✓", word: "Normal", tone: "good" },
  L: { sign: "↓", word: "Low", tone: "low" },
  H: { sign: "↑", word: "High", tone: "high" },
  LL: { sign: "⇊", word: "Critically low", tone: "bad" },
  HH: { sign: "⇈", word: "Critically high", tone: "bad" },
  A: { sign: "◆", word: "Abnormal", tone: "high" },
  none: { sign: "–", word: "Not judged", tone: "still" }
}

/** How far a fact can be traced back to the page. */
export const groundings = {
  verified: { word: "Verified", tone: "good", text: "This line stands on the page and contains the value." },
  quote_only: {
    word: "Quote only",
    tone: "high",
    text: "This line stands on the page, but the value is not in it. Compare it yourself."
  },
  unverified: {
    word: "Unverified",
    tone: "bad",
    text: "This line was not found on the page. Rely on the paper, not on this row."
  }
}

export const vitals = {
  blood_pressure: "Blood pressure",
  heart_rate: "Heart rate",
  temperature: "Temperature",
  weight: "Weight",
  height: "Height",
  oxygen_saturation: "Oxygen saturation"
}

/** The way of a report: each state with what is said while it lasts. */
export const steps = [
  { name: "checking", word: "Checking", text: "Checking the file on this device…" },
  { name: "awaiting_upload", word: "Awaiting upload", text: "Sending the file to encrypted temporary storage…" },
  { name: "processing", word: "Processing", text: "The report is being read. This takes a moment…" },
  { name: "completed", word: "Completed", text: "The report has been read." }
]
