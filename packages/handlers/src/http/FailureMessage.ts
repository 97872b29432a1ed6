import type { JobFailure, JobFailureCode } from "@serenya/domain/jobs/JobOutcome"

const messages: Readonly<Record<JobFailureCode, string>> = {
  EMPTY_DOCUMENT: "The file is empty. Choose the report again.",
  WRONG_FILE_TYPE: "The file is not what its type says. Send the report as a PDF, JPEG or PNG file.",
  TRUNCATED_DOCUMENT: "The end of the file is missing. Download or scan the report again.",
  ENCRYPTED_DOCUMENT: "The file is protected by a password. Save it without one and send it again.",
  UNREADABLE_DOCUMENT: "The file is damaged and cannot be opened. Download or scan the report again.",
  TOO_MANY_PAGES: "The file has more than 50 pages. Send only the pages with results.",
  TOO_MANY_PIXELS: "The picture is too large to be read. Send a smaller one.",
  NO_TEXT_LAYER:
    "The file is a picture without text, which cannot be read here. Send the PDF that the laboratory issued.",
  HIDDEN_TEXT:
    "The file holds text that nobody can see, so it is not read. Photograph the report, or send the PDF that the laboratory issued.",
  DOCUMENT_TOO_LARGE: "The file is larger than 10 MiB. Send a smaller one.",
  CONSENT_REQUIRED: "A consent is missing or was withdrawn. Give it again and send the report again.",
  ACCOUNT_NOT_ACTIVE: "The account is not active.",
  ANALYSIS_UNAVAILABLE: "The analysis is not available now. Nothing was counted.",
  ANALYSIS_REJECTED: "The analysis gave no answer that can be trusted. Nothing was counted.",
  PROCESSING_TIMED_OUT: "The analysis took too long. Nothing was counted.",
  PROCESSING_INTERRUPTED: "The analysis was interrupted. Nothing was counted."
}

/** These say nothing of what to do: that depends on whether the job may be tried again. */
const ours: ReadonlySet<JobFailureCode> = new Set([
  "ANALYSIS_UNAVAILABLE",
  "ANALYSIS_REJECTED",
  "PROCESSING_TIMED_OUT",
  "PROCESSING_INTERRUPTED"
])

const advice = (retryable: boolean): string =>
  retryable ? "Try it again in a moment." : "It was tried again as often as it may be: send it anew another time."

/** What went wrong and what to do, in plain words; apps translate by the code. */
export const failureMessage = ({ code, retryable }: JobFailure): string =>
  ours.has(code) ? `${messages[code]} ${advice(retryable)}` : messages[code]
