/** What AWS answers to a request; undefined for one that no variant should make. */
export const answerTo = (answers, headers, body) => {
  const target = headers["x-amz-target"] ?? headers["X-Amz-Target"]
  const stage = String(target).startsWith("secretsmanager.") ? ` ${JSON.parse(String(body)).VersionStage}` : ""
  return answers[target + stage]
}
